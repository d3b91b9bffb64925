// A term's tip opens on hover and keyboard focus too, and closes when both have left. The tap, the click and Escape are the popover's own.
(() => {
  const DELAY = 150; // milliseconds: a pointer that only passes by opens nothing
  let waiting;
  const termOf = (target) => (target instanceof Element ? target.closest(".term") : null);
  const show = (term) => term.querySelector(".term-tip").showPopover({ source: term.querySelector(".term-word") });
  const hide = (term) => {
    clearTimeout(waiting);
    if (!term.matches(":hover") && !term.querySelector(":focus-visible")) term.querySelector(".term-tip").hidePopover();
  };

  document.addEventListener("pointerover", (event) => {
    const term = termOf(event.target);
    if (!term || event.pointerType !== "mouse" || term.contains(event.relatedTarget)) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => { if (term.matches(":hover")) show(term); }, DELAY);
  });
  document.addEventListener("pointerout", (event) => {
    const term = termOf(event.target);
    if (term && event.pointerType === "mouse" && !term.contains(event.relatedTarget)) hide(term);
  });
  document.addEventListener("focusin", (event) => {
    if (event.target.matches(".term-word:focus-visible")) show(termOf(event.target));
  });
  document.addEventListener("focusout", (event) => {
    const term = termOf(event.target);
    if (term && !term.contains(event.relatedTarget)) hide(term);
  });
})();
