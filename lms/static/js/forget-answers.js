/* The result is shown of a closed attempt only: the server takes no answer of it any more, and before
   handing in what was kept was sent or knowingly left behind. So nothing of it stays on this device. */
for (const place of document.querySelectorAll("[data-forget]")) {
  localStorage.removeItem(`answers:${place.dataset.forget}`);
}
