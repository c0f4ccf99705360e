// <ward-camera src="https://relay/embed/TOKEN">: a camera on any page, in a frame of the relay's own. Belongs here: making
// the frame. Does not: pictures, words; the page in the frame has both.

customElements.define("ward-camera", class extends HTMLElement {
  connectedCallback() {
    if (this.firstElementChild) return;
    const frame = document.createElement("iframe");
    // In the language of the page around it.
    const lang = this.closest("[lang]")?.lang.slice(0, 2);
    frame.src = this.getAttribute("src") + (lang === "vi" || lang === "en" ? `?lang=${lang}` : "");
    frame.title = this.title || "Camera";
    frame.loading = "lazy";
    frame.allow = "fullscreen";
    frame.referrerPolicy = "no-referrer";
    // Through the object model, which no policy of the page's forbids.
    this.style.display ||= "block";
    frame.style.cssText = "display:block;width:100%;aspect-ratio:16/9;border:0";
    this.append(frame);
  }
});
