// What a person sees of the elements that `selector` finds: the uppermost visible one that has a picture, drawn anew so that
// it can be read: width, height, RGBA in base64, the page's clock. `null` where there is none.
const size = (e) => {
  if (e instanceof HTMLVideoElement) return e.readyState < 2 ? [0, 0] : [e.videoWidth, e.videoHeight];
  if (e instanceof HTMLImageElement) return e.complete ? [e.naturalWidth, e.naturalHeight] : [0, 0];
  return [e.width, e.height];
};
const seen = (e) => {
  const style = getComputedStyle(e), box = e.getBoundingClientRect();
  return style.visibility === "visible" && Number(style.opacity) > 0 && box.width > 0 && box.height > 0;
};
const above = (e) => Number(getComputedStyle(e).zIndex) || 0;
const all = [...document.querySelectorAll(selector)].filter((e) => seen(e) && size(e)[0] && size(e)[1]);
const found = all.sort((a, b) => above(a) - above(b)).pop();
if (!found) return null;
const [width, height] = size(found);
const scratch = document.createElement("canvas");
[scratch.width, scratch.height] = [width, height];
const context = scratch.getContext("2d", { willReadFrequently: true });
const at = performance.now();
context.drawImage(found, 0, 0, width, height);
const bytes = context.getImageData(0, 0, width, height).data;
let text = "";
for (let i = 0; i < bytes.length; i += 32768) text += String.fromCharCode(...bytes.subarray(i, i + 32768));
return [width, height, btoa(text), at];
