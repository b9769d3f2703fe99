/* Autosave: every change is sent after a moment of rest, and again until the server has it. What is
   not yet saved is kept on this device: responses only, never a score. The form works without this. */
const form = document.querySelector("[data-autosave]");
const status = document.querySelector("[data-save-status]");
const lamp = document.querySelector("[data-save-lamp]");
const KEY = `answers:${form.dataset.attempt}`;
const REST = 500;
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 15000;

let sequence = Number(form.dataset.sequence);
let timer = null;
let wait = FIRST_WAIT;
let isBusy = false;
let isStopped = false;
let afterwards = [];

const kept = () => JSON.parse(localStorage.getItem(KEY) || "{}");

function say(text, isWell = false) {
  if (status.textContent !== text) status.textContent = text;
  lamp.classList.toggle("andon-done", isWell);
  lamp.classList.toggle("andon-wait", !isWell);
}

function fieldsOf() {
  const fields = {};
  for (const [name, value] of new FormData(form)) {
    if (/^(choice|value|text|left-.*|pos-.*)$/.test(name)) (fields[name] ??= []).push(value);
  }
  return fields;
}

function keep(position, entry) {
  const all = kept();
  if (entry) all[position] = entry;
  else delete all[position];
  if (Object.keys(all).length) localStorage.setItem(KEY, JSON.stringify(all));
  else localStorage.removeItem(KEY);
}

function fill(fields) {
  for (const control of form.elements) {
    if (!/^(choice|value|text|left-.*|pos-.*)$/.test(control.name)) continue;
    const values = fields[control.name] || [];
    if (control.type === "radio" || control.type === "checkbox") control.checked = values.includes(control.value);
    else control.value = values[0] || "";
  }
}

function markNavigator() {
  const navigator = document.getElementById("navigator");
  const here = navigator.querySelector("[aria-current]");
  const isGiven = Object.values(fieldsOf()).some((values) => values.some(Boolean));
  here.parentElement.classList.toggle("answered", isGiven);
  here.querySelector("[data-answered]").textContent = isGiven ? navigator.dataset.isAnswered : navigator.dataset.isBlank;
  const count = navigator.querySelector("[data-answered-count]");
  const said = { done: navigator.querySelectorAll("li.answered").length, all: navigator.querySelectorAll("ol > li").length };
  count.textContent = count.dataset.answeredCount.replace(/%\((\w+)\)s/g, (_, name) => said[name]);
}

async function post(position, entry) {
  const address = form.dataset.autosave.replace(/\/\d+\/save\/$/, `/${position}/save/`);
  const answer = await fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
    body: JSON.stringify(entry),
    keepalive: true,
    redirect: "manual",
    signal: AbortSignal.timeout(8000),
  });
  return { code: answer.type === "opaqueredirect" ? 401 : answer.status, body: await answer.json().catch(() => ({})) };
}

/* Returns whether to go on with the next kept answer. */
function settle(position, entry, { code, body }) {
  // 403: signed in again elsewhere, so this page's token is of an older session.
  if (code === 401 || code === 403) { say(form.dataset.signedOut); return false; }
  if (code === 409 || code === 404) {
    isStopped = true;
    keep(position, null);
    say(body.message || form.dataset.kept);
    if (code === 409) location.assign(form.dataset.over);
    return false;
  }
  if (code === 422) {
    keep(position, null);
    say(body.message);
    return true;
  }
  if (code !== 200) throw new Error(String(code));
  if (kept()[position]?.sequence === entry.sequence) keep(position, null);
  if (position === form.dataset.position) sequence = Math.max(sequence, body.sequence);
  if (Number.isInteger(body.seconds_left)) document.dispatchEvent(new CustomEvent("seconds-left", { detail: body.seconds_left }));
  if (body.stored || body.sequence === entry.sequence) say(`${form.dataset.saved} ${body.saved_at}`, true);
  else say(form.dataset.other);
  return true;
}

function again(pause) {
  clearTimeout(timer);
  timer = setTimeout(flush, pause);
}

async function flush() {
  clearTimeout(timer);
  if (isBusy || isStopped) return;
  const [next] = Object.entries(kept());
  if (!next) { afterwards.forEach((done) => done()); afterwards = []; return; }
  isBusy = true;
  say(form.dataset.saving, true);
  let goOn = false;
  try {
    goOn = settle(...next, await post(...next));
    wait = FIRST_WAIT;
  } catch {
    say(form.dataset.kept);
    again(wait + Math.random() * 300);
    wait = Math.min(wait * 2, LONGEST_WAIT);
  } finally {
    isBusy = false;
  }
  if (goOn) flush();
}

function changed() {
  // Grows on this device and past what the server has: an older save can never win over a newer one.
  sequence = Math.max(Date.now(), sequence + 1);
  keep(form.dataset.position, { sequence, fields: fieldsOf() });
  markNavigator();
  again(REST);
}

const mine = kept()[form.dataset.position];
if (mine && mine.sequence > sequence) fill(mine.fields);
else if (mine) keep(form.dataset.position, null);

form.addEventListener("change", changed);
form.addEventListener("input", (event) => { if (event.target.matches("input:not([type=radio], [type=checkbox]), textarea")) changed(); });
form.addEventListener("flush", (event) => { afterwards.push(event.detail); flush(); });
// The plain form carries the same answer. What is kept stays: the next page sends it if the form failed.
form.addEventListener("submit", () => { isStopped = true; clearTimeout(timer); });
addEventListener("online", () => { wait = FIRST_WAIT; flush(); });
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") flush(); });
flush();
