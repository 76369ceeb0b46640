import pytest

from partcode.errors import MetadataError
from partcode.ingest.gold import read_gold

HEAD = "document,start,end,coder,codes,text,language,role,split\n"


@pytest.fixture
def gold(tmp_path):
    """Write a file of gold codings and read it."""

    def read(text, encoding="utf-8"):
        path = tmp_path / "gold.csv"
        path.write_bytes(text.encode(encoding))
        return read_gold(path)

    return read


@pytest.fixture
def folder(tmp_path):
    """Write a folder of gold codings and read it."""

    def read(**files):
        for name, text in files.items():
            (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        return read_gold(tmp_path)

    return read


def test_a_row_is_a_segment_with_the_codes_of_a_reader(gold):
    (one,) = gold(HEAD + "a.txt,3,9,Ana, trust ; power;,we all,en,south_ngo,test\n")
    assert (one.document, one.start, one.end, one.text) == ("a.txt", 3, 9, "we all")
    assert (one.language, one.role, one.split) == ("en", "south_ngo", "test")
    assert one.readings == {"Ana": {"trust", "power"}}
    assert one.agreed == {"trust", "power"}
    assert one.where.line == 2


def test_rows_of_the_same_segment_are_readings_of_it(gold):
    one, other = gold(HEAD + "a.txt,3,9,Ana,trust;power,,,,\na.txt,3,9,Bob,trust,,,,\na.txt,10,12,Ana,,,,,\n")
    assert (one.agreed, one.disputed) == ({"trust"}, {"power"})
    assert (other.agreed, other.disputed) == (set(), set())


def test_only_the_place_and_the_codes_are_needed(gold):
    (one,) = gold("\ufeffdocument;start;end;codes\na.txt;0;4;trust\n")
    assert one.readings == {"": {"trust"}}


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("document,start,codes\na.txt,1,trust\n", 1, "there is no column end"),
        (HEAD + "a.txt,one,9,Ana,trust,,,,\n", 2, "start can't be one"),
        (HEAD + "a.txt,1,,Ana,trust,,,,\n", 2, "end can't be empty"),
        (HEAD + "a.txt,-1,9,Ana,trust,,,,\n", 2, "start can't be -1"),
        (HEAD + "a.txt,9,9,Ana,trust,,,,\n", 2, "the segment ends at 9, before it begins"),
        (HEAD + "a.txt,1,9,Ana,trust,,,,\na.txt,1,9,Ana,,,,,\n", 3, "a second reading of this segment by Ana"),
        ("document,start,end,codes\na.txt,1,9,trust\na.txt,1,9,power\n", 3, "a second reading of this segment"),
        (HEAD + "a.txt,1,9,Ana,trust,with, a comma,en,,test\n", 2, "10 cells, but the first row has 9 columns"),
        (HEAD + 'a.txt,1,9,Ana,trust,"open,en,,\n', 2, "not CSV"),
        ("document,start,end,codez\n", 1, "codez"),
        (
            HEAD + 'a.txt,1,9,Ana,"trust, power",,,,\n',
            2,
            "commas between the codes trust, power\n  separate codes with s",
        ),
    ],
)
def test_a_mistake_is_told_with_its_line(gold, text, line, message):
    with pytest.raises(MetadataError) as caught:
        gold(text)
    assert message in str(caught.value)
    assert caught.value.where.line == line
    assert caught.value.where.path.endswith("gold.csv")


def test_all_mistakes_are_told_at_once(gold):
    with pytest.raises(MetadataError) as caught:
        gold(HEAD + "a.txt,x,9,Ana,,,,,\na.txt,5,1,Ana,,,,,\n")
    told = str(caught.value)
    assert ":2: start can't be x" in told
    assert ":3: the segment ends at 1" in told


@pytest.mark.parametrize("text", ["", HEAD, "\n\n"])
def test_a_file_without_rows_says_so(gold, text):
    with pytest.raises(MetadataError, match="there are no gold codings"):
        gold(text)


def test_a_file_that_is_not_utf_8_says_so(gold):
    with pytest.raises(MetadataError, match="not UTF-8"):
        gold(HEAD + "été.txt,1,9,Ana,trust,,,,\n", encoding="latin-1")


def test_a_file_that_is_not_there_says_so(tmp_path):
    with pytest.raises(MetadataError, match="can't be read"):
        read_gold(tmp_path / "nowhere.csv")


SEGMENTS = "segment,document,start,end,text\n1,a.txt,0,4,Some\n2,a.txt,5,9,text\n"


def test_a_folder_has_segments_and_a_file_per_reader(folder):
    one, other = folder(
        segments=SEGMENTS,
        ana="segment,codes,memo\n1,trust,sure\n2,,\n",
        bob="segment,codes\n2,power\n1,trust;power\n",
    )
    assert one.readings == {"ana": {"trust"}, "bob": {"trust", "power"}}
    assert (one.agreed, one.disputed) == ({"trust"}, {"power"})
    assert (other.text, other.disputed) == ("text", {"power"})


def test_segments_that_nobody_has_read_are_left_out(folder):
    (one,) = folder(segments=SEGMENTS, ana="segment,codes\n2,power\n")
    assert (one.start, one.agreed) == (5, {"power"})


@pytest.mark.parametrize(
    ("files", "file", "line", "message"),
    [
        ({"segments": SEGMENTS}, "", None, "no readings"),
        ({"ana": "segment,codes\n1,trust\n"}, "segments.csv", None, "can't be read"),
        ({"segments": SEGMENTS, "ana": "segment,codes\n3,trust\n"}, "ana.csv", 2, "no segment '3' in segments.csv"),
        ({"segments": SEGMENTS, "ana": "codes\ntrust\n"}, "ana.csv", 1, "there is no column segment"),
        ({"segments": SEGMENTS, "ana": "segment,codes\n1,a\n1,b\n"}, "ana.csv", 3, "a second reading .* by ana"),
        ({"segments": "document,start,end\na,1,2\n", "ana": "segment,codes\n"}, "segments.csv", 1, "no column segment"),
        ({"segments": SEGMENTS.replace("5,9", "9,5"), "ana": "segment,codes\n2,a\n"}, "segments.csv", 3, "ends at 5"),
    ],
)
def test_a_mistake_in_a_folder_is_told_with_its_file_and_line(folder, files, file, line, message):
    with pytest.raises(MetadataError, match=message) as caught:
        folder(**files)
    assert caught.value.where.path.endswith(file)
    assert caught.value.where.line == line
