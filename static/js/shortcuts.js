// Keyboard shortcuts. data-shortcut="g h" on an element offers one: a field takes the focus, all else is pressed.
// The dialog lists what the page offers, and has the switch that turns all of them off in this browser.
(() => {
  const key = "tiermix-shortcuts";
  const patience = 1500; // milliseconds between the keys of one shortcut
  const fields = "input, textarea, select, [contenteditable]";
  const stored = () => {
    try { return localStorage.getItem(key); } catch { return null; }
  };

  const offered = () => [...document.querySelectorAll("[data-shortcut]")]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }));
  const follow = (element) => (element.matches(fields) ? element.focus() : element.click());
  const silent = (event) => event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing
    || stored() === "off" || event.target.closest?.(fields) || document.querySelector("dialog[open]");

  let pressed = "";
  let waiting;
  const remember = (keys) => {
    clearTimeout(waiting);
    pressed = keys;
    waiting = setTimeout(() => { pressed = ""; }, patience);
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Shift" || silent(event)) return;
    const keys = `${pressed} ${event.key.toLowerCase()}`.trim();
    const match = offered().find((element) => element.dataset.shortcut === keys);
    const begins = !match && offered().some((element) => element.dataset.shortcut.startsWith(`${keys} `));
    remember(begins ? keys : "");
    if (!match) return;
    event.preventDefault();
    follow(match);
  });

  // ---------- the dialog ----------
  const element = (name, ...children) => {
    const made = document.createElement(name);
    made.append(...children);
    return made;
  };
  const keycaps = (shortcut, then) => shortcut.split(" ")
    .flatMap((name, place) => [...(place ? [` ${then} `] : []), element("kbd", name)]);
  const row = (offer, then) => {
    const keys = element("dd", ...keycaps(offer.dataset.shortcut, then));
    const line = element("div", element("dt", offer.ariaLabel || offer.textContent.trim()), keys);
    line.dataset.offered = "";
    return line;
  };
  const list = () => {
    const keys = document.querySelector("#shortcuts .keys");
    keys.querySelectorAll("[data-offered]").forEach((line) => line.remove());
    keys.prepend(...offered().map((offer) => row(offer, keys.dataset.then)));
    document.getElementById("shortcuts-on").checked = stored() !== "off";
  };
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-opens='shortcuts']")) list();
  });
  document.addEventListener("change", (event) => {
    if (event.target.id !== "shortcuts-on") return;
    try { localStorage.setItem(key, event.target.checked ? "on" : "off"); } catch { /* private mode */ }
  });
})();
