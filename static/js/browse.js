// The list of influencers: ticks outlive a new page of results, and the dock says how many there are.
(() => {
  const results = () => document.getElementById("results");
  const selection = () => document.getElementById("selection");
  const boxes = () => [...document.querySelectorAll("#results [name=profile]")];
  const kept = () => [...document.querySelectorAll("#selection [type=hidden][name=profile]")];

  const say = () => {
    const words = document.querySelector("[data-ticked]");
    if (!words) return;
    const ticked = kept().length + boxes().filter((box) => box.checked).length;
    const all = everybody();
    words.textContent = all?.checked ? words.dataset.all.replace("#", all.dataset.number)
      : ticked === 1 ? words.dataset.one : words.dataset.many.replace("#", ticked);
    for (const button of document.querySelectorAll("#selection [data-at-most]")) {
      button.disabled = Boolean(all?.checked) || ticked > Number(button.dataset.atMost);
      button.title = button.disabled ? button.dataset.tooMany : "";
    }
  };

  // "All that match" stays ticked from page to page, but not under other filters.
  const everybody = () => document.querySelector("#results [name=all]");
  let everybodyOf = null;

  // Boxes that are about to go leave their tick with the form; when they come back they take it again.
  const keep = () => boxes().filter((box) => box.checked).forEach((box) => {
    const tick = Object.assign(document.createElement("input"), { type: "hidden", name: "profile", value: box.value });
    selection().append(tick);
  });
  const give = () => {
    const ticks = new Map(kept().map((tick) => [tick.value, tick]));
    boxes().filter((box) => ticks.has(box.value)).forEach((box) => {
      box.checked = true;
      ticks.get(box.value).remove();
    });
    if (everybody() && everybodyOf === everybody().value) everybody().checked = true;
    say();
  };
  // Enter in a changed field says "change" and "submit" at once: the filters ask the same only once.
  let asked = "";
  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.detail.target !== results()) return;
    const question = event.detail.pathInfo.finalRequestPath;
    if (question === asked && event.detail.elt.id === "filter-form") event.preventDefault();
    asked = question;
  });
  for (const gone of ["htmx:responseError", "htmx:sendError", "htmx:historyRestore"]) {
    document.addEventListener(gone, () => { asked = ""; });
  }

  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target === results() && event.detail.shouldSwap && selection()) {
      everybodyOf = everybody()?.checked ? everybody().value : null;
      keep();
    }
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target.id !== "results") return;
    give();
    if (results().getBoundingClientRect().top < 0) results().scrollIntoView(); // the first row, below the bar
  });
  document.addEventListener("change", say);
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-untick]")) return;
    kept().forEach((tick) => tick.remove());
    document.querySelectorAll("#results .check :checked, #results [name=all]").forEach((box) => { box.checked = false; });
    say();
    results().focus({ preventScroll: true });
  });
  addEventListener("pageshow", give);

  // Enter in a field of a menu means the button of that menu, not the first one of the form.
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Enter" && event.target.matches("#selection .menu-panel input") && event.target.closest(".menu-panel");
    if (!menu) return;
    event.preventDefault();
    menu.querySelector("button[type=submit]").click();
  });

  // A choice from "more" leaves "more" open.
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    const open = event.detail.target.querySelector("details[open]");
    if (open) event.detail.fragment.querySelector("details")?.setAttribute("open", "");
  });

  // While the sheet of filters covers the page, what lies below it takes no focus.
  const covered = ".mast, .page-head, .browse-list, .dock, .foot";
  const cover = () => {
    const sheet = document.querySelector(".sheet:target");
    const isSheet = sheet && getComputedStyle(sheet).position === "fixed";
    document.querySelectorAll(covered).forEach((part) => { part.inert = Boolean(isSheet); });
  };
  addEventListener("hashchange", cover);
  addEventListener("resize", cover);
  addEventListener("DOMContentLoaded", cover);
})();
