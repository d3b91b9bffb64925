// The glossary's search: hides the words that do not hold what was typed, and the groups left empty. Without script all is shown.
(() => {
  const input = document.getElementById("glossary-search");
  const nothing = document.querySelector("[data-glossary-nothing]");
  const plain = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  const show = () => {
    const wanted = plain(input.value.trim());
    let found = 0;
    document.querySelectorAll(".glossary-group").forEach((group) => {
      const terms = [...group.querySelectorAll(".glossary-term")];
      terms.forEach((term) => { term.hidden = !plain(term.textContent).includes(wanted); });
      const left = terms.filter((term) => !term.hidden).length;
      group.hidden = !left;
      found += left;
    });
    nothing.textContent = found ? "" : nothing.dataset.text;
  };
  input.addEventListener("input", show);
  input.form.addEventListener("submit", (event) => event.preventDefault());
  show(); // a browser may have kept what was typed
})();
