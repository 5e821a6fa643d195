// A shared device on which nobody touches anything goes back to asking for a code. The server ends the
// session by itself; this only takes the page away in time, and says when somebody is still typing.
const SILENCE = 175_000;
const TELL = 30_000;
let told = Date.now();
let timer = setTimeout(leave, SILENCE);

function leave() {
  location.replace("/kiosk");
}

function touched() {
  clearTimeout(timer);
  timer = setTimeout(leave, SILENCE);
  if (Date.now() - told < TELL) return;
  told = Date.now();
  fetch("/kiosk/here", { redirect: "manual" }).then((answer) => { if (!answer.ok) leave(); }, () => {});
}

for (const kind of ["pointerdown", "keydown", "input", "scroll"]) {
  addEventListener(kind, touched, { passive: true });
}
