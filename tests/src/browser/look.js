// The eyes of the tests: finds things in a page by what they are and what
// they say, as a person or a screen reader would, open shadow roots included.
// Each test call runs this whole file and then one of its functions.

const CONTENT_NAMED = new Set([
  "button", "cell", "checkbox", "columnheader", "gridcell", "heading", "link", "menuitem",
  "option", "radio", "row", "rowgroup", "rowheader", "status", "alert", "switch", "tab", "listitem",
]);
const FIELD_ROLES = new Set([
  "checkbox", "combobox", "listbox", "radio", "searchbox", "slider", "spinbutton", "switch",
  "textbox", "date", "file",
]);
const INPUT_ROLES = {
  button: "button", checkbox: "checkbox", date: "date", file: "file", image: "button",
  number: "spinbutton", radio: "radio", range: "slider", reset: "button", search: "searchbox",
  submit: "button",
};
const TAG_ROLES = {
  ARTICLE: "article", ASIDE: "complementary", BUTTON: "button", DIALOG: "dialog",
  FIELDSET: "group", FORM: "form", H1: "heading", H2: "heading", H3: "heading", H4: "heading",
  H5: "heading", H6: "heading", HR: "separator", IMG: "img", LI: "listitem", MAIN: "main",
  METER: "meter", NAV: "navigation", OL: "list", OPTION: "option", OUTPUT: "status",
  PROGRESS: "progressbar", SECTION: "region", SUMMARY: "button", TABLE: "table", TBODY: "rowgroup", TD: "cell",
  TEXTAREA: "textbox", TR: "row", UL: "list",
};

const tidy = (words) => (words ?? "").replace(/\s+/g, " ").trim();

/** Every element under a root, in order, those in open shadow roots too. */
function* everything(root) {
  for (const element of root.children ?? []) {
    yield element;
    if (element.shadowRoot) yield* everything(element.shadowRoot);
    yield* everything(element);
  }
}

function role(element) {
  const said = tidy(element.getAttribute("role")).split(" ")[0];
  if (said) return said;
  switch (element.tagName) {
    case "A": return element.hasAttribute("href") ? "link" : "generic";
    case "INPUT": return INPUT_ROLES[element.type] ?? (element.type === "hidden" ? "none" : "textbox");
    case "SELECT": return element.multiple || element.size > 1 ? "listbox" : "combobox";
    case "TH": return element.scope === "row" ? "rowheader" : "columnheader";
    default: return TAG_ROLES[element.tagName] ?? (element.isContentEditable ? "textbox" : "generic");
  }
}

/** Whether an element is drawn at all. One that only groups is where it stands. */
function shown(element) {
  let at = element;
  while (at && getComputedStyle(at).display === "contents") {
    at = at.parentElement ?? at.getRootNode().host;
  }
  return !at || at.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });
}

/** The words that an element shows, those in open shadow roots too. */
function wordsIn(element) {
  if (!shown(element)) return "";
  let words = element.innerText ?? element.textContent ?? "";
  if (element.shadowRoot) words += "\n" + wordsInRoot(element.shadowRoot);
  for (const inner of everything(element)) {
    if (inner.shadowRoot && inner.getRootNode() === element.getRootNode()) {
      words += "\n" + wordsInRoot(inner.shadowRoot);
    }
  }
  return words;
}

function wordsInRoot(root) {
  return [...root.children].map(wordsIn).join("\n");
}

/** The words of a label without those of the field that may stand in it. */
function wordsOfLabel(label) {
  return [...label.childNodes]
    .map((node) => {
      if (node.nodeType === Node.TEXT_NODE) return node.data;
      if (node.nodeType !== Node.ELEMENT_NODE || !shown(node)) return "";
      return node.matches("button, input, select, textarea") ? "" : wordsOfLabel(node);
    })
    .join("");
}

/** The accessible name: a subset of the standard's rules that covers this page. */
function name(element) {
  const referred = tidy(element.getAttribute("aria-labelledby"));
  if (referred) {
    const root = element.getRootNode();
    return tidy(referred.split(" ").map((id) => root.getElementById(id)?.textContent ?? "").join(" "));
  }
  const said = tidy(element.getAttribute("aria-label"));
  if (said) return said;
  if (element.labels?.length) {
    return tidy([...element.labels].map(wordsOfLabel).join(" "));
  }
  switch (element.tagName) {
    case "FIELDSET": return tidy(element.querySelector(":scope > legend")?.innerText);
    case "TABLE": return tidy(element.querySelector(":scope > caption")?.innerText);
    case "IMG": return tidy(element.alt);
    case "INPUT":
      if (role(element) === "button") return tidy(element.value || element.alt);
  }
  if (CONTENT_NAMED.has(role(element))) {
    const words = tidy(wordsIn(element));
    if (words) return words;
  }
  return tidy(element.title || element.placeholder);
}

/** All that is wanted, each with its element and what it is. */
function find(wanted) {
  let roots = [document];
  if (wanted.within) roots = find(wanted.within).map((outer) => outer.element);
  const seen = new Map();
  for (const root of roots) {
    const inside = root.shadowRoot ? [...everything(root.shadowRoot), ...everything(root)] : everything(root);
    for (const element of inside) {
      if (!kindFits(element, wanted.kind) || !shown(element)) continue;
      seen.set(element, wanted.kind === "text" ? tidy(wordsIn(element)) : name(element));
    }
  }
  const sought = tidy(wanted.name);
  const all = [...seen];
  let fits = all.filter(([, words]) => words === sought);
  if (!fits.length) fits = all.filter(([, words]) => words.includes(sought));
  if (wanted.kind === "text") {
    // Of nested things that show the same words, the innermost is meant.
    fits = fits.filter(([outer]) => !fits.some(([inner]) => inner !== outer && holds(outer, inner)));
  }
  return fits.map(([element, words]) => ({ element, is: `${role(element)} ${words}` }));
}

/** The names of everything of a kind that is shown, in order. */
function names(kind) {
  return [...everything(document)].filter((element) => kindFits(element, kind) && shown(element)).map(name);
}

function kindFits(element, kind) {
  if (kind === "text") return true;
  // What is kept from screen readers has no role.
  if (element.closest("[aria-hidden=true]")) return false;
  return kind === "field" ? FIELD_ROLES.has(role(element)) : role(element) === kind;
}

/** Whether one element is inside another, across shadow roots. */
function holds(outer, inner) {
  for (let at = inner; at; at = at.parentNode ?? at.host) if (at === outer) return true;
  return false;
}

/**
 * What a person clicks in place of a control that is there but not to be hit. What is out of view or covered is
 * scrolled to first.
 */
function clickable(element) {
  const drawn = element.tagName === "INPUT" && ["radio", "checkbox"].includes(element.type);
  const hit = () => {
    const box = element.getBoundingClientRect();
    return element.getRootNode().elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  };
  const isHit = () => element.contains(hit());
  if (drawn || !isHit()) element.scrollIntoView({ block: "center", behavior: "instant" });
  return !drawn || isHit() ? null : (element.labels?.[0] ?? null);
}

/** Marks all that stands in a field, so that what is typed takes its place. */
function mark(field) {
  field.focus();
  field.select();
}

function option(list, words) {
  // Whoever chooses has opened the list; not every driver does.
  list.focus();
  return [...(list.options ?? [])].find((each) => tidy(each.label) === tidy(words)) ?? null;
}

/**
 * The keys that write a date, in the order of the browser's own language, which
 * need not be the page's.
 */
function dateKeys(written) {
  const [BACKSPACE, LEFT, RIGHT] = ["\uE003", "\uE012", "\uE014"];
  const start = LEFT.repeat(3);
  if (!written) return start + (BACKSPACE + RIGHT).repeat(3);
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(written);
  if (!parts) return null;
  const [, year, month, day] = parts;
  const order = new Intl.DateTimeFormat().formatToParts(new Date());
  // A year may have six digits, so it alone does not move on by itself.
  const keys = { year: year + RIGHT, month, day };
  return start + order.map((part) => keys[part.type] ?? "").join("");
}

function tell(element, what) {
  switch (what) {
    case "words": return tidy(wordsIn(element));
    case "value":
      if (element.tagName === "SELECT") return tidy(element.selectedOptions[0]?.label);
      return element.value ?? tidy(wordsIn(element));
    case "checked": return element.checked ?? element.getAttribute("aria-checked") === "true";
    case "enabled":
      return !element.matches(":disabled") && element.getAttribute("aria-disabled") !== "true";
  }
}

function words() {
  return wordsIn(document.body);
}

function focus() {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return !at || at === document.body ? "" : `${role(at)} ${name(at)}`;
}
