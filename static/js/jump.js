// <nav data-jump>: marks the link of the section that is being read, and keeps it in sight.
(() => {
  const nav = document.querySelector("[data-jump]");
  if (!nav) return;
  const places = [...nav.querySelectorAll("a")].map((link) => ({ link, target: document.querySelector(link.hash) }));

  const mark = () => {
    const line = nav.offsetHeight + innerHeight / 4;
    const atEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
    const passed = places.filter(({ target }) => target && target.getBoundingClientRect().top <= line);
    const here = (atEnd ? places : passed).at(-1)?.link;
    if (!here || here.hasAttribute("aria-current")) return;
    places.forEach(({ link }) => link.removeAttribute("aria-current"));
    here.setAttribute("aria-current", "true");
    nav.scrollTo({ left: here.offsetLeft - nav.clientWidth / 2 + here.offsetWidth / 2 });
  };

  let asked = false;
  addEventListener("scroll", () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => { asked = false; mark(); });
  }, { passive: true });
  mark();
})();

// Locking somebody in leads to a new page: it stands where the old one stood, and the keyboard goes on from there.
(() => {
  const key = `place ${location.pathname}`;
  const target = location.hash.startsWith("#line-") && document.getElementById(location.hash.slice(1));
  const rows = () => [...document.querySelectorAll("tr[id^=line-]")].filter((row) => row !== target);
  const top = (row) => row.getBoundingClientRect().top;

  addEventListener("pagehide", () => {
    const row = rows().find((each) => top(each) > 0);
    sessionStorage.setItem(key, row ? JSON.stringify([row.id, top(row)]) : "");
  });
  if (!target) return;
  const [id, before] = JSON.parse(sessionStorage.getItem(key) || "[]");
  const row = id && document.getElementById(id);
  target.focus({ preventScroll: true });
  // The browser goes to the address's own place once the page is loaded; this comes after it.
  addEventListener("load", () => { if (row) scrollBy(0, top(row) - before); });
})();
