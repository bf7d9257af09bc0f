// How somebody finds things on a page: by what can be seen and read, never by ids. Evaluates to a set of functions.
(() => {
  const plain = (s) => (s ?? "").replace(/[\u200e\u200f\u2066-\u2069]/g, "").replace(/\s+/g, " ").trim();
  const shown = (e) => e.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) && e.getClientRects().length > 0;
  const names = (e) => [plain(e.getAttribute("aria-label")), plain(e.innerText), plain(e.textContent)].filter(Boolean);
  const among = (scope, what) => [...(scope ? document.querySelectorAll(scope) : [document])].flatMap((root) => [...root.querySelectorAll(what)]);

  // best gives the first shown element with this name, or else the first that begins with it.
  const best = (all, text) => all.find((e) => names(e).includes(text)) ?? all.find((e) => names(e).some((n) => n.startsWith(text)));

  // spot is where a finger lands on an element, or why it cannot.
  const spot = (e) => {
    if (!e) return { missing: true };
    e.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
    const r = [...e.getClientRects()].find((b) => b.width > 0 && b.height > 0);
    if (!r) return { missing: true };
    const [x, y] = [r.left + r.width / 2, r.top + r.height / 2];
    const hit = document.elementFromPoint(x, y);
    const same = hit && (e.contains(hit) || hit.contains(e) || hit.closest("label")?.contains(e));
    return same ? { x, y, wide: r.width, high: r.height } : { covered: hit ? hit.outerHTML.slice(0, 120) : "outside of the screen" };
  };

  const press = (text, scope) => spot(best(among(scope, "a, button, summary, label, [role=button]").filter(shown), plain(text)));
  const touch = (css) => spot([...document.querySelectorAll(css)].find(shown));

  // field finds what a label names: a text, a list, a date.
  const labelled = (text, scope) => {
    const label = best(among(scope, "label").filter((l) => shown(l) && l.control), plain(text));
    if (label) return label.control;
    return among(scope, "input, textarea, select").filter(shown).find((e) => plain(e.getAttribute("aria-label")) === plain(text));
  };
  const field = (text, scope) => {
    const e = labelled(text, scope);
    const at = spot(e);
    if (at.missing || at.covered) return at;
    e.focus();
    if (e.select && e.type !== "date" && e.type !== "time" && e.type !== "datetime-local" && e.type !== "number") e.select();
    return { ...at, kind: e.tagName === "SELECT" ? "list" : e.type };
  };
  // sets a field that a script cannot type into: a date, a time, a number, a list.
  const sets = (text, value, scope) => {
    const e = labelled(text, scope);
    if (e.tagName === "SELECT") {
      const option = best([...e.options], plain(value)) ?? [...e.options].find((o) => o.value === value);
      if (!option) return false;
      e.value = option.value;
    } else e.value = value;
    e.dispatchEvent(new Event("input", { bubbles: true }));
    e.dispatchEvent(new Event("change", { bubbles: true }));
    return e.value !== "";
  };

  const text = (scope) => plain([...document.querySelectorAll(scope || "body")].map((e) => e.innerText).join("\n"));
  const value = (label, scope) => labelled(label, scope)?.value ?? "";

  // said gives every piece of text that is shown or read out. What stands in a field is somebody's own.
  const said = () => {
    const all = new Set();
    const walk = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
    for (let n = walk.nextNode(); n; n = walk.nextNode()) if (!n.parentElement?.closest("script, style, template, textarea")) all.add(plain(n.data));
    for (const e of document.querySelectorAll("[aria-label], [placeholder], [title]")) for (const a of ["aria-label", "placeholder", "title"]) all.add(plain(e.getAttribute(a)));
    return [...all].filter(Boolean);
  };

  // wider names what sticks out of the screen sideways, and by how many pixels the page does.
  const wider = () => {
    const page = document.documentElement;
    const over = page.scrollWidth - page.clientWidth;
    if (over <= 0) return { over: 0, by: [] };
    const by = [...document.body.querySelectorAll("*")].filter((e) => {
      const r = e.getBoundingClientRect();
      return r.width && (r.right > page.clientWidth + 1 || r.left < -1) && !e.closest(".scroll, [hidden], .unseen, .skip");
    });
    return { over, by: by.slice(0, 4).map((e) => e.tagName.toLowerCase() + (e.id ? "#" + e.id : "") + (e.className.baseVal ?? e.className ? "." + String(e.className.baseVal ?? e.className).trim().replace(/\s+/g, ".") : "")) };
  };

  // links gives where one can go from here within the house.
  const links = () => [...new Set([...document.querySelectorAll("a[href]")].filter((a) => a.origin === location.origin).map((a) => a.pathname))];

  // ring tells whether the focused element shows that it has the focus.
  const ring = () => {
    const e = document.activeElement;
    if (!e || e === document.body) return { on: "", shown: false };
    const styles = [e, e.closest("label"), e.nextElementSibling, e.querySelector("circle"), e.parentElement].filter(Boolean).map((x) => getComputedStyle(x));
    const drawn = styles.some((s) => (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 1) || s.boxShadow !== "none");
    const halo = e.querySelector(".halo"); // a seat of the circle
    const shown = drawn || (halo && getComputedStyle(halo).stroke !== "none");
    return { on: e.tagName.toLowerCase() + (e.name ? "[" + e.name + "]" : "") + " " + (names(e)[0] ?? "").slice(0, 40), shown };
  };

  return { press, touch, field, sets, text, value, said, wider, links, ring };
})()
