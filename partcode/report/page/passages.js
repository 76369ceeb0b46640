// All passages that the filters leave, from all documents: what to read when one code is chosen.
const PASSAGES = 50; // on a page
const AROUND = 120; // characters before and after a segment
const passagePage = { first: 0 };

// Codings of one segment stand together: they are neighbours in the columns.
function passagesShown() {
  const found = [];
  let last = -1;
  for (let i = 0; i < codingCount; i += 1) {
    if (!passing[i]) continue;
    const same = last >= 0 && ["document", "start", "end"].every((name) => codings[name][i] === codings[name][last]);
    if (same) found.at(-1).push(i);
    else found.push([i]);
    last = i;
  }
  return found;
}

function drawPassages(place) {
  const shown = passagesShown();
  if (passagePage.first >= shown.length) passagePage.first = 0;
  const turn = (step) => () => { passagePage.first += step * PASSAGES; drawPassages(place); scrollTo(0, 0); };
  const last = Math.min(shown.length, passagePage.first + PASSAGES);
  place.replaceChildren(
    make("h1", {}, word("section.passages")),
    make("p", { class: "lead" }, word("passages.lead")),
    make("p", { class: "meta", role: "status" }, shown.length ? word("rows", { from: digits(passagePage.first + 1), to: digits(last), of: digits(shown.length) }) : word("none")),
    make("ol", { class: "passages" }, shown.slice(passagePage.first, last).map(passageItem)),
    shown.length > PASSAGES ? make("p", { class: "pager" },
      button(word("previous"), turn(-1), { disabled: passagePage.first === 0 }),
      button(word("next"), turn(1), { disabled: last === shown.length })) : "");
}

function passageItem(found) {
  const [document, start, end] = ["document", "start", "end"].map((name) => codings[name][found[0]]);
  const about = study.documents[document];
  const text = textOf(document);
  const before = text.excerpt(Math.max(0, start - AROUND), start).replace(/^\S*\s/, "… ");
  const after = text.excerpt(end, end + AROUND).replace(/\s\S*$/, " …");
  return make("li", {},
    make("p", { class: "passage", lang: about.language }, make("span", { class: "around" }, before), passagePieces(found, text, start, end), make("span", { class: "around" }, after)),
    make("ul", { class: "codes" }, found.map(passageCode)),
    make("p", { class: "meta" }, voiceOf(document, codings.turn[found[0]]),
      make("a", { href: `#/texts/${document}/${start}-${end}` }, make("span", { lang: about.language }, about.title))));
}

// The words of the passage, those that the codes were found by in the colours of these.
function passagePieces(found, text, start, end) {
  const spans = found.flatMap((i) => {
    const own = [];
    for (let m = codings.first[i]; m < codings.first[i + 1]; m += 1) own.push({ from: evidence.start[m], to: evidence.end[m], hue: hue(bookOf(codings.code[i])) });
    return own;
  });
  const cuts = [...new Set([start, end, ...spans.flatMap((span) => [span.from, span.to])])].sort((a, b) => a - b);
  return cuts.slice(1).map((to, i) => {
    const span = spans.find((one) => one.from <= cuts[i] && one.to >= to);
    return make("span", { class: span && `match ${span.hue}` }, text.excerpt(cuts[i], to));
  });
}

function passageCode(i) {
  const code = study.codes[codings.code[i]];
  const status = study.statuses[codings.status[i]];
  return make("li", { class: hue(code.book) }, make("span", { class: "swatch" }), labelOf(code), " ",
    status !== "proposed" && badge(status, known("status", status)), judged(codings.negated[i], codings.reported[i]));
}

function voiceOf(document, turn) {
  const { turns } = textOf(document);
  const voice = study.documents[document].voices[turn < 0 ? 0 : turns.voice[turn]];
  return voice ? `${voiceName(voice)}${voice.role ? ` (${known("role", voice.role)})` : ""} · ` : "";
}
