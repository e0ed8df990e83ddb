"""Going through a page with the Tab key alone: what is reached, whether it can be seen, what cannot be reached.

From WCAG 2.2: 2.1.1 Keyboard, 2.1.2 No Keyboard Trap, 2.4.7 Focus Visible, 2.4.11 Focus Not Obscured (Minimum).
"""

from __future__ import annotations

from playwright.sync_api import Page

from .browser import hold_still

_WATCH = """() => {
  document.activeElement?.blur();
  scrollTo(0, 0);

  const name = (el) => el.tagName.toLowerCase() + (el.id ? "#" + el.id : "")
    + [...el.classList].map((one) => "." + one).join("")
    + " " + JSON.stringify((el.getAttribute("aria-label") || el.textContent || "").trim().slice(0, 20));
  const seen = (el) => el.checkVisibility({visibilityProperty: true}) && !el.closest("[inert], [hidden]");
  const shows = (el) => seen(el) && el.getBoundingClientRect().width > 1 && el.getBoundingClientRect().height > 1;

  // A control that is drawn by its label is looked at there.
  const faces = (el) => [el, ...(el.labels || []), el.nextElementSibling]
    .filter((one) => one === el || one?.matches("label"));
  const LOOK = ["outlineStyle", "outlineWidth", "outlineColor", "boxShadow", "backgroundColor", "borderTopColor",
    "borderTopWidth", "borderBottomColor", "borderBottomWidth", "textDecorationLine"];
  const look = (el) => faces(el).map((face) => {
    const style = getComputedStyle(face);
    return LOOK.map((one) => style[one]).join();
  }).join(";");

  // Of radio buttons that belong together Tab comes to one.
  const group = (el) => [...document.querySelectorAll(`input[type=radio][name="${CSS.escape(el.name)}"]`)];
  const passed = (el) => el.type === "radio" && el !== (group(el).find((one) => one.checked) || group(el)[0]);
  const controls = [...document.querySelectorAll(
    "a[href], button, input, select, textarea, summary, [tabindex], audio[controls], video[controls]")]
    .filter((el) => el.tabIndex >= 0 && !el.disabled && seen(el) && el.type !== "hidden");
  const stops = controls.filter((el) => !passed(el));
  // A label that can be clicked, for a control that no key reaches.
  const mute = [...document.querySelectorAll("label[for]")]
    .filter((el) => shows(el) && getComputedStyle(el).cursor === "pointer")
    .filter((el) => el.tabIndex < 0 && el.control && !controls.includes(el.control));

  const plain = new Map(stops.map((el) => [el, look(el)]));
  const walk = window.cxWalk = { reached: new Set(), passed: new Set(), last: null, done: false, problems: [] };
  const report = (what, el) => walk.problems.push(what + ": " + name(el));
  mute.forEach((el) => report("cannot be reached by keyboard", el));

  const uncovered = (el) => faces(el).flatMap((face) => [...face.getClientRects()]).some((box) => {
    const xs = [box.left + 2, (box.left + box.right) / 2, box.right - 2];
    const ys = [box.top + 2, (box.top + box.bottom) / 2, box.bottom - 2];
    return xs.some((x) => ys.some((y) => {
      const hit = document.elementFromPoint(x, y);
      return hit && faces(el).some((face) => face === hit || face.contains(hit) || hit.contains(face));
    }));
  });
  // On a busy page the focus may have gone on, and left the page, before it hears of the first key.
  document.addEventListener("focusin", (event) => walk.passed.add(event.target), true);
  document.addEventListener("keyup", (event) => {
    const el = document.activeElement;
    if (event.key !== "Tab" || walk.done || el === walk.last) return; // a busy page may let a key go by
    walk.last = el;
    if (el === document.body || walk.reached.has(el)) { walk.done = walk.reached.size > 0; return; }
    walk.reached.add(el);
    if (plain.has(el) && plain.get(el) === look(el)) report("focus cannot be seen", el);
    if (!uncovered(el)) report("focus is covered", el);
  }, true);
  walk.end = () => {
    const unmet = stops.filter((el) => !walk.reached.has(el) && !walk.passed.has(el) && seen(el));
    unmet.forEach((el) => report("not reached by Tab", el));
    return walk.done ? walk.problems : [...walk.problems, "Tab does not come to an end"];
  };
}"""

_BATCH = 20
_MOST = 600
"""How often to press Tab at most, for a page where it never comes to an end."""


def keyboard_problems(page: Page) -> list[str]:
    """What a reader who has only a keyboard meets, one line each. Leaves the page without transitions."""
    hold_still(page)
    page.evaluate(_WATCH)
    for _ in range(_MOST // _BATCH):
        for _ in range(_BATCH):
            page.keyboard.press("Tab")
        if page.evaluate("() => cxWalk.done"):
            break
    return [str(line) for line in page.evaluate("() => cxWalk.end()")]
