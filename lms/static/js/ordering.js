/* Ordering: buttons that move a step, instead of the number beside it. The numbers stay in the form
   underneath, so that what is sent is the same. Focus stays on the step that was moved. */
function dress(list) {
  const status = list.parentElement.querySelector("[data-ordering-status]");
  const hint = list.parentElement.querySelector("[data-ordering-hint]");
  const steps = () => [...list.children];
  const select = (step) => step.querySelector("select");

  function button(step, by, label) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "button ordering__move";
    made.textContent = label;
    made.dataset.by = by;
    const text = document.createElement("span");
    text.className = "sr";
    text.textContent = `: ${step.querySelector("label").textContent.trim()}`;
    made.append(text);
    return made;
  }

  function refresh() {
    const all = steps();
    all.forEach((step, place) => {
      for (const made of step.querySelectorAll("[data-by]")) {
        const end = Number(made.dataset.by) < 0 ? place === 0 : place === all.length - 1;
        made.setAttribute("aria-disabled", String(end));
      }
    });
  }

  function number() {
    steps().forEach((step, place) => { select(step).value = String(place + 1); });
    list.dispatchEvent(new Event("change", { bubbles: true }));
  }

  const given = steps().filter((step) => select(step).value);
  if (given.length === steps().length) {
    given.sort((a, b) => Number(select(a).value) - Number(select(b).value));
    list.append(...given);
  }
  for (const step of steps()) {
    const moves = document.createElement("span");
    moves.className = "ordering__moves";
    moves.append(button(step, -1, list.dataset.up), button(step, 1, list.dataset.down));
    select(step).hidden = true;
    select(step).after(moves);
  }
  hint.textContent = list.dataset.hint;
  list.classList.add("is-moving");
  refresh();

  list.addEventListener("click", (event) => {
    const pressed = event.target.closest("[data-by]");
    if (!pressed || pressed.getAttribute("aria-disabled") === "true") return;
    const step = pressed.closest("li");
    if (Number(pressed.dataset.by) < 0) step.previousElementSibling.before(step);
    else step.nextElementSibling.after(step);
    number();
    refresh();
    pressed.focus();
    const place = steps().indexOf(step) + 1;
    const said = { step: step.querySelector("label").textContent.trim(), n: place, all: steps().length };
    status.textContent = list.dataset.moved.replace(/%\((\w+)\)s/g, (_, name) => said[name]);
  });
}

const dressAll = (root) => root.querySelectorAll("[data-ordering]").forEach(dress);
dressAll(document);
// A check in a lesson comes back without the page around it.
document.addEventListener("fresh-sheet", (event) => dressAll(event.detail));
