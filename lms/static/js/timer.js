/* Time left, reckoned from what the server said when it made the page. The clock of this machine is
   never asked for the time of day, so setting it changes nothing; the server decides in any case. */
const cell = document.querySelector("[data-timer]");
if (cell) {
  const clock = cell.querySelector("[data-timer-clock]");
  const face = cell.querySelector("[data-timer-face]");
  const status = cell.querySelector("[data-timer-status]");
  const toggle = cell.querySelector("[data-timer-toggle]");
  const limit = Number(cell.dataset.limit) * 60;
  const marks = [limit / 2, 600, 300, 60].filter((mark) => mark < limit);
  let base = Number(cell.dataset.seconds);
  let since = performance.now();
  let before = base;

  const left = () => Math.max(0, Math.round(base - (performance.now() - since) / 1000));
  const two = (n) => String(n).padStart(2, "0");

  function draw(seconds) {
    const hours = Math.floor(seconds / 3600);
    const minutes = Math.floor((seconds % 3600) / 60);
    clock.textContent = hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
  }

  function speak(seconds) {
    const mark = marks.find((one) => before > one && seconds <= one);
    if (mark === 60) status.textContent = cell.dataset.last;
    else if (mark) status.textContent = cell.dataset.left.replace("%(n)s", Math.round(mark / 60));
    before = seconds;
  }

  async function handIn() {
    status.textContent = cell.dataset.over;
    const form = document.querySelector("[data-autosave]");
    // Gives an answer that is on its way a moment to arrive: the server still takes it.
    if (form) await new Promise((done) => { form.dispatchEvent(new CustomEvent("flush", { detail: done })); setTimeout(done, 5000); });
    location.assign(cell.dataset.onOver);
  }

  function tick() {
    const seconds = left();
    draw(seconds);
    speak(seconds);
    if (seconds > 0) setTimeout(tick, 1000 - ((performance.now() - since) % 1000));
    else if (cell.dataset.onOver) handIn();
  }

  toggle.hidden = false;
  toggle.addEventListener("click", () => {
    const hide = toggle.getAttribute("aria-pressed") === "false";
    toggle.setAttribute("aria-pressed", String(hide));
    face.hidden = hide;
    toggle.textContent = hide ? cell.dataset.show : cell.dataset.hide;
    sessionStorage.setItem("timer-hidden", hide ? "yes" : "");
  });
  if (sessionStorage.getItem("timer-hidden")) toggle.click();
  document.addEventListener("seconds-left", (event) => { base = event.detail; since = performance.now(); });
  tick();
}
