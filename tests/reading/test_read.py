from __future__ import annotations

import io
import json
import os
import random
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from framing.article import Article, Corpus
from framing.reading import InputError, read, safe_name
from framing.reading.decode import NotText, decode
from framing.reading.identity import Naming, unique_ids

STORY = "Bridge closed\n\nThe old bridge was closed on Monday after a night of heavy rain, the council said."


def reasons(corpus):
    return {Path(one.source).name: one.reason for one in corpus.set_aside}


# --- files, folders, globs, streams ---------------------------------------------------------------


def test_seed_folder():
    corpus = read(Path(__file__).parents[2] / "seeds")
    assert [a.id for a in corpus] == ["000_366a06ce1944d601"]
    assert corpus[0].language == "en"
    assert corpus.set_aside == ()


def test_folder_is_read_in_a_stable_order_and_clashing_stems_take_their_folder(tmp_path):
    for name in ("b/one.txt", "a/one.txt", "two.txt", "a/deep/three.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(STORY + name)
    assert sorted(a.id for a in read(tmp_path)) == ["a/one", "b/one", "three", "two"]
    assert [a.id for a in read(tmp_path)] == [a.id for a in read(str(tmp_path))]


def test_same_stem_with_another_ending(tmp_path):
    (tmp_path / "one.txt").write_text(STORY)
    (tmp_path / "one.md").write_text(STORY)
    assert {a.id for a in read(tmp_path)} == {"one.md", "one.txt"}


def test_text_of_a_file_is_kept_as_it_is(tmp_path):
    raw = "A\r\nline\rof\u2028text\x0b\x0c\x85  end \r\n\r\n"
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbf" + raw.encode())
    assert read(tmp_path / "a.txt")[0].text == raw


def test_glob_lists_and_several_inputs(tmp_path):
    for name in ("a.txt", "b.txt", "c.html"):
        (tmp_path / name).write_text(STORY)
    assert [a.id for a in read(str(tmp_path / "*.txt"))] == ["a", "b"]
    assert [a.id for a in read([tmp_path / "b.txt", tmp_path / "a.txt"])] == ["b", "a"]
    assert [a.id for a in read(tmp_path / "a.txt", tmp_path / "a.txt")] == ["a"], "named twice, read once"


def test_streams_articles_and_corpora_pass_through():
    article = Article("x", "It rained.")
    assert list(read(article)) == [article]
    assert list(read(Corpus((article,)), Article("y", "Sun."))) == [article, Article("y", "Sun.")]
    assert read(io.BytesIO(STORY.encode()))[0].text == STORY
    assert [a.text for a in read(io.StringIO("text\nIt rained.\n"))] == ["text\nIt rained.\n"]


def test_standard_input(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b'{"id": 1, "text": "It rained."}\n')))
    assert read("-")["1"].text == "It rained."


def test_what_is_no_article_in_a_folder_is_passed_over(tmp_path):
    for name in ("a.py", "b.yaml", "c.png", "d.ipynb", ".hidden.txt", "README.md", "LICENSE", "~$x.xlsx"):
        (tmp_path / name).write_text("x")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "x.txt").write_text("x")
    (tmp_path / "story.txt").write_text(STORY)
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.4")
    corpus = read(tmp_path)
    assert [a.id for a in corpus] == ["story"]
    assert "PDF" in reasons(corpus)["scan.pdf"]
    assert len(corpus.set_aside) == 1


def test_links_that_lead_back_or_nowhere(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text(STORY)
    try:
        (tmp_path / "sub" / "loop").symlink_to(tmp_path)
        (tmp_path / "lost.txt").symlink_to(tmp_path / "nowhere.txt")
    except OSError:
        pytest.skip("no links on this system")
    corpus = read(tmp_path)
    assert [a.id for a in corpus] == ["a"]
    assert "cannot be opened" in reasons(corpus)["lost.txt"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "a.txt").write_text(STORY)
    assert reasons(read(tmp_path)) == {"pipe.txt": "it is no regular file"}


# --- what stops a reading -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ((), "no input"),
        (("nowhere/at/all",), "not there"),
        (("no-*-match",), "no file matches"),
        (("https://example.org/a",), "nothing is fetched"),
        ((7,), "int"),
        (("",), "no path"),
        (("a\x00b",), "no path"),
        (("x" * 5000,), "not there"),
    ],
)
def test_one_plain_sentence(given, says):
    with pytest.raises(InputError) as error:
        read(*given)
    assert says in str(error.value)
    assert "\n" not in str(error.value)


def test_a_folder_with_nothing_readable(tmp_path):
    with pytest.raises(InputError, match="nothing to read"):
        read(tmp_path)
    (tmp_path / "a.txt").write_text("")
    with pytest.raises(InputError, match="the file is empty"):
        read(tmp_path)


def test_a_text_column_that_is_not_there(tmp_path):
    (tmp_path / "a.csv").write_text("id,text\n1,It rained.\n")
    with pytest.raises(InputError, match=r"no column 'storey'; it has 'id', 'text'"):
        read(tmp_path / "a.csv", text_column="storey")
    (tmp_path / "a.jsonl").write_text('{"text": "It rained."}\n')
    with pytest.raises(InputError, match="no column 'storey'"):
        read(tmp_path / "a.jsonl", text_column="storey")


def test_a_text_column_that_one_of_two_tables_has(tmp_path):
    (tmp_path / "a.csv").write_text("id,storey\n1,It rained.\n")
    (tmp_path / "b.csv").write_text("id,text\n1,It rained.\n")
    corpus = read(tmp_path, text_column="storey")
    assert len(corpus) == 1
    assert "no column 'storey'" in reasons(corpus)["b.csv"]


# --- what is set aside ----------------------------------------------------------------------------


def test_every_broken_file_is_named_with_its_reason(tmp_path):
    broken = {
        "empty.txt": b"",
        "bom.txt": b"\xef\xbb\xbf",
        "blank.txt": b" \n\t ",
        "picture.txt": b"\x89PNG\r\n\x1a\n\x00\x00",
        "binary.txt": bytes(range(32)) * 40,
        "nulls.txt": b"\x00\xff\xfe\x00broken",
        "marked.txt": b"\xff\xfe\x00\xd8\x00\xd8\x00\xd8a\x00\x00\xd9",
        "lost.txt": "The m\ufffdy\ufffdr s\ufffd\ufffdd n\ufffd.".encode(),
        "record.txt": b"\x01\x00\x00\x00mayor\x00\x00\x02\x00\x00\x00town\x00",
        "broken.json": b'{"text": ',
        "broken.parquet": b"PAR1 no",
        "broken.xlsx": b"PK\x03\x04 no",
        "broken.zip": b"PK\x03\x04 no",
        "nocolumn.csv": b"a,b\n1,2\n",
        "list.json": b"[]",
        "number.json": b"7",
        "broken.jsonl": b"not json\nnor this\n",
        "empty.csv": b"\n",
        "nothing.html": b"<html><body></body></html>",
        "deep.json": b"[" * 100_000,
        "huge.json": b'{"text": ' + b"9" * 5000 + b"}",
    }
    for name, data in broken.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text(STORY)
    corpus = read(tmp_path)
    assert [a.id for a in corpus] == ["good"]
    assert {Path(one.source).name.split(":")[0] for one in corpus.set_aside} == set(broken)
    assert all(one.reason and "\n" not in one.reason for one in corpus.set_aside)


def test_too_large(tmp_path):
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "b.txt").write_text(STORY * 100)
    assert "the most that is read" in reasons(read(tmp_path, max_bytes=1000))["b.txt"]


# --- tables ---------------------------------------------------------------------------------------


def test_jsonl_keeps_ids_text_and_good_lines(tmp_path):
    text = " It rained.\r\nAll \\ day\u2028long\x00 "
    lines = [
        json.dumps({"id": 7, "text": text}),
        "{broken",
        json.dumps({"id": 7, "text": "Sun."}),
        json.dumps({"id": "x", "text": None}),
        json.dumps({"text": "No id."}),
        "",
        json.dumps([1]),
        '{"id": "s", "text": "a\\ud800b\\ud83d\\ude00"}',
        json.dumps({"id": "n", "text": 5}),
    ]
    (tmp_path / "rows.jsonl").write_text("\n".join(lines))
    corpus = read(tmp_path / "rows.jsonl")
    assert [a.id for a in corpus] == ["7", "7-2", "rows-5", "s"]
    assert corpus["7"].text == text
    assert corpus["s"].text == "a\ufffdb\U0001f600"
    assert sorted(one.source.rsplit(":", 1)[1] for one in corpus.set_aside) == [
        "line 2",
        "line 4",
        "line 7",
        "line 9",
    ]


def test_own_ids_are_kept_even_where_a_numbered_one_would_take_them():
    namings = [Naming("a", ()), Naming("a", ()), Naming("a-2", ()), Naming(None, ("a", "x/a"))]
    assert unique_ids(namings) == ["a", "a-3", "a-2", "x/a"]


def test_metadata_columns(tmp_path):
    row = {
        "doc_id": "d1",
        "Title": "Rain",
        "Body": "It rained all day.",
        "authors": ["Ann Lee", "Bo Ek"],
        "publication": "nytimes.com",
        "date": "2016-03-15T12:42:00Z",
        "lang": "EN",
        "page": 3,
    }
    (tmp_path / "a.json").write_text(json.dumps({"articles": [row]}))
    article = read(tmp_path / "a.json")[0]
    assert (article.id, article.headline, article.text) == ("d1", "Rain", "It rained all day.")
    assert article.byline == ("Ann Lee", "Bo Ek")
    assert article.outlet == "The New York Times"
    assert article.published == datetime(2016, 3, 15, 12, 42, tzinfo=UTC)
    assert (article.language, article.metadata["page"]) == ("en", 3)


@pytest.mark.parametrize(
    "value",
    [
        {"text": "It rained."},
        [{"text": "It rained."}],
        {"articles": [{"text": "It rained."}]},
        ["It rained."],
        {"data": {"items": [{"content": "It rained."}]}},
        {"a1": {"text": "It rained."}},
        "It rained.",
        [{"text": ["It rained."]}],
    ],
)
def test_shapes_of_json(tmp_path, value):
    (tmp_path / "a.json").write_text(json.dumps(value, indent=1))
    (tmp_path / "b.jsonl").write_text(json.dumps(value, indent=1))
    assert [a.text for a in read(tmp_path)] == ["It rained."] * 2


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_csv_delimiters_quotes_and_newlines(tmp_path, mark):
    rows = [
        ["id", "text", "note"],
        ["1", 'He said "no",\nthen; left.', "x"],
        ["2", "", "y"],
        ["3", "Sun.", "z"],
    ]
    quoted = "\r\n".join(mark.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    (tmp_path / "a.csv").write_bytes(b"\xef\xbb\xbf" + quoted.encode())
    corpus = read(tmp_path / "a.csv")
    assert [(a.id, a.text) for a in corpus] == [("1", 'He said "no",\nthen; left.'), ("3", "Sun.")]
    assert [one.source.rsplit(":", 1)[1] for one in corpus.set_aside] == ["row 2"]


def test_csv_with_huge_fields_nul_bytes_and_short_rows(tmp_path):
    (tmp_path / "a.csv").write_text("id,text\n1," + "word " * 100_000 + "\n2\n3,a\x00b\n")
    corpus = read(tmp_path / "a.csv")
    assert [len(a.text) for a in corpus] == [500_000, 3]
    assert len(corpus.set_aside) == 1


def test_parquet_and_excel(tmp_path):
    import pandas as pd

    frame = pd.DataFrame(
        {"id": [1.0, 2.0, None], "text": ["It rained.", None, "Sun."], "when": pd.Timestamp("2020-01-02")}
    )
    frame.to_parquet(tmp_path / "a.parquet")
    with pd.ExcelWriter(tmp_path / "b.xlsx") as book:
        frame.to_excel(book, sheet_name="one", index=False)
        pd.DataFrame({"content": ["Snow."]}).to_excel(book, sheet_name="two", index=False)
        pd.DataFrame({"sums": [1]}).to_excel(book, sheet_name="three", index=False)
    corpus = read(tmp_path / "a.parquet")
    assert [(a.id, a.text) for a in corpus] == [("1", "It rained."), ("a-3", "Sun.")]
    corpus = read(tmp_path / "b.xlsx")
    assert [a.text for a in corpus] == ["It rained.", "Sun.", "Snow."]
    assert [one.source.rsplit(":", 1)[1] for one in corpus.set_aside] == [
        "sheet 'one' row 2",
        "sheet 'three'",
    ]


# --- archives -------------------------------------------------------------------------------------


def test_zip_with_good_and_bad_members(tmp_path):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("deep.txt", STORY)
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x/one.txt", STORY)
        archive.writestr("y/one.txt", STORY)
        archive.writestr("../../escape.txt", STORY)
        archive.writestr("rows.jsonl", '{"id": "r1", "text": "It rained."}\n')
        archive.writestr("empty.txt", "")
        archive.writestr("__MACOSX/._one.txt", "junk")
        archive.writestr("inner.zip", inner.getvalue())
        archive.writestr("bomb.txt", b"0" * 30_000_000)
        archive.writestr("code.py", "x")
    before = sorted(tmp_path.parent.rglob("*"))
    corpus = read(tmp_path / "a.zip")
    assert sorted(a.id for a in corpus) == ["a/x/one", "a/y/one", "deep", "escape", "r1"]
    assert {one.source.rsplit("!", 1)[1] for one in corpus.set_aside} == {"empty.txt", "bomb.txt"}
    assert sorted(tmp_path.parent.rglob("*")) == before, "nothing is unpacked to disk"


def test_zip_locked_with_a_password(tmp_path):
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        archive.writestr("a.txt", STORY)
    data = bytearray(raw.getvalue())
    data[6] |= 1  # the flag in the member's header, and in the directory
    data[data.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "a.zip").write_bytes(bytes(data))
    (tmp_path / "b.txt").write_text(STORY)
    assert "password" in " ".join(one.reason for one in read(tmp_path).set_aside)


# --- HTML -----------------------------------------------------------------------------------------

PARAGRAPH = "The old bridge at Fenwick was closed on Monday after a night of heavy rain, a council note said."
HTML = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Bridge closed | Fenwick Gazette</title>
<meta property="og:site_name" content="Fenwick Gazette"><meta property="og:title" content="Bridge closed after storm">
<meta property="article:published_time" content="2021-05-03T09:30:00+01:00"><meta name="author" content="Ann Lee">
</head><body><nav><a href="/">Home</a><a href="/news">News</a></nav><article><h1>Bridge closed after storm</h1>
<p>{PARAGRAPH}</p><p>{PARAGRAPH.replace("Monday", "Tuesday")}</p><p>“It is a <b>mess</b>,” said Bo Ek.</p></article>
<section id="comments"><p>First! This bridge was always going to fall, everybody knew it for years.</p></section>
<footer>© Fenwick Gazette</footer></body></html>"""


def test_html_page(tmp_path):
    (tmp_path / "a.html").write_text(HTML, encoding="utf-8")
    article = read(tmp_path / "a.html")[0]
    assert article.headline == "Bridge closed after storm"
    assert article.text.startswith("Bridge closed after storm\n")
    assert article.text.count("Bridge closed after storm") == 1
    assert article.regions[0].name == "headline"
    assert (article.outlet, article.byline) == ("Fenwick Gazette", ("Ann Lee",))
    assert article.published == datetime(2021, 5, 3, 8, 30, tzinfo=UTC)
    assert "“It is a mess,” said Bo Ek." in article.text
    assert "First!" not in article.text
    assert "Home" not in article.text


def test_html_in_its_own_encoding(tmp_path):
    (tmp_path / "a.html").write_bytes(HTML.replace("utf-8", "windows-1252").encode("cp1252"))
    assert "“It is a mess,”" in read(tmp_path / "a.html")[0].text


@pytest.mark.parametrize(
    "data",
    [
        b"<html",
        b"<" * 10_000,
        b"<html><body>" + b"<div>" * 3000,
        b"<p>\x00</p>",
        b"<?xml version='1.0' encoding='utf-8'?><html><p>a",
    ],
)
def test_broken_html_does_not_stop_the_run(tmp_path, data):
    (tmp_path / "a.html").write_bytes(data)
    (tmp_path / "b.txt").write_text(STORY)
    assert "b" in {a.id for a in read(tmp_path)}


# --- encodings ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1"]
)
def test_encodings_of_western_text(encoding):
    text = "The café in Zürich was closed, señor Pérez said, and nobody knew when it would open again. " * 3
    assert decode(text.encode(encoding)) == text


def test_curly_quotes_in_windows_1252():
    text = "“It’s over,” she said — and left the room. The meeting went on for an hour without her."
    assert decode(text.encode("cp1252")) == text


@pytest.mark.parametrize("encoding", ["koi8-r", "cp1251"])
def test_russian(encoding):
    text = (
        "Министерство обороны заявило во вторник, что самолёты возвращаются на базу. Об этом сообщил представитель. "
        * 6
    )
    assert decode(text.encode(encoding)) == text


def test_damaged_utf8_stays_utf8():
    data = "Café señor Zürich — “so” ".encode() * 20
    assert decode(data[:100] + b"\xff" + data[100:]).count("\ufffd") >= 1
    assert "señor" in decode(data + b"\xe2\x80")


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_a_mark_that_is_not_that_of_the_bytes_behind_it(mark, encoding):
    text = "The ferry was late on Monday, the harbour master said."
    assert decode(mark + text.encode(encoding)) == text


@pytest.mark.parametrize("text", ["总统说，经济正在复苏。" * 5, "中"])
def test_a_true_mark_is_believed(text):
    assert decode(text.encode("utf-16")) == text


@pytest.mark.parametrize(
    "text", ["The mayor\x00 said no.", "Page one\x0cPage two", "a\x07", "a\x00 story " * 30]
)
def test_a_text_with_a_stray_control_character_is_read(text):
    if text.count("\x00") > 1:
        with pytest.raises(NotText, match="30 of its 270 characters"):
            decode(text.encode())
    else:
        assert decode(text.encode()) == text


def test_pictures_and_noise_are_no_text():
    noise = random.Random(0).randbytes
    for size in (40, 400, 4000, 100_000):
        for _ in range(3):
            with pytest.raises(NotText):
                decode(noise(size))


@given(st.binary(max_size=300))
@settings(deadline=None)
def test_any_bytes_are_text_or_refused(data):
    try:
        text = decode(data)
    except NotText:
        return
    text.encode("utf-8")


# --- file names -----------------------------------------------------------------------------------


@given(st.text(max_size=200), st.text(max_size=200))
def test_file_names_are_safe_and_different(left, right):
    for name in (safe_name(left), safe_name(right)):
        assert name
        assert len(name) <= 80
        assert not set(name) & set('/\\:*?"<>| \x00')
        assert not name.startswith((".", "-"))
        assert not name.endswith(".")
        assert name.split(".")[0].lower() not in {"con", "nul", "aux", "prn", "com1"}
    assert (safe_name(left).lower() == safe_name(right).lower()) == (left == right)


# --- hostile rows ---------------------------------------------------------------------------------

_HOSTILE = st.one_of(
    st.text(max_size=120),
    st.text(alphabet=st.characters(codec=None, categories=None), max_size=60),
    st.lists(
        st.sampled_from(
            [
                "\x00",
                "\u202e",
                "\ud800",
                "“",
                "'",
                '"',
                "<script>",
                "=1+1",
                "\r",
                "\n",
                "\u2028",
                "By A B",
                "(AP)",
                "12:42 GMT",
                "Comments",
                "é",
                "\U0001f600",
                "a" * 300,
                "MOSCOW (Reuters) — ",
            ]
        ),
        max_size=40,
    ).map("".join),
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.data_too_large, HealthCheck.too_slow]
)
@given(st.lists(_HOSTILE, min_size=1, max_size=40))
def test_hostile_rows_keep_their_text(texts):
    lines = "\n".join(json.dumps({"id": str(n), "text": text}) for n, text in enumerate(texts))
    try:
        corpus = read(io.StringIO(lines))
    except InputError:
        assert not any("".join(text.split()) for text in texts)
        return
    found = {a.id: a for a in corpus}
    for n, text in enumerate(texts):
        joined = json.loads(json.dumps(text))  # pairs of surrogates become one character, as in any JSON
        if joined.strip():
            article = found[str(n)]
            assert len(article.text) == len(joined)
            assert all(
                a == b or (b == "\ufffd" and "\ud800" <= a <= "\udfff")
                for a, b in zip(joined, article.text, strict=True)
            )
            assert all(0 <= r.start < r.end <= len(article.text) for r in article.regions)
