// Comfort for the write-up: saves a moment after the last key, goes from member to member by keys, and warns
// before unsaved text is left. The text goes to the house alone; nothing is kept in the browser.
(() => {
  "use strict";

  const form = document.getElementById("write-up");
  const status = document.getElementById("saved");
  if (!form || !status) return; // all is signed, or only read: nothing is saved here
  const say = (name) => { status.textContent = form.dataset[name] ?? ""; status.dataset.state = name; };

  const fields = () => [...form.querySelectorAll("textarea, input:not([type=hidden]), select")];
  const value = (f) => (f.type === "radio" || f.type === "checkbox" ? String(f.checked) : f.value);
  const sent = new Map(fields().map((f) => [f, value(f)]));
  const changed = () => fields().filter((f) => value(f) !== sent.get(f));

  let timer = 0, saving = false, leaving = false;

  // ---- saving

  const same = (f, page) => {
    if (f.type === "radio" || f.type === "checkbox") {
      return page.querySelector(`[name="${CSS.escape(f.name)}"][value="${CSS.escape(f.value)}"]`);
    }
    return page.querySelector(`[name="${CSS.escape(f.name)}"]`);
  };

  // take puts what the house now holds into the page, but never over what was typed meanwhile.
  const take = (page, snapshot) => {
    for (const f of fields()) {
      const now = same(f, page);
      if (!now || value(f) !== snapshot.get(f)) continue;
      if (f.type === "radio" || f.type === "checkbox") f.checked = now.checked;
      else if (f.value !== now.value) f.value = now.value;
      sent.set(f, value(f));
    }
    for (const f of form.querySelectorAll("input[type=hidden]")) {
      const now = page.querySelector(`[name="${CSS.escape(f.name)}"]`);
      if (now) f.value = now.value;
    }
    for (const live of document.querySelectorAll("[data-live]")) {
      const now = page.querySelector(`[data-live="${CSS.escape(live.dataset.live)}"]`);
      if (now) live.replaceChildren(...document.importNode(now, true).childNodes), live.className = now.className;
    }
    fields().forEach(grow);
  };

  const save = async () => {
    clearTimeout(timer);
    if (saving) return void (timer = setTimeout(save, 500));
    if (!changed().length) return say("saved");
    saving = true;
    say("saving");
    const snapshot = new Map(fields().map((f) => [f, value(f)]));
    try {
      const body = new URLSearchParams(new FormData(form));
      body.set("do", "save");
      const answer = await fetch(form.action, { method: "POST", body, credentials: "same-origin", cache: "no-store" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("write-up");
      if (answer.ok && page) {
        take(page, snapshot);
        say("saved");
      } else say(answer.status === 409 ? "stale" : answer.status === 422 ? "wrong" : "failed");
    } catch {
      say("failed");
      timer = setTimeout(save, 15000);
    }
    saving = false;
    if (changed().length && status.dataset.state === "saved") timer = setTimeout(save, 1500);
  };

  form.addEventListener("input", (e) => {
    grow(e.target);
    say("typing");
    clearTimeout(timer);
    timer = setTimeout(save, 1500);
  });
  addEventListener("online", save);
  addEventListener("visibilitychange", () => document.hidden && changed().length && save());
  addEventListener("beforeunload", (e) => { if (!leaving && changed().length) e.preventDefault(); });
  form.addEventListener("submit", (e) => {
    if (saving) { // the answer carries newer versions; wait for it, then send
      e.preventDefault();
      e.stopPropagation();
      const by = e.submitter;
      return void setTimeout(() => form.requestSubmit(by), 150);
    }
    clearTimeout(timer);
    leaving = true;
  });

  // ---- keys

  // The stops: the talk after the session, each member, the buttons below.
  const stops = () => [...form.querySelectorAll("[data-stop]")].filter((s) => s.checkVisibility());
  const go = (step) => {
    const all = stops();
    const here = all.findIndex((s) => s.contains(document.activeElement));
    const next = all[here < 0 ? (step > 0 ? 0 : all.length - 1) : here + step];
    if (!next) return;
    const facts = next.matches("details") ? next : next.querySelector("details[data-facts]");
    if (facts) facts.open = true;
    (next.querySelector("button.primary, input:not([type=hidden]):checked, input:not([type=hidden]), textarea") ?? next).focus();
    next.scrollIntoView({ block: "nearest" });
  };
  form.addEventListener("keydown", (e) => {
    if ((e.ctrlKey || e.metaKey) && e.key === "Enter") { e.preventDefault(); return save(); }
    if (!e.altKey || e.ctrlKey || e.metaKey) return;
    if (e.code === "KeyN") { e.preventDefault(); go(1); }
    if (e.code === "KeyP") { e.preventDefault(); go(-1); }
  });
  addEventListener("keydown", (e) => {
    if (e.altKey && e.code === "KeyN" && !form.contains(e.target)) { e.preventDefault(); go(1); }
  });

  // ---- fields as tall as their text

  function grow(f) {
    if (f.tagName !== "TEXTAREA" || CSS.supports("field-sizing", "content")) return;
    f.rows = Math.min(24, Math.max(2, f.value.split("\n").reduce((n, line) => n + 1 + Math.floor(line.length / 70), 0)));
  }
  fields().forEach(grow);
  say("saved");
})();
