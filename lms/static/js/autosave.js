/* Autosave: every change is sent after a moment of rest, and again until the server has it. What is
   not yet saved is kept on this device, in the outbox. The form works without this. */
import { isGiven, outboxOf } from "./outbox.js";

const form = document.querySelector("[data-autosave]");
const status = document.querySelector("[data-save-status]");
const lamp = document.querySelector("[data-save-lamp]");
const REST = 500;
const FIELD = /^(gap-[a-z0-9]+-)?(choice|value|text|left-.*|pos-.*)$/;

let sequence = Number(form.dataset.sequence);
let afterwards = [];

const outbox = outboxOf({
  attempt: form.dataset.attempt,
  address: form.dataset.autosave,
  token: form.elements.csrfmiddlewaretoken.value,
  tell: {
    sending: () => say(form.dataset.saving, true),
    failed: () => say(form.dataset.kept),
    signedOut: () => say(form.dataset.signedOut),
    closed: (body) => { say(body.message || form.dataset.kept); location.assign(form.dataset.over); },
    refused,
    taken,
    empty: () => { afterwards.forEach((done) => done()); afterwards = []; },
  },
});

function say(text, isWell = false) {
  if (status.textContent !== text) status.textContent = text;
  lamp.classList.toggle("andon-done", isWell);
  lamp.classList.toggle("andon-wait", !isWell);
}

function taken(position, entry, body) {
  const newest = position === form.dataset.position ? Math.max(sequence, entry.sequence) : entry.sequence;
  if (position === form.dataset.position) sequence = Math.max(sequence, body.sequence);
  if (Number.isInteger(body.seconds_left)) document.dispatchEvent(new CustomEvent("seconds-left", { detail: body.seconds_left }));
  if (body.stored || body.sequence <= newest) say(`${form.dataset.saved} ${body.saved_at}`, true);
  else say(form.dataset.other);
}

/* What is said of another item than this one stays to be read: of one that was left for good, say. */
function refused(position, body) {
  const note = document.querySelector("[data-left-behind]");
  if (!note || position === form.dataset.position) { say(body.message || form.dataset.kept); return; }
  note.textContent = body.message;
}

function fieldsOf() {
  const fields = {};
  for (const [name, value] of new FormData(form)) {
    if (FIELD.test(name)) (fields[name] ??= []).push(value);
  }
  return fields;
}

function fill(fields) {
  for (const control of form.elements) {
    if (!FIELD.test(control.name)) continue;
    const values = fields[control.name] || [];
    if (control.type === "radio" || control.type === "checkbox") control.checked = values.includes(control.value);
    else control.value = values[0] || "";
  }
}

function markNavigator() {
  const navigator = document.getElementById("navigator");
  const here = navigator.querySelector("[aria-current]");
  const isAnswered = isGiven(fieldsOf());
  here.parentElement.classList.toggle("answered", isAnswered);
  here.querySelector("[data-answered]").textContent = isAnswered ? navigator.dataset.isAnswered : navigator.dataset.isBlank;
  const count = navigator.querySelector("[data-answered-count]");
  const said = { done: navigator.querySelectorAll("li.answered").length, all: navigator.querySelectorAll("ol > li").length };
  count.textContent = count.dataset.answeredCount.replace(/%\((\w+)\)s/g, (_, name) => said[name]);
}

function changed() {
  // Grows on this device and past what the server has: an older save can never win over a newer one.
  sequence = Math.max(Date.now(), sequence + 1);
  // What was changed here is no older state of the form.
  form.elements.since.value = sequence;
  outbox.keep(form.dataset.position, { sequence, fields: fieldsOf() });
  markNavigator();
  // At once: what was said of the answer before is no longer true of this one.
  say(form.dataset.saving, true);
  outbox.again(REST);
}

const mine = outbox.kept()[form.dataset.position];
if (mine && mine.sequence > sequence) fill(mine.fields);
else if (mine) outbox.keep(form.dataset.position, null);

/* Another window of this browser keeps its answers in the same outbox: what it changed there is newer. */
addEventListener("storage", (event) => {
  if (event.key !== outbox.key || !event.newValue) return;
  const theirs = outbox.kept()[form.dataset.position];
  if (theirs && theirs.sequence > sequence) say(form.dataset.other);
});
form.addEventListener("change", changed);
form.addEventListener("input", (event) => { if (event.target.matches("input:not([type=radio], [type=checkbox]), textarea")) changed(); });
form.addEventListener("flush", (event) => { afterwards.push(event.detail); outbox.flush(); });
// The plain form carries the same answer. What is kept stays: the next page sends it if the form failed.
form.addEventListener("submit", outbox.stop);
outbox.flush();
