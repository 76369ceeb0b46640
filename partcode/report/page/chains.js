// Chains: ordered moves over turns. Each is one click away from its steps in the text.
const CHAINS = 20; // on a page
const chainLink = (c, step) => {
  const chain = study.chains[c];
  const { start, end } = chain.steps[step];
  return `#/texts/${chain.document}/${start}-${end}/chain-${c}`;
};
const isComplete = (chain) => chain.found === chain.needed;
const chainPage = { first: 0, sequence: -1, complete: false };

function drawChains(place) {
  const passed = study.chains.flatMap((chain, c) => (chainPasses(chain) && chainChosen(chain) ? [c] : []));
  // Whole ones first: they are what a reader looks for.
  passed.sort((a, b) => isComplete(study.chains[b]) - isComplete(study.chains[a]) || a - b);
  chainPage.first = Math.min(chainPage.first, Math.max(0, Math.floor((passed.length - 1) / CHAINS) * CHAINS));
  const shown = passed.slice(chainPage.first, chainPage.first + CHAINS);
  place.replaceChildren(
    make("h1", {}, word("section.chains")),
    make("p", { class: "lead" }, word("chains.lead")),
    chainChoices(place),
    make("p", { class: "meta", role: "status" }, counted(passed.length, "chains")),
    make("ol", { class: "chains" }, shown.map(chainItem)),
    passed.length > CHAINS ? chainPager(place, passed.length) : "");
}

const chainChosen = (chain) => (chainPage.sequence < 0 || chain.sequence === chainPage.sequence) && (!chainPage.complete || isComplete(chain));

function chainChoices(place) {
  const again = () => { chainPage.first = 0; drawChains(place); };
  const select = make("select", { id: "sequence", change: (event) => { chainPage.sequence = Number(event.target.value); again(); byId("sequence").focus(); } },
    make("option", { value: -1 }, word("all")), study.sequences.map((one, i) => make("option", { value: i }, labelOf(one))));
  select.value = chainPage.sequence;
  const box = make("input", { type: "checkbox", id: "complete", change: (event) => { chainPage.complete = event.target.checked; again(); byId("complete").focus(); } });
  box.checked = chainPage.complete;
  return make("div", { class: "choosing" }, make("label", {}, word("sequence"), " ", select), make("label", {}, box, " ", word("complete.only")));
}

function chainPager(place, total) {
  const turn = (step) => () => { chainPage.first += step * CHAINS; drawChains(place); scrollTo(0, 0); };
  return make("p", { class: "pager" }, button(word("previous"), turn(-1), { disabled: chainPage.first === 0 }), button(word("next"), turn(1), { disabled: chainPage.first + CHAINS >= total }));
}

function chainItem(c) {
  const chain = study.chains[c];
  const sequence = study.sequences[chain.sequence];
  const about = study.documents[chain.document];
  return make("li", { class: `chain ${isComplete(chain) ? "complete" : "partial"}` },
    make("h2", {}, make("a", { href: chainLink(c, 0) }, labelOf(sequence)), " ", completeness(chain)),
    make("p", { class: "meta" }, make("span", { lang: about.language }, about.title), ` · ${caseName(about.case)}${about.date ? ` · ${about.date}` : ""}`),
    make("ol", { class: "steps" }, chain.steps.map((step, s) => stepItem(c, step, s))));
}

const completeness = (chain) => badge(isComplete(chain) ? "complete" : "partial", word(isComplete(chain) ? "complete" : "partial", { found: chain.found, needed: chain.needed }));

function stepItem(c, step, s) {
  const { document } = study.chains[c];
  const text = textOf(document);
  const [before, words, after] = [[step.start, step.match_start], [step.match_start, step.match_end], [step.match_end, step.end]].map(([from, to]) => text.excerpt(from, to));
  return make("li", { class: hue(bookOf(step.code)), value: step.step },
    make("a", { href: chainLink(c, s) }, labelOf(study.codes[step.code])),
    make("span", { class: "voice" }, stepVoice(step)),
    make("q", { lang: study.documents[document].language }, before, make("span", { class: `match ${hue(bookOf(step.code))}` }, words), after));
}

function stepVoice(step) {
  const turn = step.turn < 0 ? "" : word("turn", { n: digits(step.turn + 1) });
  return [step.speaker, step.role && known("role", step.role), turn].filter(Boolean).join(" · ");
}

// Above the text while its reader follows a chain: every step, the one at hand marked.
function chainBar(c) {
  const chain = study.chains[c];
  const here = chain.steps.findIndex((step) => step.start === where.start);
  const steps = chain.steps.map((step, s) => make("li", { class: hue(bookOf(step.code)) },
    make("a", { href: chainLink(c, s), "aria-current": s === here && "step" }, make("span", { class: "swatch" }), labelOf(study.codes[step.code])),
    make("span", { class: "voice" }, stepVoice(step))));
  return make("nav", { class: "chain-bar", "aria-label": word("chain") },
    make("p", {}, make("strong", {}, labelOf(study.sequences[chain.sequence])), " ", completeness(chain), make("a", { class: "away", href: `#/texts/${chain.document}`, "aria-label": word("chain.leave") }, "×")),
    make("ol", { class: "steps" }, steps));
}

// The step after the one at hand, or before it.
function nextStep(move) {
  if (reader.chain < 0) return;
  const { steps } = study.chains[reader.chain];
  const here = steps.findIndex((step) => step.start === where.start);
  const next = Math.max(0, Math.min(steps.length - 1, here + move));
  location.hash = chainLink(reader.chain, next);
}
