// The quiet console. Every tap becomes an entry with an id of its own; it is kept on this device until the house
// answers that it is stored. Only seats and codes are kept here: words and names never leave the page's memory.
(() => {
  "use strict";

  const page = document.querySelector("[data-journal-of], [data-outbox]");
  if (!page) return;
  const said = page.dataset;
  const phrase = (name, n) => (said[name] ?? "").replace("#", n);

  // take keeps a submit from the browser, and from whoever counts submits: one form is tapped many times here.
  const take = (e) => { e.preventDefault(); e.stopPropagation(); };

  // ---- the outbox: IndexedDB, written through to the disk before an entry counts as kept

  const withWords = new Map(); // entries that hold words wait in memory only
  const shelf = new Promise((done) => {
    const ask = indexedDB.open("groupwork", 1);
    ask.onupgradeneeded = () => ask.result.createObjectStore("entries", { keyPath: "id" });
    ask.onsuccess = () => done(ask.result);
    ask.onerror = () => done(null);
  });

  const inShelf = async (mode, work) => {
    const db = await shelf;
    if (!db) throw new Error("no shelf");
    return new Promise((done, fail) => {
      const t = db.transaction("entries", mode, { durability: "strict" });
      const got = work(t.objectStore("entries"));
      t.oncomplete = () => done(got && got.result);
      t.onerror = t.onabort = () => fail(t.error);
    });
  };

  const keep = async (entry) => {
    if (entry.body.text) return void withWords.set(entry.id, entry);
    try {
      await inShelf("readwrite", (s) => s.put(entry));
    } catch {
      withWords.set(entry.id, entry); // a browser that keeps nothing: memory, and the page says so
    }
  };
  const forget = async (id) => {
    withWords.delete(id);
    try { await inShelf("readwrite", (s) => s.delete(id)); } catch { /* it was in memory only */ }
  };
  const unsent = async () => {
    let kept = [];
    try { kept = (await inShelf("readonly", (s) => s.getAll())) ?? []; } catch { /* memory only */ }
    return [...kept, ...withWords.values()].sort((a, b) => a.body.at.localeCompare(b.body.at) || a.body.seq - b.body.seq);
  };

  const device = (() => {
    try {
      return localStorage["groupwork.device"] ||= "d-" + crypto.getRandomValues(new Uint32Array(2)).join("-");
    } catch { return "d-" + crypto.getRandomValues(new Uint32Array(2)).join("-"); }
  })();
  let counted = 0;
  const nextSeq = () => {
    try { counted = Number(localStorage["groupwork.seq"] ?? 0); } catch { /* counts from the start of the page */ }
    counted += 1;
    try { localStorage["groupwork.seq"] = counted; } catch { /* same */ }
    return counted;
  };

  const uuid7 = () => {
    const b = crypto.getRandomValues(new Uint8Array(16));
    let ms = Date.now();
    for (let i = 5; i >= 0; i--) { b[i] = ms % 256; ms = Math.floor(ms / 256); }
    b[6] = 0x70 | (b[6] & 0x0f);
    b[8] = 0x80 | (b[8] & 0x3f);
    const h = [...b].map((x) => x.toString(16).padStart(2, "0")).join("");
    return [h.slice(0, 8), h.slice(8, 12), h.slice(12, 16), h.slice(16, 20), h.slice(20)].join("-");
  };

  // ---- sending

  const status = document.getElementById("stored");
  let sending = false, wait = 2000, timer = 0, away = "";

  const tell = async () => {
    if (!status) return;
    const left = (await unsent()).filter((e) => !e.refused);
    const words = [...withWords.values()].length;
    let text = said.sayStored, state = "ok";
    if (left.length && away === "signed_out") [text, state] = [phrase("saySignedOut", left.length), "wait"];
    else if (left.length && sending) [text, state] = [phrase("saySending", left.length), "wait"];
    else if (left.length && words) [text, state] = [phrase("sayOnPage", left.length), "wait"];
    else if (left.length) [text, state] = [phrase("sayHere", left.length), "wait"];
    if (status.textContent !== text) status.textContent = text;
    status.dataset.state = state;
  };

  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(send, wait);
    wait = Math.min(wait * 2, 30000);
  };

  const stuck = new Set(); // sessions that were refused in this round

  const post = async (session, some) => {
    const answer = await fetch(`/sessions/${encodeURIComponent(session)}/entries`, {
      method: "POST", credentials: "same-origin", redirect: "manual", cache: "no-store",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify(some.map((e) => e.body)),
    });
    if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) {
      away = "signed_out";
      throw new Error("signed out");
    }
    if (!answer.ok) throw new Error(String(answer.status));
    away = "";
    return answer.json();
  };

  const send = async () => {
    if (sending) return;
    const waiting = (await unsent()).filter((e) => !e.refused);
    if (!waiting.length) return void tell();
    const session = (waiting.find((e) => !stuck.has(e.session)) ?? waiting[0]).session;
    sending = true;
    tell();
    try {
      const some = waiting.filter((e) => e.session === session).slice(0, 50);
      for (const a of await post(session, some)) {
        const entry = some.find((e) => e.id === a.id);
        if (!entry) continue;
        if (a.state === "filed" || a.state === "known") {
          await forget(a.id);
          mark(a.id, "stored", "");
        } else {
          await keep({ ...entry, refused: a.text || a.state });
          mark(a.id, "refused", a.text || "");
        }
      }
      wait = 2000;
      sending = false;
      if ((await unsent()).some((e) => !e.refused)) return void send();
    } catch (failed) {
      sending = false;
      stuck.add(session);
      // One meeting that the house does not take now holds no other back.
      if (/^4\d\d$/.test(failed.message) && waiting.some((e) => !stuck.has(e.session))) return void send();
      stuck.clear();
      later();
    }
    tell();
  };

  addEventListener("online", () => { wait = 2000; send(); });
  addEventListener("visibilitychange", () => document.hidden || send());
  addEventListener("beforeunload", (e) => { if (withWords.size) e.preventDefault(); });

  // ---- the journal's last lines

  const journal = document.getElementById("journal");
  const clock = () => new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", numberingSystem: "latn" });

  const mark = (id, state, why) => {
    const line = journal?.querySelector(`[data-id="${CSS.escape(id)}"]`);
    if (!line) return;
    line.dataset.state = state;
    line.querySelector("[data-kept]").textContent = { here: said.sayLineHere, stored: said.sayLineStored, refused: said.sayLineRefused }[state] + (why ? " " + why : "");
  };

  const line = (id, text, undoable) => {
    const model = document.getElementById("line");
    if (!journal || !model) return;
    const li = model.content.firstElementChild.cloneNode(true);
    li.dataset.id = id;
    li.querySelector("time").textContent = clock();
    li.querySelector("[data-text]").textContent = text;
    const undo = li.querySelector("button");
    undo.value = id;
    undo.hidden = !undoable;
    undo.setAttribute("aria-label", phrase("sayUndoWhat", text));
    journal.prepend(li);
    mark(id, "here", "");
    while (journal.children.length > 8) journal.lastElementChild.remove();
  };

  const file = async (fields, text) => {
    const id = uuid7();
    const body = { id, device, seq: nextSeq(), at: new Date().toISOString(), ...fields };
    line(id, text, fields.kind !== "correction");
    if (fields.kind === "mark") count(1);
    await keep({ id, session: said.journalOf, body, refused: "" });
    await send();
    return id;
  };

  const counter = document.getElementById("dozen");
  const count = (by) => {
    if (!counter) return;
    counter.dataset.n = Number(counter.dataset.n) + by;
    counter.textContent = phrase("sayDozen", counter.dataset.n);
    counter.dataset.over = Number(counter.dataset.n) > 12;
  };

  // ---- two taps: seat then word, or word then seat (and a second seat for help)

  const circle = document.querySelector("[data-circle]");
  const seats = circle ? [...circle.querySelectorAll("[data-seat]")] : [];
  const form = document.getElementById("mark");
  const asked = document.getElementById("asked");
  const named = (n) => seats.find((s) => Number(s.dataset.seat) === n)?.dataset.name ?? "";
  let seat = null, word = null, label = "";

  const needsSeat = new Set(["help", "goal_seen", "promise", "star"]);

  const show = () => {
    for (const s of seats) s.setAttribute("aria-pressed", String(Number(s.dataset.seat) === seat));
    for (const b of form.querySelectorAll("button[name=word]")) b.setAttribute("aria-pressed", String(b.value === word));
    if (word === "help" && seat !== null) asked.textContent = phrase("sayWhom", named(seat));
    else if (word) asked.textContent = phrase("sayWho", label);
    else if (seat !== null) asked.textContent = phrase("saySaw", named(seat));
    else asked.textContent = said.sayStart;
  };
  const clear = () => { seat = word = null; label = ""; show(); };

  const chord = (from, to) => {
    const at = (n) => seats.find((s) => Number(s.dataset.seat) === n);
    const a = at(from), b = at(to), lines = circle.querySelector("[data-chords]");
    if (!a || !b || !lines) return;
    const id = from + "-" + to;
    let path = lines.querySelector(`[data-pair="${id}"]`);
    if (!path) {
      path = document.createElementNS("http://www.w3.org/2000/svg", "path");
      const [x, y, u, v] = [a.dataset.x, a.dataset.y, b.dataset.x, b.dataset.y].map(Number);
      const [cx, cy] = [(x + u) / 2 * 0.6, (y + v) / 2 * 0.6];
      path.setAttribute("d", `M${x} ${y}Q${cx} ${cy} ${u} ${v}`);
      path.setAttribute("class", "chord");
      path.dataset.pair = id;
      path.dataset.times = 0;
      lines.append(path);
    }
    path.dataset.times = Number(path.dataset.times) + 1;
    path.setAttribute("stroke-width", Math.min(2 + 1.5 * path.dataset.times, 9));
  };

  const complete = (from, to, code, detail, text) => {
    clear();
    file({ kind: "mark", word: code, detail, seat: from, to }, text);
    if (code === "help") chord(from, to);
  };

  const tapWord = (value, text) => {
    const [code, detail = ""] = value.split(":");
    if (code === "moment") return complete(0, 0, code, detail, text);
    if (code === "worker_act") return complete(0, Math.max(seat ?? 0, 0), code, detail, seat > 0 ? `${text} · ${named(seat)}` : text);
    if (code === "safety") return complete(Math.max(seat ?? 0, 0), 0, code, "", seat > 0 ? `${text} · ${named(seat)}` : text);
    if (seat !== null && seat < 1) seat = null;
    [word, label] = [value, text];
    if (seat === null || code === "help") return show();
    complete(seat, 0, code, "", `${named(seat)} · ${text}`);
  };

  const tapSeat = (n) => {
    if (word === "help" && seat !== null) {
      if (n === seat) { seat = null; return show(); }
      const text = `${named(seat)} → ${named(n)} · ${label}`;
      return complete(seat, n, "help", "", text);
    }
    if (word && n > 0) {
      if (word === "help") { seat = n; return show(); }
      const [code, text] = [word, `${named(n)} · ${label}`];
      seat = n;
      return complete(n, 0, code, "", text);
    }
    if (word) return;
    seat = seat === n ? null : n;
    show();
  };

  if (circle && form) {
    for (const s of seats) {
      s.setAttribute("role", "button");
      s.setAttribute("aria-pressed", "false");
      s.addEventListener("click", (e) => { e.preventDefault(); tapSeat(Number(s.dataset.seat)); });
      s.addEventListener("keydown", (e) => { if (e.key === " ") { e.preventDefault(); tapSeat(Number(s.dataset.seat)); } });
    }
    form.addEventListener("submit", (e) => {
      const b = e.submitter;
      if (b?.name !== "word") return;
      take(e);
      tapWord(b.value, b.dataset.label || b.textContent.trim());
      b.closest("details")?.removeAttribute("open");
    });
    form.addEventListener("keydown", (e) => { if (e.key === "Escape") clear(); });
    circle.addEventListener("keydown", (e) => { if (e.key === "Escape") clear(); });
  }

  // ---- the door: everybody is expected; one tap a person

  const door = document.getElementById("door");
  const minutesNow = () => Math.max(0, Math.round((Date.now() - Number(said.starts)) / 60000));
  const minutesLeft = () => Math.max(0, Number(said.minutes) - minutesNow());
  const minutesOf = (state) => (state === "late" ? minutesNow() : state === "left_early" ? minutesLeft() : 0);

  const arrive = (n, state, text) => {
    const row = door.querySelector(`li[data-seat="${n}"]`);
    row.dataset.state = state;
    const minutes = minutesOf(state);
    row.querySelector("[data-now]").textContent = minutes ? `${text} · ${phrase("sayMinutes", minutes)}` : text;
    for (const b of row.querySelectorAll("button")) b.setAttribute("aria-pressed", String(b.value === `${n}:${state}`));
    const drawn = seats.find((s) => Number(s.dataset.seat) === n);
    if (drawn) drawn.dataset.state = state;
    file({ kind: "attendance", seat: n, word: state, value: minutes }, `${row.dataset.name} · ${text}`);
    left();
  };
  const left = () => {
    const rest = document.getElementById("expected");
    if (rest) rest.textContent = phrase("sayExpected", door.querySelectorAll('li[data-state="expected"]').length);
  };

  door?.addEventListener("submit", (e) => {
    const b = e.submitter;
    if (b?.name !== "attendance") return;
    take(e);
    const [who, state] = b.value.split(":");
    const text = b.dataset.label || b.textContent.trim();
    if (who !== "rest") return arrive(Number(who), state, text);
    for (const row of door.querySelectorAll('li[data-state="expected"]')) arrive(Number(row.dataset.seat), state, said.sayPresent);
  });

  // ---- undo, visitors, decisions

  document.getElementById("undo")?.addEventListener("submit", (e) => {
    take(e);
    const id = e.submitter?.value;
    const row = journal.querySelector(`[data-id="${CSS.escape(id)}"]`);
    if (!row || row.dataset.gone) return;
    row.dataset.gone = "true";
    e.submitter.hidden = true;
    if (row.dataset.kind !== "attendance") count(-1);
    file({ kind: "correction", corrects: id }, said.sayUndone);
  });

  for (const f of document.querySelectorAll("form[data-words]")) {
    f.addEventListener("submit", (e) => {
      take(e);
      const text = f.elements.text.value.trim();
      if (!text) return f.elements.text.focus();
      file({ kind: f.dataset.words, text, detail: f.elements.detail?.value ?? "" }, `${f.dataset.label} · ${text}`);
      f.reset();
      f.closest("details")?.removeAttribute("open");
    });
  }

  // ---- views, light, time, ending

  for (const tab of document.querySelectorAll("button[data-view]")) {
    tab.hidden = false;
    tab.addEventListener("click", () => {
      page.dataset.view = tab.dataset.view;
      for (const t of document.querySelectorAll("button[data-view]")) t.setAttribute("aria-pressed", String(t === tab));
    });
  }
  if (said.first) page.dataset.view = said.first;

  const lamp = document.getElementById("lamp");
  if (lamp) {
    const set = (light) => { document.documentElement.dataset.lamp = light ? "on" : "off"; lamp.setAttribute("aria-pressed", String(light)); };
    let light = false;
    try { light = localStorage["groupwork.lamp"] === "on"; } catch { /* dark */ }
    set(light);
    lamp.hidden = false;
    lamp.addEventListener("click", () => {
      light = !light;
      set(light);
      try { localStorage["groupwork.lamp"] = light ? "on" : "off"; } catch { /* for this page only */ }
    });
  }

  const minute = () => {
    const gone = Math.max(0, Math.floor((Date.now() - Number(said.began)) / 60000));
    const shown = document.getElementById("gone");
    if (shown) shown.textContent = phrase("sayMinutes", gone);
    let from = 0;
    for (const b of document.querySelectorAll("[data-block]")) {
      const to = from + Number(b.dataset.block);
      b.dataset.at = gone >= to ? "past" : gone >= from ? "now" : "next";
      from = to;
    }
    for (const b of document.querySelectorAll("[data-late]")) b.textContent = minutesNow() ? phrase("sayMinutes", minutesNow()) : "";
  };
  if (said.began) { minute(); setInterval(minute, 20000); }

  document.getElementById("end")?.addEventListener("submit", async (e) => {
    if (e.target.dataset.sure) return;
    take(e);
    wait = 2000;
    await send();
    const left = (await unsent()).filter((x) => !x.refused).length;
    e.target.dataset.sure = "true";
    if (!left) return e.target.requestSubmit();
    document.getElementById("unsent").textContent = phrase("sayUnsent", left);
  });

  // ---- what an earlier page left behind

  (async () => {
    for (const e of await unsent()) {
      if (e.session !== said.journalOf || !journal) continue;
      if (e.refused) line(e.id, named(e.body.seat), false), mark(e.id, "refused", e.refused);
      else line(e.id, [named(e.body.seat), page.querySelector(`button[value="${CSS.escape(e.body.detail ? e.body.word + ":" + e.body.detail : e.body.word)}"]`)?.textContent.trim()].filter(Boolean).join(" · "), true);
    }
    await tell();
    send();
  })();
})();
