/* Before handing in: what is still on this device is sent first, and the page read again where it
   does not say of each item what is true now. Handing in waits for it, unless it cannot be sent and one presses again. */
import { isGiven, outboxOf } from "./outbox.js";

const form = document.querySelector("[data-submit]");
const status = document.querySelector("[data-outbox-status]");
const lamp = document.querySelector("[data-save-lamp]");
const REFUSED = `refused:${form.dataset.attempt}`;
const TRIES = 3;

let wants = false;
let mayLeaveBehind = false;
const refused = [];
// The items of which this page may not say what is true.
const untrue = new Set();

const outbox = outboxOf({
  attempt: form.dataset.attempt,
  address: form.dataset.outbox,
  token: form.elements.csrfmiddlewaretoken.value,
  tell: {
    sending: () => { if (!mayLeaveBehind) say("sending"); },
    failed: (tries) => { if (tries >= TRIES) giveWay("stuck"); },
    signedOut: () => giveWay("signedOut"),
    closed: () => location.assign(form.dataset.over),
    refused: (position, body) => refused.push(`${form.dataset.refused.replace("%(n)s", position)} ${body.message || ""}`),
    taken,
    empty: emptied,
  },
});

function show(text) {
  if (status.textContent !== text) status.textContent = text;
  lamp.classList.toggle("andon-done", !text);
  lamp.classList.toggle("andon-wait", Boolean(text));
}

function say(what) {
  const count = outbox.size();
  show(form.dataset[count === 1 ? `${what}One` : what].replace("%(n)s", count));
}

/* Nothing more can be done here: the person decides. */
function giveWay(what) {
  wants = false;
  mayLeaveBehind = true;
  say(what);
}

function taken(position, entry) {
  const row = document.querySelector(`[data-item="${position}"]`);
  if (!row || (row.dataset.answered === "yes") === isGiven(entry.fields)) untrue.delete(position);
  else untrue.add(position);
}

function emptied() {
  if (refused.length) sessionStorage.setItem(REFUSED, refused.join(" "));
  if (wants && !refused.length) form.submit();
  else if (untrue.size || refused.length) location.reload();
  else { mayLeaveBehind = false; show(""); }
}

form.addEventListener("submit", (event) => {
  if (!outbox.size()) return;
  if (mayLeaveBehind) { outbox.stop(); return; }
  event.preventDefault();
  wants = true;
  say("sending");
  outbox.flush();
});

Object.keys(outbox.kept()).forEach((position) => untrue.add(position));
if (untrue.size) outbox.flush();
else if (sessionStorage.getItem(REFUSED)) show(sessionStorage.getItem(REFUSED));
sessionStorage.removeItem(REFUSED);
