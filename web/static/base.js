// Comfort only: every page works without it. A form is sent once; typed text is not left by accident; the summary of
// wrong fields gets the focus; a link that is shown once is taken whole; a menu closes again; words are read aloud.
"use strict";
(() => {
  const unsent = new Set();

  document.addEventListener("input", (e) => {
    const form = e.target.closest("form.guarded");
    if (form) unsent.add(form);
  });

  // Who writes for long is not signed out meanwhile; and a form is not sent away when somebody was.
  let seen = Date.now();
  const quiet = (minutes) => Date.now() - seen > minutes * 60000;
  const signedOut = document.getElementById("signed-out");
  const ask = async () => {
    seen = Date.now();
    const answer = await fetch("/account", { redirect: "manual", cache: "no-store" });
    return answer.type === "opaqueredirect";
  };
  document.addEventListener("input", () => { if (signedOut && quiet(5)) ask().catch(() => {}); });

  document.addEventListener("submit", (e) => {
    const form = e.target;
    if (signedOut && form.method === "post" && (quiet(20) || !signedOut.hidden)) {
      e.preventDefault();
      const send = () => { signedOut.hidden = true; form.requestSubmit(e.submitter); };
      ask().then((gone) => {
        signedOut.hidden = !gone;
        if (gone) { seen = 0; signedOut.focus(); } else send();
      }, send);
      return;
    }
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

  // Only a voice of the device itself reads: no word of the page is sent to anybody.
  const speech = window.speechSynthesis;
  const voice = (lang) => speech.getVoices().find((v) => v.localService && v.lang.slice(0, 2).toLowerCase() === lang.slice(0, 2).toLowerCase());
  const aloud = [...document.querySelectorAll("[data-aloud]")];
  const langOf = (b) => b.dataset.lang || document.documentElement.lang;
  const offer = () => { for (const b of aloud) b.hidden = !voice(langOf(b)); };
  const words = (b) => {
    for (const one of aloud) one.hidden = true; // not its own name
    const said = [...(b.closest("fieldset") ?? document).querySelectorAll(b.dataset.aloud)].map((e) => e.innerText.trim()).filter(Boolean);
    offer();
    return said.join(". ");
  };
  if (speech && aloud.length) {
    offer();
    speech.addEventListener("voiceschanged", offer);
    addEventListener("pagehide", () => speech.cancel());
    for (const b of aloud) b.addEventListener("click", () => {
      const stop = b.getAttribute("aria-pressed") === "true";
      speech.cancel();
      for (const one of aloud) one.setAttribute("aria-pressed", "false");
      if (stop) return;
      const said = new SpeechSynthesisUtterance(words(b));
      said.voice = voice(langOf(b));
      said.lang = said.voice.lang;
      said.onend = () => b.setAttribute("aria-pressed", "false");
      b.setAttribute("aria-pressed", "true");
      speech.speak(said);
    });
  }

  const problems = document.getElementById("problems");
  if (problems) {
    for (const folded of document.querySelectorAll("details:not([open]):has([aria-invalid=true])")) folded.open = true;
    problems.focus();
  }
})();
