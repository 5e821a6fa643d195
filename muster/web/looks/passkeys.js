// A form that a passkey fills in: data-passkey says whether one is used or made, data-options where its
// challenge is asked for. Without scripts, or without passkeys in the browser, the form stays hidden.
const toBytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

// What the server sends and takes is JSON; what the browser wants and gives holds bytes.
function readable(options) {
  const asked = { ...options, challenge: toBytes(options.challenge) };
  if (asked.user) asked.user = { ...asked.user, id: toBytes(asked.user.id) };
  for (const list of ["allowCredentials", "excludeCredentials"]) {
    if (asked[list]) asked[list] = asked[list].map((one) => ({ ...one, id: toBytes(one.id) }));
  }
  return asked;
}

function written(credential) {
  const { response } = credential;
  const said = { clientDataJSON: toText(response.clientDataJSON) };
  for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[part]) said[part] = toText(response[part]);
  }
  return JSON.stringify({
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    response: said,
    clientExtensionResults: credential.getClientExtensionResults(),
  });
}

async function ask(form) {
  const token = new FormData();
  token.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  const answer = await fetch(form.dataset.options, { method: "POST", body: token });
  if (!answer.ok) throw new Error(String(answer.status));
  const { publicKey } = await answer.json();
  const how = { publicKey: readable(publicKey) };
  const made = form.dataset.passkey === "make";
  return made ? navigator.credentials.create(how) : navigator.credentials.get(how);
}

async function fill(event) {
  const form = event.currentTarget;
  if (form.elements.credential.value) return;
  event.preventDefault();
  try {
    form.elements.credential.value = written(await ask(form));
    form.submit();
  } catch {
    document.getElementById("said").textContent = form.dataset.failed;
    let told = form.querySelector("[data-told]");
    if (!told) {
      told = form.appendChild(document.createElement("p"));
      told.dataset.told = "";
      told.className = "govuk-error-message";
    }
    told.textContent = form.dataset.failed;
  }
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  form.addEventListener("submit", fill);
}
