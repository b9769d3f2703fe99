/* Counts the words of a long answer. The number changes for the eye with each word; it is spoken at
   thresholds alone: when enough is written, when few words are left, when there are too many. */
const NEARLY = 0.9;

for (const line of document.querySelectorAll("[data-word-count]")) {
  const field = document.getElementById(line.dataset.wordCount);
  const face = line.querySelector("[data-word-count-face]");
  const status = line.querySelector("[data-word-count-status]");
  const fewest = Number(line.dataset.fewest || 0);
  const most = Number(line.dataset.most || Infinity);
  const fill = (text, n) => text.replace("%(n)s", n);
  const count = () => field.value.split(/\s+/).filter(Boolean).length;

  /* Each stretch between two thresholds by its name; speaking is for entering another one. */
  function stretch(words) {
    if (words > most) return "over";
    if (words >= Math.ceil(most * NEARLY)) return "nearly";
    return fewest && words >= fewest ? "reached" : "";
  }

  function words(stretchNow, n) {
    if (stretchNow === "over") return fill(line.dataset.over, most);
    if (stretchNow === "nearly") return fill(line.dataset.nearly, most - n);
    return stretchNow ? fill(line.dataset.reached, fewest) : "";
  }

  let before = stretch(count());

  function draw() {
    const n = count();
    const now = stretch(n);
    face.textContent = n === 1 ? line.dataset.one : fill(line.dataset.many, n);
    line.toggleAttribute("data-is-over", now === "over");
    if (now !== before) status.textContent = words(now, n);
    before = now;
  }

  field.addEventListener("input", draw);
  draw();
}
