// Keys. Single letters can be switched off: some people's speech or switches would press them by chance.
let lettersOn = true;

const KEYS = {
  j: ["keys.next", () => nextMark(1)],
  k: ["keys.previous", () => nextMark(-1)],
  n: ["document.next", () => turnTo(1)],
  p: ["document.previous", () => turnTo(-1)],
  "]": ["keys.step", () => nextStep(1)],
  "[": ["keys.step.back", () => nextStep(-1)],
  "/": ["keys.search", toSearch],
  "?": ["keys.help", showKeys],
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !byId("keys").open) {
    hideEvidence(true);
    unlight();
    return;
  }
  const typing = event.target.matches("input:not([type=checkbox]), select, textarea");
  if (!lettersOn || typing || event.ctrlKey || event.metaKey || event.altKey || byId("keys").open) return;
  const act = KEYS[event.key] ? KEYS[event.key][1] : section(event.key);
  if (!act) return;
  event.preventDefault();
  act();
});

function section(key) {
  const name = /^[1-9]$/.test(key) ? sectionNames()[Number(key) - 1] : undefined;
  return name && (() => (location.hash = `#/${name}`));
}

function turnTo(step) {
  const there = study.documents.flatMap((_, i) => (documentPasses(i) ? [i] : []));
  const here = read(location.hash); // the address changes before what is shown does
  const next = step > 0 ? there.find((i) => i > here.document) : there.findLast((i) => i < here.document);
  if (here.section !== "texts") location.hash = `#/texts/${here.document}`;
  else if (next !== undefined) location.hash = `#/texts/${next}`;
}

function toSearch() {
  if (panel.hidden) location.hash = "#/texts";
  requestAnimationFrame(() => byId("search") && byId("search").focus());
}

function showKeys() {
  const rows = [...Object.entries(KEYS).map(([key, [name]]) => [key, word(name)]), [`1–${sectionNames().length}`, word("keys.sections")], ["Esc", word("keys.close")]];
  const box = make("input", { type: "checkbox", id: "letters", change: (event) => (lettersOn = event.target.checked) });
  box.checked = lettersOn;
  byId("keys").replaceChildren(
    make("h2", { id: "keys-title" }, word("keyboard")),
    make("dl", {}, rows.map(([key, name]) => make("div", {}, make("dt", {}, make("kbd", {}, key)), make("dd", {}, name)))),
    make("label", {}, box, " ", word("keys.letters")),
    make("form", { method: "dialog" }, make("button", {}, word("close"))));
  byId("keys").showModal();
}
