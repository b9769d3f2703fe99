// Moves the focus to the error summary of a page that came back with errors.
const summary = document.querySelector("[data-error-summary]");
if (summary) summary.focus();
