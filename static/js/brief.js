// The brief: the goal moves the slider until the planner moves it; naming a list or a file chooses that pool.
(() => {
  const own = document.getElementById("id_own_weight");
  const slider = document.getElementById("id_awareness_weight");
  if (!own || !slider) return;

  const followGoal = () => {
    const goal = document.querySelector("input[name=goal]:checked");
    if (own.checked || !goal) return;
    slider.value = goal.dataset.weight;
    slider.dispatchEvent(new Event("input", { bubbles: true }));
  };

  slider.addEventListener("change", () => { own.checked = true; });
  own.addEventListener("change", followGoal);
  document.querySelectorAll("input[name=goal]").forEach((goal) => goal.addEventListener("change", followGoal));
  followGoal();

  document.querySelectorAll("select[data-chooses]").forEach((select) => {
    select.addEventListener("change", () => {
      if (select.value) document.querySelector(`input[name=pool][value=${select.dataset.chooses}]`).checked = true;
    });
  });
})();
