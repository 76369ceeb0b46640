import csv
import io

import pytest


def table(call, what):
    rows = csv.DictReader(io.StringIO(call("corpus", what).stdout))
    return [dict(row) for row in rows]


@pytest.fixture
def bring(call, here):
    def bring(text, *flags, what="speakers", encoding="utf-8"):
        (here / "edited.csv").write_bytes(text.encode(encoding))
        return call("corpus", what, "--import", "edited.csv", *flags)

    return bring


def test_speakers_go_out_as_csv_and_nothing_changes_when_they_come_back_untouched(call, ingested, bring):
    out = call("corpus", "speakers").stdout
    assert out.splitlines()[:2] == ["document,label,name,role,organisation,side", "en.txt,Anna,,interviewer,,"]
    result = bring(out)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "0 speakers changed, 4 as before\n"


def test_an_edited_role_is_taken_over_and_told(call, ingested, bring):
    edited = call("corpus", "speakers").stdout.replace("fr.txt,Moussa,,,,", "fr.txt,Moussa,Moussa D.,south_ngo,,south")
    result = bring(edited)
    assert result.stdout.splitlines() == [
        "document,label,field,before,after",
        "fr.txt,Moussa,name,,Moussa D.",
        "fr.txt,Moussa,role,,south_ngo",
        "fr.txt,Moussa,side,,south",
    ]
    assert "1 speaker changed, 3 as before" in result.stderr
    assert table(call, "speakers")[3]["role"] == "south_ngo"


def test_a_dry_run_tells_and_changes_nothing(call, ingested, bring):
    before = call("corpus", "speakers").stdout
    result = bring("document,label,role\nfr.txt,Moussa,grassroots\n", "--dry-run")
    assert "fr.txt,Moussa,role,,grassroots" in result.stdout
    assert "1 speaker would change" in result.stderr
    assert call("corpus", "speakers").stdout == before


def test_rows_and_columns_left_out_stay_as_they_are(call, ingested, bring):
    result = bring("document,label,organisation\nen.txt,Peter,Kesho\n")
    assert "3 speakers not in edited.csv: as before" in result.stderr
    peter = next(row for row in table(call, "speakers") if row["label"] == "Peter")
    assert (peter["role"], peter["organisation"]) == ("south_ngo", "Kesho")


def test_a_new_column_becomes_an_attribute(call, ingested, bring):
    bring("document,label,Age\nen.txt,Peter,40\n")
    assert next(row for row in table(call, "speakers") if row["label"] == "Peter")["Age"] == "40"


def test_a_row_without_document_means_all_and_the_document_s_own_row_counts_more(call, ingested, bring):
    (ingested / "second.txt").write_text("Anna: One?\nPeter: Two.\nAnna: Three?\nPeter: Four.\n", encoding="utf-8")
    call("ingest", "texts", "-q")
    bring("document,label,role\nen.txt,Peter,state\n,Peter,io\n")
    roles = {row["document"]: row["role"] for row in table(call, "speakers") if row["label"] == "Peter"}
    assert roles == {"en.txt": "state", "second.txt": "io"}


def test_what_excel_made_of_the_file_is_read(call, ingested, bring):
    assert bring("document;label;organisation\r\nfr.txt;Moussa;Société\r\n", encoding="cp1252").exit_code == 0
    assert table(call, "speakers")[3]["organisation"] == "Société"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("document,label,role\nfr.txt,Musa,state\nno.txt,Peter,state\n", ["edited.csv:2", "edited.csv:3"]),
        ("document,label,role\nfr.txt,Moussa,bailleur\n", ["edited.csv:2", "role", "bailleur"]),
        ("document,lable,role\nfr.txt,Moussa,state\n", ["edited.csv:1", "label"]),
        ("", ["error: edited.csv"]),
    ],
)
def test_one_mistake_and_nothing_is_changed(call, ingested, bring, text, places):
    before = call("corpus", "speakers").stdout
    result = bring(text)
    assert (result.exit_code, result.stdout) == (2, "")
    for place in places:
        assert place in result.stderr
    assert call("corpus", "speakers").stdout == before


def test_what_a_person_said_outlives_the_metadata(call, ingested, bring):
    bring("document,label,role\nen.txt,Peter,grassroots\n")
    call("ingest", "texts", "-q")
    assert next(row for row in table(call, "speakers") if row["label"] == "Peter")["role"] == "grassroots"


def test_cases_come_back_too_and_new_ones_are_added(call, ingested, bring):
    result = bring("case,name,side,country\nkesho,Kesho Seed Trust,,Kenya\nfund,The Fund,north,\n", what="cases")
    assert result.exit_code == 0
    assert table(call, "cases") == [
        {"case": "fund", "name": "The Fund", "side": "north", "country": ""},
        {"case": "kesho", "name": "Kesho Seed Trust", "side": "", "country": "Kenya"},
    ]


def test_documents_of_a_case_are_refused_not_lost(call, ingested, bring):
    result = bring("case,documents\nkesho,fr.txt\n", what="cases")
    assert result.exit_code == 2
    assert "edited.csv:2" in result.stderr and "cases.csv" in result.stderr
