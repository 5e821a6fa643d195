// A shared device on which nobody touches anything goes back to asking for a code. The server ends the
// session by itself; this only takes the page away in time, says so half a minute before (WCAG 2.2,
// 2.2.1: any touch is enough to stay), and tells the server when somebody is still typing.
const SILENCE = 175_000;
const WARNING = 30_000;
const TELL = 30_000;
const leaving = document.getElementById("leaving");
const text = leaving.textContent;
leaving.textContent = ""; // what comes into an alert is read aloud; what stood in it from the first is not
let told = Date.now();
let warns;
let leaves;
waits();

function waits() {
  warns = setTimeout(warn, SILENCE - WARNING);
  leaves = setTimeout(leave, SILENCE);
}

function warn() {
  leaving.hidden = false;
  leaving.textContent = text;
}

function leave() {
  location.replace("/kiosk");
}

function touched() {
  clearTimeout(warns);
  clearTimeout(leaves);
  if (!leaving.hidden) {
    leaving.hidden = true;
    leaving.textContent = "";
  }
  waits();
  if (Date.now() - told < TELL) return;
  told = Date.now();
  fetch("/kiosk/here", { redirect: "manual" }).then((answer) => { if (!answer.ok) leave(); }, () => {});
}

for (const kind of ["pointerdown", "keydown", "input", "scroll"]) {
  addEventListener(kind, touched, { passive: true });
}
