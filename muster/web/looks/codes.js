// A link may bring a code after its “#”, which no server and no log sees. It is taken out of the
// address at once, so that Back does not bring it, and sent as if it had been typed.
const code = decodeURIComponent(location.hash.slice(1));
const marked = document.querySelector("[data-code-from-link]");
if (marked && /^[0-9 -]{8,60}$/.test(code)) {
  history.replaceState(null, "", location.pathname + location.search);
  const field = document.getElementById(marked.dataset.codeFromLink);
  field.value = code;
  field.form.requestSubmit();
}
