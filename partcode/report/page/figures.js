// Pictures: specs of Vega-Lite in the colours and the language of the page. What a study says becomes text of the
// picture, never markup; expressions are interpreted, never compiled.
(() => {
  const json = (id) => JSON.parse(document.getElementById(id).textContent);
  const figures = new Map(json("figures").map((one) => [one.id, one]));
  const drawing = json("drawing");
  const drawn = new Map();

  const BESIDE = 240; // pixels for the names of speakers

  // Where a spec and its data hold words that are read.
  const READ = new Set(["title", "text", "name", "set", "state", "move", "line", "x", "y", "given", "target", "equal", "description", "sort", "domain"]);

  function frenchWords() {
    const words = new Map(Object.entries(drawing.french));
    for (const code of window.partcode.study.codes) {
      words.set(code.english, code.french);
      words.set(`${code.english} (${code.id})`, `${code.french} (${code.id})`);
    }
    return words;
  }

  function translate(part, words, letters = false) {
    for (const [key, value] of Object.entries(part)) {
      if (key === "data" || key === "params") continue; // names of data
      if (typeof value === "object" && value !== null) {
        if (Array.isArray(value) && READ.has(key)) part[key] = value.map((one) => (words.has(one) ? words.get(one) : one));
        else translate(value, words, key === "text");
      } else if (key === "value" && letters && words.has(value)) part[key] = words.get(value);
      else if (key === "calculate" && words.has(value.slice(1, -1))) part[key] = `'${words.get(value.slice(1, -1))}'`;
      else if (typeof value === "string" && READ.has(key) && words.has(value)) part[key] = words.get(value);
    }
  }

  const FORMATS = { fr: { decimal: ",", thousands: "\u202f", grouping: [3], currency: ["", "\u202f€"], percent: "\u202f%" }, en: { decimal: ".", thousands: ",", grouping: [3], currency: ["£", ""] } };

  async function draw(element, spec, title, { dark, language }, pressed) {
    if (language === "fr") translate(spec, frenchWords());
    const ground = getComputedStyle(document.documentElement).getPropertyValue("--paper").trim();
    spec.config = structuredClone(dark ? drawing.dark : drawing.light);
    if (ground) {
      spec.config.background = ground;
      Object.assign(spec.config.style.halo, { color: ground, stroke: ground });
    }
    spec.description = title;
    const holder = document.createElement("div");
    drawn.set(element, { holder, dark });
    const { view } = await window.vegaEmbed(holder, spec, {
      mode: "vega-lite", renderer: "svg", ast: true, actions: false, defaultStyle: false,
      formatLocale: FORMATS[language] || FORMATS.en, tooltip: (_, event, item, value) => tell(event, value),
    });
    if (drawn.get(element).holder !== holder) return view.finalize(); // something else was asked for meanwhile
    if (pressed) view.addEventListener("click", (_, item) => item && item.datum && item.datum.end !== undefined && pressed(item.datum));
    element.replaceChildren(holder);
    return view;
  }

  // The tooltip: a list of names and values beside the pointer.
  const tip = document.createElement("dl");
  tip.id = "figure-tip";
  tip.hidden = true;
  tip.setAttribute("role", "status");
  Object.assign(tip.style, {
    position: "fixed", zIndex: 9, maxWidth: "24rem", margin: 0, padding: ".4rem .6rem", display: "grid", gridTemplateColumns: "max-content 1fr",
    gap: ".1rem .7rem", font: ".8rem/1.35 sans-serif", pointerEvents: "none", color: "var(--ink, #22262b)", background: "var(--raised, #fff)", border: "1px solid var(--rule, #ccc)",
  });

  function tell(event, value) {
    const told = value && Object.entries(value).filter(([, one]) => one !== null && one !== undefined && one !== "" && one !== "null");
    tip.hidden = !told || !told.length;
    tip.style.display = tip.hidden ? "none" : "grid";
    if (tip.hidden) return;
    if (!tip.isConnected) document.body.append(tip);
    tip.replaceChildren(...told.flatMap(([name, one]) => [line("dt", name, { opacity: 0.75 }), line("dd", String(one), { margin: 0 })]));
    const room = { x: innerWidth - tip.offsetWidth - 8, y: innerHeight - tip.offsetHeight - 8 };
    tip.style.left = `${Math.max(0, Math.min(event.clientX + 14, room.x))}px`;
    tip.style.top = `${Math.max(0, Math.min(event.clientY + 14, room.y))}px`;
  }

  function line(name, text, style = {}) {
    const element = document.createElement(name);
    Object.assign(element.style, style);
    element.textContent = text;
    return element;
  }

  // Dark pictures on white paper: the same hues, lightness turned round.
  const printed = (filter) => drawn.forEach(({ holder, dark }) => (holder.style.filter = dark ? filter : ""));
  addEventListener("beforeprint", () => printed("invert(1) hue-rotate(180deg)"));
  addEventListener("afterprint", () => printed(""));

  function show(element, id, options) {
    const figure = figures.get(id);
    if (!figure || !figure.spec) return Promise.resolve();
    return draw(element, structuredClone(figure.spec), figure.title[options.language], options);
  }

  // The timeline of a case: the rows that the template names, from the data of the page.
  function timeline(element, caseId, options) {
    const { study } = window.partcode;
    const about = study.cases.find((one) => one.id === caseId);
    const rows = rowsOf(study.cases.indexOf(about), options.language);
    drawn.delete(element);
    if (!rows.turns.length) {
      element.replaceChildren(line("p", options.language === "fr" ? "Ce cas n’a pas de tours de parole." : "This case has no turns."));
      return Promise.resolve();
    }
    const { lanes, moves, ...datasets } = rows;
    const { step, width, lane } = drawing.sizes;
    const spec = { ...structuredClone(drawing.timeline), datasets };
    spec.params = [{ name: "lanes", value: lanes }, { name: "moves", value: moves }, { name: "places", value: rows.turns.length }];
    spec.width = Math.max(width[0], Math.min(step[1] * rows.turns.length, element.clientWidth - BESIDE), step[0] * rows.turns.length);
    spec.height = lane * (lanes.length + 1);
    const pressed = ({ at, start, end }) => options.onStep && options.onStep({ document: at, start, end });
    return draw(element, spec, about.name, options, pressed);
  }

  function rowsOf(place, language) {
    const { study } = window.partcode;
    const documents = study.documents.map((one, at) => ({ one, at })).filter(({ one }) => one.case === place && one.turns);
    const turns = documents.flatMap(turnsOf);
    const lanes = lanesOf(turns);
    turns.forEach((turn, at) => Object.assign(turn, { place: at + 1, lane: lanes.keys.indexOf(turn.who) }));
    const at = new Map(turns.map((turn) => [`${turn.at} ${turn.index}`, turn]));
    const label = (code) => study.codes[code][language === "fr" ? "french" : "english"];
    const stepped = new Set(study.chains.flatMap((chain) => chain.steps.map((step) => step.code)));
    const steps = study.chains.flatMap((chain, number) => chain.steps.map((step) => stepRow(chain, number, step, at, label))).filter(Boolean);
    return {
      lanes: lanes.names,
      moves: [...stepped].sort((a, b) => (study.codes[a].id < study.codes[b].id ? -1 : 1)).map(label),
      turns,
      marks: marksOf(documents, at, stepped, label),
      steps,
      arcs: arcsOf(steps),
      documents: documents.map(({ one, at: index }) => ({ name: one.title || one.path.split("/").pop(), place: turns.find((turn) => turn.at === index).place })),
    };
  }

  function turnsOf({ one, at }) {
    const text = window.partcode.textOf(at);
    const columns = text.turns;
    return columns.start.map((start, index) => {
      const voice = one.voices[columns.voice[index]] || { label: "", name: "", role: "", side: "" };
      const speaker = voice.name || voice.label;
      return {
        at, index, document: one.path, turn: index + 1, speaker, role: voice.role, side: voice.side, words: columns.words[index],
        who: [voice.side, voice.role, speaker].join("\u0000"), start, end: columns.end[index], opening: opening(text, start, columns.end[index]),
      };
    });
  }

  function opening(text, start, end) {
    const whole = text.excerpt(start, Math.min(end, start + 90)).replace(/\s+/g, " ");
    return end > start + 90 ? `${whole}…` : whole;
  }

  // Speakers by side and role, then as they come.
  function lanesOf(turns) {
    const group = (who) => who.slice(0, who.lastIndexOf("\u0000"));
    const keys = [...new Set(turns.map((turn) => turn.who))];
    keys.sort((a, b) => (group(a) < group(b) ? -1 : group(a) > group(b) ? 1 : 0));
    const names = keys.map((key) => {
      const [, role, speaker] = key.split("\u0000");
      return role ? `${speaker || "–"} (${role})` : speaker || "–";
    });
    return { keys, names };
  }

  // One mark for each code of a turn, in the order of the text.
  function marksOf(documents, at, stepped, label) {
    const { codings, study } = window.partcode;
    const rejected = study.statuses.indexOf("rejected");
    const wanted = new Set(documents.map((one) => one.at));
    const marks = new Map();
    for (let i = 0; i < codings.code.length; i += 1) {
      const turn = wanted.has(codings.document[i]) && codings.status[i] !== rejected && at.get(`${codings.document[i]} ${codings.turn[i]}`);
      const code = codings.code[i];
      if (turn && !marks.has(`${turn.place} ${code}`)) marks.set(`${turn.place} ${code}`, { ...turn, name: label(code), move: stepped.has(code) ? label(code) : "", start: codings.start[i], end: codings.end[i] });
    }
    return [...marks.values()];
  }

  function stepRow(chain, number, step, at, label) {
    const turn = at.get(`${chain.document} ${step.turn}`);
    const sequence = window.partcode.study.sequences[chain.sequence];
    return turn && { ...turn, chain: number, step: step.step, name: label(step.code), sequence: document.documentElement.lang === "fr" ? sequence.french : sequence.english, state: chain.found === chain.needed ? "complete chain" : "open chain", start: step.start, end: step.end };
  }

  function arcsOf(steps) {
    return steps.flatMap((step, i) => {
      const next = steps[i + 1];
      return next && next.chain === step.chain && next.place !== step.place ? [{ ...step, to_place: next.place, to_lane: next.lane }] : [];
    });
  }

  window.partcodeFigures = { show, timeline };
})();
