// Shows or hides a password. The button is hidden in the markup: without this script it could do nothing.
for (const box of document.querySelectorAll("[data-password]")) {
  const input = box.querySelector("input");
  const button = box.querySelector("button");
  const word = button.querySelector("span");
  button.hidden = false;
  button.addEventListener("click", () => {
    const isShown = input.type === "text";
    input.type = isShown ? "password" : "text";
    button.setAttribute("aria-pressed", String(!isShown));
    word.textContent = isShown ? button.dataset.show : button.dataset.hide;
  });
  // A shown password would be offered by the browser's history of the field.
  input.form?.addEventListener("submit", () => { input.type = "password"; });
}
