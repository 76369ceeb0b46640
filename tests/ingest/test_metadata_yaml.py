"""corpus.yaml: what it may say, what wins, and how errors are told."""

import pytest

from partcode.errors import MetadataError
from partcode.ingest import metadata
from partcode.model import Case, Speaker

CORPUS = """\
cases:
  kesho: {name: Kesho Trust, side: south, attributes: {country: Kenya, since: 1999}}
  fund: Northern Fund
speakers:
  INT: interviewer
  "Fatou:": {name: Fatou D., role: South NGO, organisation: Kesho Trust, side: South, attributes: {age: 040}}
documents:
  interviews/*.docx: {kind: interview, language: English, attributes: {wave: one}}
  interviews/01*.docx: {attributes: {wave: two}}
  interviews/01_audit.docx:
    case: kesho
    date: 2019-05
    title: no
    speakers: {P1: {role: grassroots, name: yes}, fatou: {side: north}}
  reports/**: {kind: NGO document, voice: {role: north_funder, organisation: Northern Fund, side: north}}
  "interviews/Entretien [1].txt": {case: fund}
"""


def document(path, **front_matter):
    return path, front_matter


@pytest.fixture
def corpus(tmp_path):
    def write(text: str, name: str = "corpus.yaml"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return metadata.load(tmp_path)

    return write


def test_a_folder_without_metadata_says_nothing(tmp_path):
    known = metadata.load(tmp_path)
    info = known.info(*document("a.txt"), ["INT", "P1", "INT"])
    assert info.kind == "interview"
    assert dict(info.speakers) == {"INT": Speaker("INT", role="interviewer"), "P1": Speaker("P1")}
    assert known.info(*document("a.txt"), []).kind == "document"
    assert known.cases == {} and known.unused([]) == []


def test_everything_that_corpus_yaml_says(corpus):
    known = corpus(CORPUS)
    info = known.info(*document("interviews/01_audit.docx"), ["INT", "Fatou", "P1", "X"])
    assert (info.case, info.date, info.title, info.language, info.kind) == ("kesho", "2019-05", "no", "en", "interview")
    assert info.attributes == {"wave": "two"}
    assert info.speakers["P1"] == Speaker("P1", "yes", "grassroots")
    assert info.speakers["Fatou"] == Speaker("Fatou", "Fatou D.", "south_ngo", "Kesho Trust", "north", {"age": "040"})
    assert info.speakers["INT"].role == "interviewer"
    assert info.speakers["X"] == Speaker("X")
    assert known.cases["kesho"] == Case("kesho", "Kesho Trust", "south", {"country": "Kenya", "since": "1999"})
    assert known.cases["fund"] == Case("fund", "Northern Fund")


def test_a_voice_for_documents_in_any_folder_below(corpus):
    info = corpus(CORPUS).info(*document("reports/2020/annual/a.pdf"), [])
    assert info.voice == Speaker("", role="north_funder", organisation="Northern Fund", side="north")
    assert info.kind == "document"


def test_a_path_with_brackets_is_a_path(corpus):
    assert corpus(CORPUS).info(*document("interviews/Entretien [1].txt"), []).case == "fund"


def test_front_matter_wins_and_loses_nothing(corpus):
    meta = {
        "title": "Mine", "language": "x-unknown", "kind": "document", "tags": ["a", "b"], "layout": {"page": 2},
        "date": 2020,
        "speakers": {"P1": "state", "Fatou": {"name": "F."}}, "attributes": {"wave": "three"},
    }  # fmt: skip
    info = corpus(CORPUS).info(*document("interviews/01_audit.docx", **meta), ["P1", "Fatou"])
    assert (info.title, info.language, info.kind, info.date, info.case) == ("Mine", "en", "document", "2020", "kesho")
    assert info.attributes == {"wave": "three", "language": "x-unknown", "tags": "a; b", "layout.page": "2"}
    assert (info.speakers["P1"].role, info.speakers["P1"].name) == ("state", "yes")
    assert (info.speakers["Fatou"].name, info.speakers["Fatou"].role) == ("F.", "south_ngo")


def test_front_matter_with_a_wrong_role_names_the_document(corpus):
    with pytest.raises(MetadataError) as caught:
        metadata.Metadata().info(*document("a.md", speakers={"P1": "gras_roots"}), ["P1"])
    assert str(caught.value) == "a.md: unknown role 'gras_roots'\n  did you mean grassroots?"


def test_labels_to_look_for(corpus):
    known = corpus(CORPUS)
    assert known.labels(*document("b.txt")) == ("INT", "Fatou")
    assert known.labels(*document("b.txt", speakers=["Awa"])) == ("INT", "Fatou", "Awa")
    assert set(known.labels(*document("interviews/01_audit.docx"))) >= {"INT", "Fatou", "P1"}


def test_a_speaker_is_found_in_other_letters_and_without_the_organisation(corpus):
    info = corpus(CORPUS).info(*document("b.txt"), ["int", "FATOU (Kesho)"])
    assert [(label, speaker.label, speaker.role) for label, speaker in info.speakers.items()] == [
        ("int", "int", "interviewer"), ("FATOU (Kesho)", "FATOU (Kesho)", "south_ngo"),
    ]  # fmt: skip


def test_an_unattributed_turn_has_a_speaker_without_a_name(corpus):
    assert corpus(CORPUS).info(*document("b.txt"), ["INT", ""]).speakers[""] == Speaker("")


def test_paths_and_globs_that_mean_no_document(corpus):
    known = corpus(CORPUS)
    assert known.unused(["interviews/01_audit.docx", "reports/x/y.pdf"]) == ["interviews/Entretien [1].txt"]
    assert known.unused([]) == [
        "interviews/01_audit.docx", "interviews/Entretien [1].txt", "interviews/*.docx", "interviews/01*.docx",
        "reports/**",
    ]  # fmt: skip


def test_paths_of_a_folder_whose_name_stands_before_them(corpus, tmp_path):
    known = corpus(CORPUS)
    path = f"{tmp_path.name}/interviews/01_audit.docx"
    assert known.info(*document(path), []).case == "kesho"
    assert known.unused([path, f"{tmp_path.name}/interviews/Entretien [1].txt", "reports/a"]) == []


def test_metadata_of_the_folder_serve_a_file_given_alone(corpus, tmp_path):
    corpus("documents: {a.txt: {case: kesho}}")
    (tmp_path / "a.txt").write_text("x")
    assert metadata.load(tmp_path / "a.txt").info(*document("a.txt"), []).case == "kesho"


def test_windows_and_decomposed_paths_are_the_same(corpus):
    known = corpus('documents:\n  "interviews\\\\e\u0301te\u0301.txt": {case: k}\n')
    assert known.info(*document("interviews/été.txt"), []).case == "k"


def test_all_errors_in_one_go_with_places_and_suggestions(corpus, tmp_path):
    text = """\
case: {}
speakers:
  P1: {role: south_ngos, sides: south}
  P2: grasroots
documents:
  a.txt: {kind: intervew, language: french please, speakers: {P1: {side: sout}}}
  b.txt: [1]
  a.txt: {}
"""
    with pytest.raises(MetadataError) as caught:
        corpus(text)
    path = tmp_path / "corpus.yaml"
    assert str(caught.value).splitlines() == [
        f"{path}:1:1: unknown part of corpus.yaml 'case'",
        "  did you mean cases?",
        f"{path}:3:14: unknown role 'south_ngos'",
        "  did you mean south_ngo?",
        f"{path}:3:26: unknown field of a speaker 'sides'",
        "  did you mean side?",
        f"{path}:4:7: unknown role 'grasroots'",
        "  did you mean grassroots?",
        f"{path}:6:17: unknown kind 'intervew'",
        "  did you mean interview?",
        f"{path}:6:37: unknown language 'french please'",
        "  en, fr or another code of two letters",
        f"{path}:6:74: unknown side 'sout'",
        "  did you mean south?",
        f"{path}:7:10: a document must be written as `name: value` lines",
        "  one below another, indented alike",
        f"{path}:8:3: a.txt stands here twice, first on line 6",
        "  keep one",
    ]
    assert (caught.value.where.line, caught.value.where.column) == (1, 1)


def test_an_undeclared_case_where_cases_are_declared(corpus):
    with pytest.raises(MetadataError, match=r"corpus.yaml:3:3: unknown case 'keshoo'\n  did you mean kesho\?"):
        corpus("cases: {kesho: Kesho Trust}\ndocuments:\n  a.txt: {case: keshoo}\n")
    assert corpus("documents: {a.txt: {case: keshoo}}").info(*document("a.txt"), []).case == "keshoo"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: &x 1\nspeakers: *x\n", r"2:11: \*x: aliases are not allowed"),
        ("speakers: !!python/object:os.system {}\n", "1:11: .*tags are not allowed"),
        ("speakers: {P1: {attributes: " + "{a: " * 20 + "1" + "}" * 22, "1:.*: nested deeper"),
        ("speakers:\n\tP1: x\n", "2:1: not YAML: .*tab|2:.*not YAML"),
        ("speakers: {P1: [\n", "not YAML"),
        ("speakers: {}\n---\nspeakers: {}\n", "a second document"),
        ("- a\n", "1:1: corpus.yaml must be written as"),
        ("just text\n", "1:1: corpus.yaml must be written as"),
        ("speakers: {[a]: {}}\n", "1:12: a key must be text"),
        ("speakers: {INT: {}, '[INT]': {}}\n", "1:21: .*stands here already"),
        ("documents: {a.txt: {title: [a]}}\n", "1:28: title must be one text"),
        ("speakers: \x01\n", "not YAML"),
    ],
)
def test_yaml_that_is_refused(corpus, text, message):
    with pytest.raises(MetadataError, match=message):
        corpus(text)


@pytest.mark.parametrize("text", ["", "\n", "# nothing\n", "cases:\nspeakers:\ndocuments:\n", "\ufeffspeakers: {}\n"])
def test_nothing_is_no_error(corpus, text):
    assert corpus(text).speakers == {}


def test_a_file_in_a_windows_encoding(tmp_path):
    (tmp_path / "corpus.yaml").write_bytes("speakers: {Hélène: state}".encode("cp1252"))
    assert metadata.load(tmp_path).speakers == {"Hélène": Speaker("Hélène", role="state")}
