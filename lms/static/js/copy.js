// Shows the copy buttons and lets them copy the text of their field. Without this script people select it.
const BACK = 2500;

async function copy(field) {
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    // No clipboard without a secure connection; the older way still works there.
    document.execCommand("copy");
  }
}

for (const button of document.querySelectorAll("[data-copy]")) {
  const field = document.getElementById(button.dataset.copy);
  const word = button.querySelector("span");
  const usual = word.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await copy(field);
    button.focus();
    word.textContent = button.dataset.copied;
    setTimeout(() => { word.textContent = usual; }, BACK);
  });
}
