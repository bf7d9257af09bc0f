// Comfort only: pages work without it. A form is sent once; the summary of wrong fields gets the focus.
"use strict";
document.addEventListener("submit", (e) => {
  const form = e.target;
  if (form.dataset.sent) { e.preventDefault(); return; }
  if (e.submitter && !e.submitter.dataset.again) { form.dataset.sent = "yes"; setTimeout(() => delete form.dataset.sent, 4000); }
});
document.getElementById("problems")?.focus();
