// The brief: the goal moves the slider until the planner moves it; naming a list or a file chooses that pool;
// niches and countries can be searched; leaving with changes asks first. All of it works without script, longer.
(() => {
  const form = document.getElementById("brief");
  const own = document.getElementById("id_own_weight");
  const slider = document.getElementById("id_awareness_weight");
  if (!form || !own || !slider) return;

  const followGoal = () => {
    const goal = form.querySelector("input[name=goal]:checked");
    if (own.checked || !goal) return;
    slider.value = goal.dataset.weight;
    slider.dispatchEvent(new CustomEvent("input", { bubbles: true, detail: "follows" }));
  };
  slider.addEventListener("change", () => { own.checked = true; });
  own.addEventListener("change", followGoal);
  form.querySelectorAll("input[name=goal]").forEach((goal) => goal.addEventListener("change", followGoal));

  form.querySelectorAll("select[data-chooses]").forEach((select) => {
    select.addEventListener("change", () => {
      if (select.value) form.querySelector(`input[name=pool][value=${select.dataset.chooses}]`).checked = true;
    });
  });

  // ---------- pickers: a search over many check boxes, and what is ticked as chips ----------
  const plain = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");

  const setUp = (picker) => {
    const search = picker.querySelector("input[type=search]");
    const chips = picker.querySelector(".chips");
    const blank = picker.querySelector("template");
    const nothing = picker.querySelector("[role=status] [hidden]");
    const groups = [...picker.querySelectorAll("details")];
    const boxes = [...picker.querySelectorAll("input[type=checkbox]")];

    const showChips = () => chips.replaceChildren(...boxes.filter((box) => box.checked).map((box) => {
      const chip = blank.content.firstElementChild.cloneNode(true);
      chip.querySelector("b").textContent = box.dataset.name;
      chip.addEventListener("click", () => {
        box.checked = false;
        box.dispatchEvent(new Event("change", { bubbles: true }));
        search.focus({ preventScroll: true });
      });
      return chip;
    }));

    const filter = () => {
      const wanted = plain(search.value.trim());
      groups.forEach((group) => {
        const whole = plain(group.querySelector("summary").textContent).includes(wanted);
        const options = [...group.querySelectorAll(".option")];
        options.forEach((option) => { option.hidden = !whole && !plain(option.textContent).includes(wanted); });
        group.hidden = options.every((option) => option.hidden);
        group.open = wanted ? !group.hidden : options.some((option) => option.querySelector(":checked"));
      });
      nothing.hidden = groups.some((group) => !group.hidden);
    };

    search.addEventListener("input", (event) => { event.stopPropagation(); filter(); });
    search.addEventListener("change", (event) => event.stopPropagation()); // what is searched for is no part of the brief
    search.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault(); // ticks the first that is found; the brief is not sent
      const first = search.value.trim() && boxes.find((box) => !box.closest(".option").hidden && !box.closest("details").hidden);
      if (!first) return;
      first.checked = true;
      first.dispatchEvent(new Event("change", { bubbles: true }));
      search.value = "";
      filter();
    });
    picker.addEventListener("change", showChips);
    showChips();
  };
  form.querySelectorAll("[data-picker]").forEach(setUp);

  // ---------- leaving with changes ----------
  let unsaved = Boolean(form.dataset.unsaved);
  form.addEventListener("input", (event) => { if (event.detail !== "follows") unsaved = true; });
  form.addEventListener("change", () => { unsaved = true; });
  form.addEventListener("submit", () => { unsaved = false; });
  addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });
  followGoal();
})();
