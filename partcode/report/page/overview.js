// The summary: how much there is, what it was coded with, and where to begin.
const SOME = 6; // chains that are shown

function drawSummary(place) {
  const total = (name) => study.documents.reduce((sum, one) => sum + one[name], 0);
  const numbers = [
    ["documents", study.documents.length], ["words", total("words")], ["turns", total("turns")],
    ["codings", codingCount], ["codes", new Set(codings.code).size], ["chains", study.chains.length],
  ];
  place.replaceChildren(
    make("h1", {}, study.title),
    make("p", { class: "lead" }, word("summary.lead", { documents: counted(study.documents.length, "documents"), books: counted(study.books.length, "books") })),
    make("dl", { class: "numbers" }, numbers.map(([name, n]) => make("div", {}, make("dt", {}, word(`number.${name}`)), make("dd", {}, digits(n))))),
    ...firstChains(),
    make("h2", {}, word("facet.code")), make("div", { id: "books" }),
    ...figuresOf("summary"));
  drawTable(byId("books"), bookColumns(), study.books.map((book, b) => ({ book, b, ...talliesOf(b) })), word("facet.code"));
}

function firstChains() {
  const complete = study.chains.flatMap((chain, c) => (isComplete(chain) ? [c] : []));
  if (!complete.length) return [];
  const item = (c) => {
    const chain = study.chains[c];
    const about = study.documents[chain.document];
    return make("li", {}, make("a", { href: chainLink(c, 0) }, labelOf(study.sequences[chain.sequence])),
      make("span", { class: "meta" }, " ", make("span", { lang: about.language }, about.title), ` · ${caseName(about.case)}`));
  };
  return [make("h2", {}, word("chains.complete")), make("ul", { class: "plain" }, complete.slice(0, SOME).map(item)),
    make("p", {}, make("a", { href: "#/chains" }, word("chains.all", { n: digits(study.chains.length) })))];
}

function talliesOf(book) {
  const codes = new Set();
  let found = 0;
  for (let i = 0; i < codingCount; i += 1) {
    if (bookOf(codings.code[i]) !== book || codings.status[i] === REJECTED) continue;
    found += 1;
    codes.add(codings.code[i]);
  }
  return { codings: found, codes: codes.size };
}

const bookColumns = () => [
  { name: word("column.codebook"), key: (row) => row.book.title, cell: (row) => make("span", { class: hue(row.b) }, make("span", { class: "swatch" }), row.book.title || row.book.id) },
  { name: word("column.version"), cell: (row) => `${row.book.id} ${row.book.version}` },
  { name: word("number.codes"), number: true, cell: (row) => row.codes },
  { name: word("number.codings"), number: true, cell: (row) => row.codings },
];
