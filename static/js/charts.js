// Charts tell their values without script; this makes one tab stop of a chart's points and copies its numbers.
(() => {
  const spotsOf = (spot) => [...spot.closest("svg").querySelectorAll(".spot")];
  const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity };

  // The point that has the focus is the only one that Tab stops at, so the next Tab leaves the chart.
  document.addEventListener("focusin", (event) => {
    if (!event.target.matches(".spot")) return;
    spotsOf(event.target).forEach((spot) => { spot.tabIndex = spot === event.target ? 0 : -1; });
  });

  document.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (!step || !event.target.matches(".spot")) return;
    const spots = spotsOf(event.target);
    const to = Math.min(Math.max(spots.indexOf(event.target) + step, 0), spots.length - 1);
    spots[to].focus();
    event.preventDefault();
  });

  // Tab-separated, as spreadsheets take it; a no-break space before a unit would make text of a number.
  const asText = (table) => [...table.rows].map((row) => [...row.cells]
    .map((cell) => cell.textContent.trim().replaceAll("\u00a0", " ")).join("\t")).join("\n");

  // The clipboard's own interface needs HTTPS, which a plan in the office network may not have.
  const copy = (text) => {
    document.addEventListener("copy", (event) => {
      event.clipboardData.setData("text/plain", text);
      event.preventDefault();
    }, { once: true });
    return document.execCommand("copy");
  };

  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("[data-copy-table]");
    if (!button || !copy(asText(button.parentElement.querySelector("table")))) return;
    const words = button.querySelector("span");
    if (words.textContent === button.dataset.copied) return; // the answer to the click before still stands there
    const name = words.textContent;
    words.textContent = button.dataset.copied;
    setTimeout(() => { words.textContent = name; }, 2000);
  });
})();
