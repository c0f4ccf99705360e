// What a wall that nobody sits at wants of its browser. Belongs here: the screen stays on and is filled, an alarm is heard.
// Does not: when there is one (the app says so).

const awake = () => {
  // Browsers take it away with the page out of sight, and give it over HTTPS only.
  if (document.visibilityState === "visible") navigator.wakeLock?.request("screen").catch(console.warn);
};
document.addEventListener("visibilitychange", awake);
awake();

let sound;
const ready = (event) => {
  if (event.key === "Escape" || !document.documentElement.hasAttribute("data-tv")) return;
  // Both are given to a person's own doing only, unless the browser was started as a kiosk's.
  sound ??= new AudioContext();
  sound.resume();
  const page = document.documentElement;
  if (!document.fullscreenElement && !event.target?.closest?.("a")) page.requestFullscreen?.({ navigationUI: "hide" }).catch(console.warn);
};
addEventListener("pointerup", ready);
addEventListener("keydown", ready);

// There is a new version. Loaded while the relay is away, the page would be an error until somebody came.
addEventListener("ward-reload", async () => {
  try {
    if ((await fetch("/healthz", { cache: "no-store" })).ok) location.reload();
  } catch (error) {
    console.warn(error);
  }
});

// Three tones of a third of a second.
addEventListener("ward-alarm", () => {
  sound ??= new AudioContext();
  sound.resume();
  for (const n of [0, 1, 2]) {
    const [tone, loud] = [sound.createOscillator(), sound.createGain()];
    const from = sound.currentTime + n * 0.5;
    tone.frequency.value = 880;
    loud.gain.setValueAtTime(0.2, from);
    loud.gain.exponentialRampToValueAtTime(0.001, from + 0.33);
    tone.connect(loud).connect(sound.destination);
    tone.start(from);
    tone.stop(from + 0.33);
  }
});
