// A batch goes on while its page is open: the same form, sent again and again, until nothing waits.
const form = document.querySelector("form[data-batch]");
const button = form?.querySelector("button[type=submit]");
const pause = form?.querySelector("[data-pause]");
let isGoing = false;

function show(counts) {
  for (const [name, count] of Object.entries(counts)) {
    form.querySelector(`[data-count="${name}"]`).textContent = count;
  }
  form.querySelector("progress").value = counts.done + counts.refused;
}

async function step() {
  const answer = await fetch(form.action, {
    method: "POST",
    body: new FormData(form),
    headers: { Accept: "application/json" },
  });
  const told = await answer.json();
  if (told.refusal) throw new Error(told.refusal);
  show(told);
  return told.left;
}

async function goOn() {
  isGoing = true;
  pause.hidden = false;
  button.disabled = true;
  let before = Infinity;
  try {
    while (isGoing) {
      const left = await step();
      // What was refused, and why, stands on the page as the server writes it.
      if (left === 0 || left >= before) return location.reload();
      before = left;
    }
  } catch (error) {
    form.querySelector("[data-said]").textContent = error.message;
  }
  isGoing = false;
  pause.hidden = true;
  button.disabled = false;
}

if (button) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    goOn();
  });
  pause.addEventListener("click", () => {
    isGoing = false;
  });
}
