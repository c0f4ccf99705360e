// A list that renews itself while somebody looks. Belongs here: asking for the page again and taking its list over, where that takes
// nothing out of a hand. Does not: the list.
const EVERY = 15000;
const list = () => document.querySelector("[data-fresh]");

const renew = async () => {
  const old = list();
  if (document.hidden || !old) return;
  const answer = await fetch(location.href, { cache: "no-store" });
  if (!answer.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("[data-fresh]");
  // What is opened, focused or marked stays as it is until it is left.
  const held = old.querySelector("details[open]") || old.contains(document.activeElement) || !getSelection().isCollapsed;
  if (fresh && !held && fresh.innerHTML !== old.innerHTML) old.replaceWith(fresh);
};
setInterval(() => renew().catch(() => {}), EVERY);
