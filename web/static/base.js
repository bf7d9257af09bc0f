// Comfort only: every page works without it. A form is sent once; typed text is not left by accident; the summary of
// wrong fields gets the focus; a link that is shown once is taken whole; a menu closes again.
"use strict";
(() => {
  const unsent = new Set();

  document.addEventListener("input", (e) => {
    const form = e.target.closest("form.guarded");
    if (form) unsent.add(form);
  });

  document.addEventListener("submit", (e) => {
    const form = e.target;
    if (form.dataset.sent) return e.preventDefault();
    unsent.clear();
    if (e.defaultPrevented || e.submitter?.dataset.again) return;
    form.dataset.sent = "yes";
    e.submitter?.setAttribute("aria-disabled", "true");
    setTimeout(() => { delete form.dataset.sent; e.submitter?.removeAttribute("aria-disabled"); }, 4000);
  });

  addEventListener("beforeunload", (e) => { if (unsent.size) e.preventDefault(); });
  addEventListener("pageshow", (e) => { if (e.persisted) location.reload(); }); // nothing is shown again after signing out

  document.addEventListener("click", (e) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(e.target)) menu.open = false;
    if (e.target.dataset?.select) e.target.select();
  });
  document.addEventListener("keydown", (e) => {
    if (e.key !== "Escape") return;
    for (const menu of document.querySelectorAll("details.menu[open]")) { menu.open = false; menu.querySelector("summary").focus(); }
  });

  const problems = document.getElementById("problems");
  if (problems) {
    for (const folded of document.querySelectorAll("details:not([open]):has([aria-invalid=true])")) folded.open = true;
    problems.focus();
  }
})();
