/* A check inside a lesson: the feedback comes into its place instead of with the whole page. */
document.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-inline-check]");
  if (!form) return;
  event.preventDefault();
  const body = new FormData(form, event.submitter);
  const section = form.closest(".check");
  try {
    const answer = await fetch(form.action, { method: "POST", body, signal: AbortSignal.timeout(8000) });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById(section.id);
    if (!answer.ok || !fresh) throw new Error("no answer");
    form.replaceWith(fresh.querySelector("[data-inline-check]"));
    document.dispatchEvent(new CustomEvent("fresh-sheet", { detail: section }));
    (section.querySelector(".feedback") || section.querySelector("[role=alert]"))?.focus();
  } catch {
    form.submit();
  }
});
