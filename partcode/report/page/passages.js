// All passages that the filters leave, from all documents: what to read when one code is chosen.
const PASSAGES = 50; // on a page
const AROUND = 120; // characters before and after a segment
const passagePage = { first: 0 };

function drawPassages(place) {
  const shown = [];
  for (let i = 0; i < codingCount; i += 1) if (passing[i]) shown.push(i);
  if (passagePage.first >= shown.length) passagePage.first = 0;
  const turn = (step) => () => { passagePage.first += step * PASSAGES; drawPassages(place); scrollTo(0, 0); };
  const last = Math.min(shown.length, passagePage.first + PASSAGES);
  place.replaceChildren(
    make("h1", {}, word("section.passages")),
    make("p", { class: "lead" }, word("passages.lead")),
    make("p", { class: "meta", role: "status" }, word("rows", { from: digits(shown.length && passagePage.first + 1), to: digits(last), of: digits(shown.length) })),
    make("ol", { class: "passages" }, shown.slice(passagePage.first, last).map(passageItem)),
    shown.length > PASSAGES ? make("p", { class: "pager" },
      button(word("previous"), turn(-1), { disabled: passagePage.first === 0 }),
      button(word("next"), turn(1), { disabled: last === shown.length })) : "");
}

function passageItem(i) {
  const document = codings.document[i];
  const about = study.documents[document];
  const text = textOf(document);
  const [start, end] = [codings.start[i], codings.end[i]];
  const code = study.codes[codings.code[i]];
  const m = codings.first[i];
  const [from, to] = m < codings.first[i + 1] ? [evidence.start[m], evidence.end[m]] : [start, end];
  return make("li", { class: hue(code.book) },
    make("p", { class: "passage", lang: about.language },
      make("span", { class: "around" }, text.excerpt(Math.max(0, start - AROUND), start)),
      text.excerpt(start, from), make("span", { class: `match ${hue(code.book)}` }, text.excerpt(from, to)), text.excerpt(to, end),
      make("span", { class: "around" }, text.excerpt(end, end + AROUND))),
    make("p", { class: "meta" },
      make("span", { class: "swatch" }), make("strong", {}, labelOf(code)), " · ", voiceOf(document, codings.turn[i]),
      make("a", { href: `#/texts/${document}/${start}-${end}` }, make("span", { lang: about.language }, about.title)), " ", verdictsOf(i)));
}

function voiceOf(document, turn) {
  const { turns } = textOf(document);
  const voice = study.documents[document].voices[turn < 0 ? 0 : turns.voice[turn]];
  return voice ? `${voiceName(voice)}${voice.role ? ` (${known("role", voice.role)})` : ""} · ` : "";
}
