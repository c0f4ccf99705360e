// Arranging the cameras of a wall: by dragging, by buttons, by Alt and the arrow keys. Belongs here: the order of the rows, and
// writing it into the numbers that the form has anyway. Does not: the form, which works without this.
const list = document.querySelector(".arranged");
const rows = () => [...list.children];

const number = () => {
  let n = 0;
  for (const row of rows()) {
    const [on, at] = row.querySelectorAll("input");
    at.value = on.checked ? String(++n) : "";
  }
};

const move = (row, by) => {
  const other = by < 0 ? row.previousElementSibling : row.nextElementSibling;
  if (!other) return;
  const focused = document.activeElement;
  by < 0 ? other.before(row) : other.after(row);
  if (row.contains(focused)) focused.focus();
  number();
};

const button = (row, mark, label, by) => {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = mark;
  made.setAttribute("aria-label", label);
  made.addEventListener("click", () => move(row, by));
  row.append(made);
};

// The row under way, while a finger or a mouse holds its handle.
let held = null;
const follow = (event) => {
  if (!held) return;
  event.preventDefault();
  const under = document.elementFromPoint(event.clientX, event.clientY)?.closest(".arrange-row");
  if (!under || under === held || under.parentElement !== list) return;
  const { top, height } = under.getBoundingClientRect();
  event.clientY < top + height / 2 ? under.before(held) : under.after(held);
};
const drop = () => {
  held?.classList.remove("held");
  if (held) number();
  held = null;
};

for (const row of rows()) {
  const handle = document.createElement("span");
  handle.className = "handle";
  handle.textContent = "⠿";
  handle.setAttribute("aria-hidden", "true");
  handle.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    held = row;
    row.classList.add("held");
  });
  row.prepend(handle);
  button(row, "▲", row.dataset.up, -1);
  button(row, "▼", row.dataset.down, 1);
  const [on, at] = row.querySelectorAll("input");
  on.addEventListener("change", number);
  // A number that is typed takes the row there.
  at.addEventListener("change", () => {
    const to = Number(at.value);
    if (at.value) on.checked = true;
    const others = rows().filter((other) => other !== row && other.querySelector("input").checked);
    const next = others[to - 1];
    if (at.value && next) next.before(row);
    else if (at.value && others.length) others.at(-1).after(row);
    number();
  });
}
addEventListener("pointermove", follow, { passive: false });
addEventListener("pointerup", drop);
addEventListener("pointercancel", drop);
list.addEventListener("keydown", (event) => {
  const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  const row = event.target.closest(".arrange-row");
  if (!event.altKey || !by || !row) return;
  event.preventDefault();
  move(row, by);
});
