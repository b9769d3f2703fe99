// Shows at once what others will see. The words are all in the page: this only chooses among them.
for (const form of document.querySelectorAll("[data-showing]")) {
  const spoken = form.parentElement.querySelectorAll("[data-when], [data-unless]");

  const value = (name) => {
    const field = form.elements[name];
    return field.type === "checkbox" ? (field.checked ? "yes" : "no") : field.value;
  };

  const fits = (said) => said.split(" ").every((one) => {
    const [name, wanted] = one.split(":");
    return value(name) === wanted;
  });

  const draw = () => {
    for (const part of spoken) {
      part.hidden = part.dataset.when ? !fits(part.dataset.when) : fits(part.dataset.unless);
    }
  };

  form.addEventListener("change", draw);
  // A browser that comes back to the page keeps what was chosen.
  draw();
}
