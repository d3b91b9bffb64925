// Conveniences only: every page works without them. Listeners sit on the document, so swapped-in fragments need no set-up.
(() => {
  const closest = (event, selector) => (event.target instanceof Element ? event.target.closest(selector) : null);

  // <input type="range" data-output="id">: <output id> shows the value, the other share with data-output-rest.
  const showRange = (input) => {
    const set = (id, value) => {
      const target = id && document.getElementById(id);
      if (target) target.textContent = `${value}\u00a0%`;
    };
    set(input.dataset.output, input.value);
    set(input.dataset.outputRest, input.max - input.value);
  };
  document.addEventListener("input", (event) => {
    const input = closest(event, "input[type=range][data-output]");
    if (input) showRange(input);
  });

  // A second click on a form that is being sent does nothing (downloads excepted).
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const ours = form.method === "post" && !("repeatable" in form.dataset) && !form.hasAttribute("hx-post");
    if (event.defaultPrevented || !ours) return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
    event.submitter?.setAttribute("aria-busy", "true");
  });
  addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach((form) => {
      delete form.dataset.sent;
      [...form.elements].forEach((field) => field.removeAttribute("aria-busy"));
    });
  });

  // <input type="checkbox" data-tick-all> ticks every row of its table.
  document.addEventListener("change", (event) => {
    const all = closest(event, "[data-tick-all]");
    if (!all) return;
    all.closest("table").querySelectorAll("tbody .check input").forEach((box) => { box.checked = all.checked; });
  });

  // New results took the place of the link that asked for them: keyboard and screen reader go on from there.
  document.addEventListener("htmx:afterSettle", () => {
    if (document.activeElement === document.body) document.getElementById("results")?.focus({ preventScroll: true });
  });

  document.addEventListener("click", (event) => {
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      document.querySelectorAll("details.menu[open]").forEach((menu) => {
        menu.open = false;
        menu.querySelector("summary").focus();
      });
      document.querySelector(".sheet:target a[href='#results']")?.click(); // as its own close button does
    }
  });

  // <button data-print data-needs-script>: what cannot work without script is hidden without it (base.css).
  document.addEventListener("click", (event) => { if (closest(event, "[data-print]")) print(); });
})();
