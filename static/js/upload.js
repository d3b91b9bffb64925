// The upload of a list: a zone to drop it on, a word before what cannot work, and how far it has come. htmx sends it.
(() => {
  const file = () => document.querySelector("[data-drop] input[type=file]");
  const line = () => document.querySelector("[data-upload]");

  const check = () => {
    const [chosen] = file().files;
    const kinds = file().accept.split(",");
    let fault = "";
    if (chosen && !kinds.some((kind) => chosen.name.toLowerCase().endsWith(kind))) fault = file().dataset.wrongKind;
    else if (chosen && chosen.size > Number(file().dataset.maxBytes)) fault = file().dataset.tooLarge;
    file().setCustomValidity(fault);
    file().classList.toggle("is-invalid", Boolean(fault));
    document.getElementById("id_file_error").textContent = fault;
  };
  document.addEventListener("change", (event) => { if (event.target === file()) check(); });

  const over = (event) => event.target.closest?.("[data-drop]");
  document.addEventListener("dragover", (event) => {
    document.querySelectorAll("[data-drop]").forEach((zone) => zone.classList.toggle("over", zone === over(event)));
    if (over(event)) event.preventDefault();
  });
  document.addEventListener("dragleave", (event) => over(event)?.classList.remove("over"));
  document.addEventListener("drop", (event) => {
    const zone = over(event);
    if (!zone) return;
    event.preventDefault();
    zone.classList.remove("over");
    file().files = event.dataTransfer.files;
    check();
  });

  const show = (words, share) => {
    const [text, percent, bar] = line().children;
    line().hidden = false;
    if (text.textContent !== words) text.textContent = words; // a screen reader hears each step once
    percent.textContent = share === null ? "" : `${Math.round(100 * share)}\u00a0%`;
    if (share === null) bar.removeAttribute("value");
    else bar.value = share;
  };
  const ours = (event) => line()?.closest("form") === event.target;
  document.addEventListener("htmx:xhr:progress", (event) => {
    const { lengthComputable, loaded, total } = event.detail;
    if (!ours(event) || !lengthComputable) return;
    if (loaded < total) show(line().dataset.sending, loaded / total);
    else show(line().dataset.reading, null);
  });
  ["htmx:sendError", "htmx:responseError"].forEach((fault) => document.addEventListener(fault, (event) => {
    if (ours(event)) show(line().dataset.failed, 0);
  }));
})();
