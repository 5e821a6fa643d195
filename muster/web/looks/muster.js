// What pages gain where scripts run; each of them works without. htmx stands before this in one file.
import {
  createAll, Button, CharacterCount, Checkboxes, ErrorSummary, ExitThisPage, NotificationBanner,
  PasswordInput, Radios, SkipLink,
} from "./govuk-frontend.min.js";

const COMPONENTS = [
  Button, CharacterCount, Checkboxes, ErrorSummary, NotificationBanner, PasswordInput, Radios,
];

// Nothing inline, nothing evaluated, and no page kept in the browser's storage for whoever is next.
Object.assign(htmx.config, {
  includeIndicatorStyles: false, allowEval: false, allowScriptTags: false, historyCacheSize: 0,
  refreshOnHistoryMiss: true, selfRequestsOnly: true, timeout: 20000,
});

document.body.classList.add("js-enabled", "govuk-frontend-supported");
for (const component of [...COMPONENTS, ExitThisPage, SkipLink]) createAll(component);

// What is brought in later gets its components too.
document.body.addEventListener("htmx:afterSwap", ({ detail }) => {
  for (const component of COMPONENTS) createAll(component, undefined, { scope: detail.elt });
});

// On a phone the reader's pages stand in one line: the one under way is in sight.
const line = document.querySelector(".rooms ul");
const under = line?.querySelector("[aria-current]");
if (under) line.scrollLeft = under.offsetLeft - (line.clientWidth - under.offsetWidth) / 2;

// A page brought back from the browser's memory is asked for anew: it may be somebody else's turn.
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

// One press is one request, however often a button is pressed.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented) return;
  if (form.dataset.sent) event.preventDefault();
  else if (form.dataset.once !== undefined) {
    form.dataset.sent = "yes";
    setTimeout(() => delete form.dataset.sent, 5000); // a download leaves the page where it is
  }
});

// Keys of one letter can be turned off, for whoever speaks to the machine or types by accident (WCAG
// 2.1.4). That a device has no keys is all that is ever kept in the browser.
const keys = document.querySelector("[data-keys]");
let off = false;
try { off = localStorage.getItem("keys") === "off"; } catch { /* nothing may be kept here */ }
const labels = [keys.textContent, keys.dataset.keys];
const label = () => { keys.textContent = labels[Number(off)]; };
keys.parentElement.hidden = !document.querySelector("[data-press], [data-row-press]");
keys.addEventListener("click", () => {
  off = !off;
  label();
  try { localStorage.setItem("keys", off ? "off" : "on"); } catch { /* it holds for this page */ }
});
label();
addEventListener("keydown", (event) => {
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey && /^\S$/u.test(event.key);
  if (off && plain) event.stopImmediatePropagation();
}, true);

// data-press="n" on a link or button: the key n presses it, unless somebody is typing.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1) return;
  if (event.target.closest("input:not([type=radio]):not([type=checkbox]), textarea, select")) return;
  const pressed = [...document.querySelectorAll("[data-press]")].find(
    (one) => one.dataset.press === event.key,
  );
  if (pressed) { event.preventDefault(); pressed.focus(); pressed.click(); }
});

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
