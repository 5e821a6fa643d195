// The list of people to be called, by keyboard: j and k walk it; the rest acts on whoever is in focus,
// and on nobody where nobody is.
const rows = () => [...document.querySelectorAll("[data-row]")];
const current = () => document.activeElement?.closest?.("[data-row]") ?? null;

const walk = (step) => {
  const listed = rows();
  const at = listed.indexOf(current());
  const next = listed[at < 0 ? 0 : Math.min(Math.max(at + step, 0), listed.length - 1)];
  next?.querySelector("[data-row-open]").focus();
  next?.scrollIntoView({ block: "nearest" });
};

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1) return;
  if (event.target.closest("input:not([type=radio]):not([type=checkbox]), textarea, select")) return;
  if (event.key === "j") walk(1);
  else if (event.key === "k") walk(-1);
  else current()?.querySelector(`[data-row-press="${event.key}"]`)?.click();
});

// A line that was drawn again keeps the focus; a list that was renewed gets it at its top.
document.body.addEventListener("htmx:afterSwap", (event) => {
  const row = event.target.matches("[data-row]") ? event.target : null;
  if (row || event.detail.target.id === "list") {
    (row ?? rows()[0])?.querySelector("[data-row-open]").focus();
  }
});
