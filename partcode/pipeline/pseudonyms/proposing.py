"""Names found in a corpus, with pseudonyms to choose: the beginning of a key, or what is new for one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from partcode.match.entities import entities, installed_models, language_of
from partcode.model import LANGUAGES
from partcode.model.columns import Prepared
from partcode.model.options import Progress
from partcode.pipeline.pseudonyms.copying import Material
from partcode.pipeline.quoting import in_context
from partcode.pseudonyms import candidates
from partcode.pseudonyms.candidates import Candidate, Writing
from partcode.pseudonyms.finder import Finder
from partcode.pseudonyms.key import Row
from partcode.pseudonyms.letters import is_common, plain, words
from partcode.pseudonyms.names import Name, Sort, forms_of
from partcode.pseudonyms.stock import Stock, Style

_SHOWN = 5  # documents that are named

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """The rows of the key as it should be: those that it had, then the new ones; `models` were asked."""

    rows: Sequence[Row]
    new: int
    models: Sequence[str]


def propose(
    material: Material, had: Sequence[Row], models: Sequence[str], style: Style, progress: Progress
) -> Proposal:
    """Rows for the names of a corpus that the key doesn't have. `models` are spaCy pipelines; none means those
    that are installed. UsageError: one isn't."""
    asked = tuple(models) or tuple(installed_models(LANGUAGES))
    texts = [one.document.text for one in material.documents]
    writing = Writing(texts)
    said = [one for prepared in material.documents for one in _said(prepared)]
    said += candidates.of_cases(material.cases)
    found = _gathered([*said, *writing.judged(_entities(material, asked, progress))])
    found = _gathered([*found, *_neighbours(found, texts)])
    stated = list(_not_covered(found, [row.name for row in had]))
    kept = [*(row.name for row in had), *_named(stated, Stock(()))]
    unknown = _gathered(candidates.capitalised(texts))
    stated += [one for one in unknown if not Finder(kept).find_anywhere(one.name)]
    stock = Stock(writing.words | _other_words(material), style)
    for row in had:
        stock.learn(row.name.name, row.name.kind, row.name.pseudonym)
    names = _named(stated, stock, material)
    return Proposal([*had, *_rows(names, stated, had, material)], len(names), asked)


def without_row(material: Material, names: Sequence[Name]) -> list[str]:
    """Names of speakers, of metadata and after titles that a key doesn't know, not even a part of them."""
    said = [one for prepared in material.documents for one in _said(prepared)]
    finder = Finder(names)
    new = _not_covered(_gathered([*said, *candidates.of_cases(material.cases)]), names)
    return [one.name for one in new if not finder.find_anywhere(one.name)]


def _said(prepared: Prepared) -> Iterator[Candidate]:
    yield from candidates.of_speakers(prepared.info, prepared.turns.speakers)
    yield from candidates.of_text(prepared.document.text)


def _entities(material: Material, models: Sequence[str], progress: Progress) -> Iterator[Candidate]:
    progress.stage("looking for names", len(material.documents))
    languages = {model: language_of(model) for model in models}
    for prepared in material.documents:
        for model, language in languages.items():
            if prepared.language in (language, ""):
                for text, kind in entities(prepared.document.text.split("\n"), model):
                    yield from candidates.of_entity(text, Sort(kind), model)
        progress.advance()


def _key(name: str) -> Key:
    return tuple(word.plain for word in words(name))


def _gathered(found: Iterable[Candidate]) -> list[Candidate]:
    """Each name once, in order of appearance, as its first source gives it, with all its sources; models vote on
    its kind."""
    groups: defaultdict[Key, list[Candidate]] = defaultdict(list)
    for one in found:
        if _key(one.name):
            groups[_key(one.name)].append(one)
    return [_one_of(group) for group in groups.values()]


def _one_of(group: Sequence[Candidate]) -> Candidate:
    first = group[0]
    kinds = Counter(one.kind for one in group if one.source == first.source)
    sources = ", ".join(dict.fromkeys(one.source for one in group))
    return first._replace(kind=kinds.most_common(1)[0][0], source=sources)


def _neighbours(found: Sequence[Candidate], texts: Sequence[str]) -> Iterator[Candidate]:
    """Family names that follow known first names."""
    single = [one for one in found if one.kind is Sort.PERSON and not one.family and len(one.name.split()) == 1]
    finder = Finder(Name(one.name, one.kind, "") for one in single)
    for text in texts:
        yield from candidates.neighbours(text, [(hit.start, hit.end) for hit in finder.find(text, known=None)])


def _not_covered(found: Sequence[Candidate], had: Sequence[Name]) -> Iterator[Candidate]:
    """Those that are neither in the key nor a part of a longer name: Amina, where there is Amina Diallo."""
    stock = Stock(())
    names = [*had, *_named(found, stock)]
    stated = {form.words for name in had for form in forms_of(name)[0]}
    parts = {form.words for name in names for form in forms_of(name)[1] if not form.labels}
    return (one for one in found if _key(one.name) not in stated | parts)


def _named(found: Sequence[Candidate], stock: Stock, material: Material | None = None) -> list[Name]:
    ids = material.cases if material else {}
    return [
        Name(one.name, one.kind, stock.pseudonym(one.name, one.kind, family=one.family), tuple(_ids(one, ids)))
        for one in found
    ]


def _ids(one: Candidate, cases: Iterable[str]) -> Iterator[str]:
    """Ids of cases made of words of an organisation's name, none of which is its own: entre_rives."""
    if one.kind is Sort.ORGANISATION:
        for id_ in cases:
            parts = _key(id_)
            if set(parts) < set(_key(one.name)) and all(map(is_common, parts)):
                yield " ".join(part.capitalize() for part in parts)


def _other_words(material: Material) -> set[str]:
    """Those of labels, paths and cases, which no pseudonym may have either."""
    said = [text for one in material.documents for text in (one.document.path, *one.turns.speakers)]
    said += [text for id_, case in material.cases.items() for text in (id_, case.name)]
    return {word.plain for text in said for word in words(text)}


def _rows(names: Sequence[Name], found: Sequence[Candidate], had: Sequence[Row], material: Material) -> Iterator[Row]:
    finder = Finder([*(row.name for row in had), *names])
    counts: Counter[str] = Counter()
    places: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for prepared in material.documents:
        path, text = prepared.document.path, prepared.document.text
        for hit in finder.find(text, known=None):
            found_name = hit.form.name.name
            counts[found_name] += 1
            line = text.count("\n", 0, hit.start) + 1
            places[found_name].setdefault(path, f"{path}:{line}: {in_context(text, hit.start, hit.end)}")
    for name, one in zip(names, found, strict=True):
        where = places[name.name]
        shown = "; ".join(list(where)[:_SHOWN]) + (f"; … {len(where) - _SHOWN} more" if len(where) > _SHOWN else "")
        yield Row(name, (one.source, str(counts[name.name]), shown, next(iter(where.values()), ""), _note(name)))


def _note(name: Name) -> str:
    if name.kind is Sort.UNKNOWN:
        return "stays as it is, unless it gets a pseudonym"
    if all(is_common(word.plain) for word in words(plain(name.name))) and name.kind is not Sort.CONTACT:
        return "also an ordinary word: replaced wherever it has a capital"
    return ""
