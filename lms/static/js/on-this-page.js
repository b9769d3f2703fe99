// Marks in the list of contents the section that is being read.
const links = new Map();
for (const link of document.querySelectorAll(".contents a[href^='#']")) {
  const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (heading) links.set(heading, link);
}

function mark() {
  // The line a reader looks at: a quarter of the way down the window.
  const line = window.innerHeight / 4;
  let current = null;
  for (const heading of links.keys()) {
    if (heading.getBoundingClientRect().top <= line) current = heading;
  }
  for (const [heading, link] of links) {
    if (heading === current) link.setAttribute("aria-current", "location");
    else link.removeAttribute("aria-current");
  }
}

if (links.size) {
  let isAsked = false;
  addEventListener("scroll", () => {
    if (isAsked) return;
    isAsked = true;
    requestAnimationFrame(() => { isAsked = false; mark(); });
  }, { passive: true });
  mark();
}
