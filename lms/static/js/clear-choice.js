/* "Clear my choice" without a round trip: nothing is chosen, and the page hears of it like of any change. */
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-clear]");
  if (!button) return;
  event.preventDefault();
  const options = [...button.form.elements].filter((one) => one.type === "radio" && one.name === "choice");
  for (const option of options) option.checked = false;
  options[0].dispatchEvent(new Event("change", { bubbles: true }));
  // The button is gone with the choice; the focus goes to where one chooses again.
  options[0].focus();
});
