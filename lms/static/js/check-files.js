/* Files are dropped on the form, and several are handed in one by one, with progress and a way to stop.
   Without this script the same form sends up to fifty at once. */
const form = document.querySelector("[data-check-files]");

function dropping(zone, input) {
  const label = zone.querySelector("[data-drop-label]");
  label.textContent = label.dataset.dropText;
  for (const kind of ["dragenter", "dragover"]) {
    zone.addEventListener(kind, (event) => {
      event.preventDefault();
      zone.toggleAttribute("data-over", true);
    });
  }
  zone.addEventListener("dragleave", (event) => {
    if (!zone.contains(event.relatedTarget)) zone.toggleAttribute("data-over", false);
  });
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.toggleAttribute("data-over", false);
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    form.requestSubmit();
  });
}

async function send(file, receipt, signal) {
  const body = new FormData();
  body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  body.append("uploads", file);
  if (receipt) body.append("receipt", receipt);
  const headers = { Accept: "application/json" };
  const answer = await fetch(form.action, { method: "POST", body, headers, signal });
  const said = await answer.json();
  if (!answer.ok) throw new Error(said.message);
  return said;
}

function progressing(box, all) {
  const bar = box.querySelector("progress");
  const face = box.querySelector("[data-progress-face]");
  const status = box.querySelector("[data-progress-status]");
  const fill = (text, values) => text.replace(/%\((\w+)\)s/g, (_, name) => values[name]);
  box.hidden = false;
  bar.max = all;
  return {
    done(count) {
      bar.value = count;
      face.textContent = fill(box.dataset.checking, { done: count, all });
      // Spoken in quarters: every file would be a flood.
      if (count % Math.max(1, Math.ceil(all / 4)) === 0) status.textContent = face.textContent;
    },
    say(text, values = {}) {
      status.textContent = fill(text, values);
    },
  };
}

async function checkAll(files, box) {
  const stop = new AbortController();
  const cancel = box.querySelector("[data-progress-cancel]");
  const open = box.querySelector("[data-progress-open]");
  const progress = progressing(box, files.length);
  let receipt = "";
  let address = "";
  cancel.hidden = false;
  cancel.onclick = () => stop.abort();
  progress.done(0);
  for (const [index, file] of files.entries()) {
    try {
      ({ receipt, address } = await send(file, receipt, stop.signal));
    } catch (error) {
      if (stop.signal.aborted) progress.say(box.dataset.stopped, { done: index });
      else progress.say(error instanceof TypeError ? box.dataset.failed : error.message, { name: file.name });
      return finish(cancel, open, address);
    }
    progress.done(index + 1);
  }
  progress.say(box.dataset.finished);
  location.assign(address);
}

/* What was checked before is not lost: its receipt can be opened. */
function finish(cancel, open, address) {
  cancel.hidden = true;
  open.hidden = !address;
  if (!address) return;
  open.href = address;
  open.focus();
}

if (form) {
  const input = form.querySelector("input[type=file]");
  const box = form.querySelector("[data-progress]");
  const start = form.querySelector("[data-progress-start]");
  dropping(form.querySelector("[data-drop]"), input);
  form.addEventListener("submit", async (event) => {
    if (input.files.length < 2) return;
    event.preventDefault();
    start.disabled = true;
    await checkAll([...input.files], box);
    start.disabled = false;
  });
}
