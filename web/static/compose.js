// Comfort for composing: progress without reloading, one person's reasons beside the circles, and placing by drag or by
// keyboard. What a move changes is always shown before it is made. Without this file the same pages work by themselves.
(() => {
  "use strict";

  const bench = () => document.getElementById("bench");
  if (!bench()) return;

  const page = async (url) => {
    const answer = await fetch(url, { headers: { Accept: "text/html" } });
    if (!answer.ok && answer.status !== 422 && answer.status !== 409) throw new Error(String(answer.status));
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  };

  // ---- a search at work: ask again until it is done
  const follow = async () => {
    if (!bench().dataset.live) return;
    try {
      const fresh = (await page(location.href)).getElementById("bench");
      if (fresh && fresh.dataset.live) {
        for (const part of ["progress", "[role=status]"]) {
          const now = bench().querySelector(part), then = fresh.querySelector(part);
          if (now && then && now.outerHTML !== then.outerHTML) now.replaceWith(then);
        }
      } else {
        return location.reload();
      }
    } catch { /* the next try may reach the house again */ }
    setTimeout(follow, 600);
  };
  setTimeout(follow, 300);

  // ---- the panel
  const panel = document.createElement("dialog");
  panel.className = "compose-panel";
  document.body.append(panel);

  const show = async (url) => {
    let inner;
    try { inner = (await page(url)).getElementById("panel"); } catch { /* the page says it better */ }
    if (!inner) return void (location.href = url);
    const shut = document.createElement("button");
    shut.className = "btn ghost";
    shut.textContent = bench().dataset.close;
    shut.addEventListener("click", () => panel.close());
    panel.replaceChildren(inner, shut);
    if (!panel.open) panel.showModal();
    const head = panel.querySelector("h1");
    if (head) { head.tabIndex = -1; head.focus(); }
  };

  panel.addEventListener("click", (e) => {
    if (e.target === panel || e.target.closest("[data-close]")) { e.preventDefault(); panel.close(); }
  });
  panel.addEventListener("submit", (e) => {
    const form = e.target;
    if (form.method !== "get") return;
    e.preventDefault();
    show(form.getAttribute("action") + "?" + new URLSearchParams(new FormData(form)));
  });

  // ---- placing: somebody onto a group, or onto a person to change places
  const path = bench().dataset.draft;
  const place = (person, target) => {
    if (!target) return;
    const other = target.closest("[data-person]"), group = target.closest("[data-group]");
    const ask = new URLSearchParams({ person });
    if (other && other.dataset.person !== person && group?.dataset.group !== groupOf(person)) ask.set("with", other.dataset.person);
    else if (group && group.dataset.group !== groupOf(person)) ask.set("to", group.dataset.group);
    else return;
    show(path + "/try?" + ask);
  };
  const groupOf = (person) => document.querySelector(`.compose-chip[data-person="${person}"]`)?.closest("[data-group]")?.dataset.group;

  let drag = null;
  const over = (target) => {
    for (const old of document.querySelectorAll(".over")) old.classList.remove("over");
    (target?.closest("[data-person]") ?? target?.closest("[data-group]"))?.classList.add("over");
  };
  const under = (e) => document.elementFromPoint(e.clientX, e.clientY);

  document.addEventListener("dragstart", (e) => { if (e.target.closest?.("[data-person]")) e.preventDefault(); });
  document.addEventListener("pointerdown", (e) => {
    const on = e.target.closest("#bench [data-person]");
    if (on && e.button === 0) drag = { person: on.dataset.person, x: e.clientX, y: e.clientY, name: nameOf(on.dataset.person) };
  });
  const nameOf = (person) => document.querySelector(`.compose-chip[data-person="${person}"] bdi`)?.textContent ?? "";
  document.addEventListener("pointermove", (e) => {
    if (!drag) return;
    if (!drag.ghost) {
      if (Math.hypot(e.clientX - drag.x, e.clientY - drag.y) < 8) return;
      drag.ghost = document.createElement("div");
      drag.ghost.className = "dragged";
      drag.ghost.textContent = drag.name;
      document.body.append(drag.ghost);
    }
    drag.ghost.style.transform = `translate(${e.clientX + 8}px, ${e.clientY + 8}px)`;
    over(under(e));
  });
  const drop = (e, put) => {
    if (!drag) return;
    const { ghost, person } = drag;
    drag = null;
    over(null);
    if (!ghost) return;
    ghost.remove();
    const still = (c) => { c.preventDefault(); c.stopPropagation(); }; // a drop is no click
    addEventListener("click", still, { capture: true, once: true });
    setTimeout(() => removeEventListener("click", still, { capture: true }), 0);
    if (put) place(person, under(e));
  };
  document.addEventListener("pointerup", (e) => drop(e, true));
  document.addEventListener("pointercancel", (e) => drop(e, false));

  // ---- the same by keyboard
  const voice = document.createElement("p");
  voice.className = "unseen";
  voice.setAttribute("role", "status");
  document.body.append(voice);
  let held = null;
  const hold = (chip) => {
    for (const old of document.querySelectorAll("[data-held]")) delete old.dataset.held;
    held = chip ? chip.dataset.person : null;
    if (chip) chip.dataset.held = "yes";
    voice.textContent = chip ? bench().dataset.picked : "";
    for (const group of document.querySelectorAll("#bench [data-group]")) {
      if (chip) group.tabIndex = 0; else group.removeAttribute("tabindex");
    }
  };
  document.addEventListener("keydown", (e) => {
    if (e.key === "Escape" && held !== null) return hold(null);
    if (e.key !== " ") return;
    const chip = e.target.closest?.("#bench .compose-chip"), group = e.target.closest?.("#bench [data-group]");
    if (!chip && !(group && held !== null)) return;
    e.preventDefault();
    if (held === null) return hold(chip);
    const person = held;
    hold(null);
    place(person, chip ?? group);
  });

  // ---- a name, in the list or in the circle, opens why they sit there
  document.addEventListener("click", (e) => {
    const on = e.target.closest("#bench [data-person]");
    if (!on || e.ctrlKey || e.metaKey || e.shiftKey) return;
    e.preventDefault();
    show(path + "/person/" + on.dataset.person);
  });
})();
