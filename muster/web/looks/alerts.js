// Alerts on every page of those who may be called: a sound where somebody asked for one, a word where
// the page can no longer hear of alerts, and the door where the sign-in is over.
const SOUND = "alerts-sound";
let failed = 0;

const box = () => document.getElementById("alerts");
const wanted = () => { try { return localStorage.getItem(SOUND) === "on"; } catch { return false; } };

const ring = () => {
  const audio = new AudioContext();
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  tone.frequency.value = 660;
  volume.gain.setValueAtTime(0.001, audio.currentTime);
  for (const beat of [0, 0.5, 1]) {
    volume.gain.exponentialRampToValueAtTime(0.4, audio.currentTime + beat + 0.05);
    volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + beat + 0.35);
  }
  tone.connect(volume).connect(audio.destination);
  tone.start();
  tone.stop(audio.currentTime + 1.5);
  tone.onended = () => audio.close();
};

const ours = (event) => event.detail.elt?.id === "alerts";

// Only what is new rings: a page that was opened while an alert waited shows it and is quiet.
let before = Number(box()?.dataset.alerts ?? 0);
document.body.addEventListener("htmx:afterSwap", () => {
  const now = Number(box()?.dataset.alerts ?? 0);
  if (now > before && wanted()) ring();
  before = now;
});

document.body.addEventListener("htmx:beforeSwap", (event) => {
  if (!ours(event)) return;
  // Whoever is signed out is sent to the door: the page says so instead of falling silent.
  if (new URL(event.detail.xhr.responseURL || location.href).pathname.startsWith("/sign-in")) {
    event.detail.shouldSwap = false;
    location.reload();
  }
});
document.body.addEventListener("htmx:afterRequest", (event) => {
  if (!ours(event)) return;
  failed = event.detail.successful ? 0 : failed + 1;
  const word = box()?.querySelector("[data-alerts-silent]");
  if (word) word.hidden = failed < 2;
});

for (const button of document.querySelectorAll("[data-alerts-sound]")) {
  const show = () => {
    button.textContent = wanted() ? button.dataset.off : button.dataset.on;
    button.setAttribute("aria-pressed", String(wanted()));
  };
  button.hidden = false;
  show();
  button.addEventListener("click", () => {
    localStorage.setItem(SOUND, wanted() ? "off" : "on");
    show();
    if (wanted()) ring();
  });
}
