/* The outbox of one attempt: what is answered stays on this device until the server has taken it or
   said that it never will. Responses only, never a score. Each carries the sequence of its change, so
   sending one twice, or an older one late, changes nothing.
   tell: what the page does when something comes of it; every function in it may be left out. */
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 15000;

export const isGiven = (fields) => Object.values(fields).some((values) => values.some(Boolean));

export function outboxOf({ attempt, address, token, tell }) {
  const KEY = `answers:${attempt}`;
  const onTheirWay = new Map();
  let timer = null;
  let wait = FIRST_WAIT;
  let tries = 0;
  let isBusy = false;
  let isStopped = false;

  /* What cannot be read any more is nobody's answer, and must not keep the next from being saved. */
  function kept() {
    try {
      const all = JSON.parse(localStorage.getItem(KEY) || "{}");
      return all && typeof all === "object" ? all : {};
    } catch {
      return {};
    }
  }
  const size = () => Object.keys(kept()).length;

  function keep(position, entry) {
    const all = kept();
    if (entry) all[position] = entry;
    else delete all[position];
    if (Object.keys(all).length) localStorage.setItem(KEY, JSON.stringify(all));
    else localStorage.removeItem(KEY);
  }

  /* What was changed while this was on its way is newer, and stays. */
  function drop(position, entry) {
    if (kept()[position]?.sequence === entry.sequence) keep(position, null);
  }

  async function post(position, entry) {
    onTheirWay.set(position, entry.sequence);
    try {
      const answer = await fetch(address.replace(/\/\d+\/save\/$/, `/${position}/save/`), {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": token },
        body: JSON.stringify(entry),
        keepalive: true,
        redirect: "manual",
        signal: AbortSignal.timeout(8000),
      });
      return { code: answer.type === "opaqueredirect" ? 401 : answer.status, body: await answer.json().catch(() => ({})) };
    } finally {
      if (onTheirWay.get(position) === entry.sequence) onTheirWay.delete(position);
    }
  }

  /* Returns whether to go on with the next kept answer; throws where it may be sent again. */
  function settle(position, entry, { code, body }) {
    // 403: signed in again elsewhere, so this page's token is of an older session. 404: as somebody else.
    if ([401, 403, 404].includes(code)) { tell.signedOut?.(); return false; }
    if (code === 409) {
      stop();
      localStorage.removeItem(KEY);
      tell.closed?.(body);
      return false;
    }
    // 423: in a break. It stays here and is sent once the learner goes on.
    if (code === 423) { stop(); tell.closed?.(body); return false; }
    if (code !== 200 && code !== 422) throw new Error(String(code));
    drop(position, entry);
    if (code === 422) tell.refused?.(position, body);
    else tell.taken?.(position, entry, body);
    return true;
  }

  async function send(position, entry) {
    const goOn = settle(position, entry, await post(position, entry));
    wait = FIRST_WAIT;
    tries = 0;
    return goOn;
  }

  function again(pause) {
    clearTimeout(timer);
    timer = setTimeout(flush, pause);
  }

  function failed() {
    tries += 1;
    tell.failed?.(tries);
    again(wait + Math.random() * 300);
    wait = Math.min(wait * 2, LONGEST_WAIT);
  }

  /* Send what is kept, one after the other. */
  async function flush() {
    clearTimeout(timer);
    if (isBusy || isStopped) return;
    const [next] = Object.entries(kept());
    if (!next) { tell.empty?.(); return; }
    isBusy = true;
    tell.sending?.(size());
    let goOn = false;
    try {
      goOn = await send(...next);
    } catch {
      if (!isStopped) failed();
    } finally {
      isBusy = false;
    }
    if (goOn) flush();
  }

  /* Send all at once, beside what is on its way: the page may be gone in a moment. */
  function hurry() {
    if (isStopped) return;
    for (const [position, entry] of Object.entries(kept())) {
      if (onTheirWay.get(position) !== entry.sequence) send(position, entry).catch(() => again(wait));
    }
  }

  function stop() {
    isStopped = true;
    clearTimeout(timer);
  }

  addEventListener("online", () => { wait = FIRST_WAIT; flush(); });
  addEventListener("pagehide", hurry);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") hurry(); });
  // A page taken up again from the browser's memory shows what was true then.
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  return { key: KEY, kept, keep, size, flush, again, stop };
}
