// Dialogs and toasts. Holding the focus, Escape and the way back are the browser's own: <dialog>.
(() => {
  const closest = (event, selector) => (event.target instanceof Element ? event.target.closest(selector) : null);

  // data-confirm="question" on a form or a submit button. It is asked before anybody else hears of the submit.
  const confirmed = new WeakSet();
  const ask = (question, answer) => {
    const dialog = document.getElementById("confirm");
    dialog.querySelector(".question").textContent = question;
    dialog.querySelector("[value=yes]").textContent = answer;
    dialog.returnValue = "";
    dialog.showModal();
    return new Promise((resolve) => {
      dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
    });
  };
  document.addEventListener("submit", async (event) => {
    const { target: form, submitter } = event;
    const question = submitter?.dataset.confirm || form.dataset.confirm;
    if (!question || confirmed.delete(form)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!(await ask(question, submitter?.ariaLabel || submitter?.textContent.trim()))) return;
    confirmed.add(form);
    form.requestSubmit(submitter);
  }, { capture: true });

  // data-opens="id" opens that dialog; a click beside a dialog closes it.
  document.addEventListener("click", (event) => {
    const opener = closest(event, "[data-opens]");
    if (opener) document.getElementById(opener.dataset.opens).showModal();
    if (event.target instanceof HTMLDialogElement) event.target.close();
  });

  // What was done is told by a toast: moved into a live region it is read out, and nothing of the page moves.
  const toast = () => document.getElementById("toasts")?.append(...document.querySelectorAll("#messages .toast"));
  addEventListener("load", toast);
  document.addEventListener("htmx:afterSettle", toast);
  document.addEventListener("animationend", (event) => {
    if (event.animationName === "toast-leaves") event.target.remove();
  });

  // data-dismiss takes its notice away; the keyboard goes on at the content.
  document.addEventListener("click", (event) => {
    const button = closest(event, "[data-dismiss]");
    if (!button) return;
    button.closest(".notice").remove();
    document.getElementById("main")?.focus({ preventScroll: true });
  });
})();
