/* Once an attempt is handed in, nothing of it stays on this device. */
for (const place of document.querySelectorAll("[data-forget]")) {
  localStorage.removeItem(`answers:${place.dataset.forget}`);
}
