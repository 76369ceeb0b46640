// The study: what was found as typed columns, texts when they are asked for.
const study = dataOf("study");
const codings = Object.fromEntries(Object.entries(study.codings).map(([name, column]) => [name, Int32Array.from(column)]));
const evidence = Object.fromEntries(Object.entries(study.evidence).map(([name, column]) => [name, Int32Array.from(column)]));
const codingCount = codings.code.length;
const REJECTED = study.statuses.indexOf("rejected");

// Codings of document i are firstCoding[i] … firstCoding[i + 1] - 1.
const firstCoding = new Int32Array(study.documents.length + 1);
for (const document of codings.document) firstCoding[document + 1] += 1;
for (let i = 0; i < study.documents.length; i += 1) firstCoding[i + 1] += firstCoding[i];

const texts = new Map();

// A text with its turns and paragraphs. Places in the data are code points; where the text has characters beyond the
// first plane they are turned into places of a JavaScript string.
function textOf(index) {
  let found = texts.get(index);
  if (!found) {
    found = dataOf(`document-${index}`);
    found.at = /[\ud800-\udfff]/.test(found.text) ? unitsOf(found.text) : (place) => place;
    found.excerpt = (start, end) => found.text.slice(found.at(start), found.at(end));
    texts.set(index, found);
  }
  return found;
}

function unitsOf(text) {
  const places = new Int32Array(text.length + 1);
  let points = 0;
  for (let unit = 0; unit < text.length; points += 1) {
    places[points] = unit;
    unit += text.codePointAt(unit) > 0xffff ? 2 : 1;
  }
  places[points] = text.length;
  return (place) => places[Math.min(place, points)];
}

const folded = new Map();
const plainLetters = new Map();

// The text without capitals and accents, of the same length.
function foldedText(index) {
  if (!folded.has(index)) folded.set(index, fold(textOf(index).text));
  return folded.get(index);
}

function fold(text) {
  const small = text.toLowerCase();
  const same = small.length === text.length ? small : text;
  return same.replace(/[\u00c0-\u024f\u2019\u00a0\u202f]/g, plainLetter);
}

function plainLetter(letter) {
  if (!plainLetters.has(letter)) {
    const plain = letter === "\u2019" ? "'" : /\s/.test(letter) ? " " : letter.normalize("NFD")[0];
    plainLetters.set(letter, plain);
  }
  return plainLetters.get(letter);
}

const bookOf = (code) => study.codes[code].book;
const caseName = (index) => (index < 0 ? word("nowhere") : study.cases[index].name);
const voiceName = (voice) => (voice ? voice.name || voice.label || voice.organisation : "");

function clock(seconds) {
  const whole = Math.floor(seconds);
  const two = (number) => String(number).padStart(2, "0");
  const hours = Math.floor(whole / 3600);
  return `${hours ? `${hours}:` : ""}${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
}
