// Light or dark: the system decides until someone chooses. Loaded in <head>, so the first paint is right.
(() => {
  const key = "tiermix-theme";
  const root = document.documentElement;
  const system = () => (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  const stored = () => {
    try { return localStorage.getItem(key); } catch { return null; }
  };
  const apply = (theme) => (theme ? root.setAttribute("data-bs-theme", theme) : root.removeAttribute("data-bs-theme"));

  root.classList.add("js"); // base.css hides [data-needs-script] without it
  apply(stored());
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-theme-switch]")) return;
    const next = (root.dataset.bsTheme || system()) === "dark" ? "light" : "dark";
    const choice = next === system() ? null : next; // back to what the system says: follow it again
    apply(choice);
    try {
      if (choice) localStorage.setItem(key, choice);
      else localStorage.removeItem(key);
    } catch { /* private mode: the choice lasts for this page */ }
  });
})();
