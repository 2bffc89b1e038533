"""Exports as databases and collectors give them: whole, with headline, outlet, date and author each."""

from __future__ import annotations

import gzip
import io
import json
import os
import tarfile
from pathlib import Path

import pytest
from damage import FIXTURES, TEXTS, everything, pdf

from framing.reading import InputError, read

SAMPLES = Path(os.environ.get("FRAMING_EXPORTS", Path(__file__).parents[3] / "shared" / "exports"))


def told(corpus):
    return [
        (a.headline, a.outlet, list(a.byline), a.published.strftime("%Y-%m-%d") if a.published else None)
        for a in corpus
    ]


BRIDGE = "Bridge closed after inspection"
MAYOR = "Mayor quits over bridge"
POST, HERALD = "The Fenwick Post", "Fenn Herald"
TWO = [(BRIDGE, POST, ["Ana Diaz"], "2024-05-04"), (MAYOR, HERALD, ["Bo Li"], "2024-05-06")]
UNSIGNED = [TWO[0], (MAYOR, HERALD, [], "2024-05-06")]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("lexisnexis.txt", [TWO[0], (MAYOR, "FENN HERALD (Fenwick)", ["Bo Li"], "2024-05-06")]),
        (
            "lexisnexis.html",
            [
                (BRIDGE, POST, ["Ana Diaz"], "1991-12-19"),
                ("Mayor quits; Bridge blamed", HERALD, [], "1993-01-28"),
            ],
        ),
        ("nexisuni.txt", [(BRIDGE, "The Fenwick Post (London)", ["Ana Diaz"], "2024-05-04"), TWO[1]]),
        ("nexisuni.rtf", [(BRIDGE, "The Fenwick Post (London)", ["Ana Diaz"], "2024-05-04"), TWO[1]]),
        ("factiva.rtf", UNSIGNED),
        ("factiva.html", UNSIGNED),
        ("factiva.xml", [(BRIDGE, POST, [], "2024-05-04"), UNSIGNED[1]]),
        (
            "europresse.html",
            [
                ("Le vieux pont est fermé", "Le Courrier de Fenn", ["Anne Le Goff"], "2012-10-04"),
                ("Le maire s'en va", "Fenn Matin", [], "2012-10-05"),
            ],
        ),
        (
            "europresse2.html",
            [
                ("Le vieux pont est fermé", "Le Courrier de Fenn", ["Anne Le Goff"], "2018-10-04"),
                ("Le maire s’en va", "Fenn Matin", [], "2018-10-05"),
            ],
        ),
        ("proquest.txt", [TWO[0], (MAYOR, HERALD, ["Bo Li", "Eva Ek"], "2024-05-06")]),
        ("proquest.eml", [TWO[0], (MAYOR, HERALD, ["Bo Li", "Eva Ek"], "2024-05-06")]),
        (
            "retriever.txt",
            [
                ("Bron stängd efter besiktning", "Fenwick Post", [], "2024-05-04"),
                ("Borgmästaren avgår", HERALD, [], "2024-05-06"),
            ],
        ),
        ("keys.txt", TWO[:1]),
        ("letter.eml", [(BRIDGE, None, [], "2024-05-04")]),
        ("feed.rss", [TWO[0], (MAYOR, POST, [], "2024-05-06")]),
        ("feed.atom", TWO[:1]),
        ("nitf.xml", TWO[:1]),
        ("newsml.xml", TWO[:1]),
        ("tei.xml", TWO[:1]),
        (
            "guardian.json",
            [(BRIDGE, None, ["Ana Diaz"], "2024-05-04"), (MAYOR, None, ["Bo Li"], "2024-05-06")],
        ),
        ("nyt.json", TWO[:1]),
        ("newsapi.json", TWO[:1]),
        ("newsplease.json", [(BRIDGE, "fenwick.example", ["Ana Diaz"], "2024-05-04")]),
        ("basil.json", [(BRIDGE, POST, [], "2024-05-04")]),
        ("gdelt.json", [(BRIDGE, "fenwick.example", [], "2024-05-04")]),
        ("mediacloud.csv", [(BRIDGE, POST, [], "2024-05-04")]),
    ],
)
def test_an_export_is_read_whole(name, expected):
    corpus = read(FIXTURES / name)
    assert told(corpus) == expected
    assert corpus.set_aside == ()
    for article in corpus:
        assert article.published_from
        assert "LOAD-DATE" not in article.text
        assert "Copyright" not in article.text


def test_every_fixture_is_tried_above():
    tried = test_an_export_is_read_whole.pytestmark[0].args[1]
    assert {name for name, _ in tried} == {path.name for path in FIXTURES.iterdir()}


@pytest.mark.parametrize("name", sorted(path.name for path in FIXTURES.iterdir()))
def test_a_format_is_found_by_what_the_file_holds(name, tmp_path):
    if name == "keys.txt" or name.endswith(".csv"):
        other = tmp_path / "export.txt"
    else:
        other = tmp_path / "export.dat"
    other.write_bytes((FIXTURES / name).read_bytes())
    assert [t[0] for t in told(read(other))] == [t[0] for t in told(read(FIXTURES / name))]


def test_fields_that_are_no_text_are_kept_beside_it():
    first, second = read(FIXTURES / "lexisnexis.txt")
    assert first.metadata["section"] == "NEWS; Pg. 3"
    assert first.metadata["length"] == "40 words"
    assert first.metadata["edition"] == "Edition 1; North"
    assert second.metadata["correction"] == "An earlier version gave another day."
    assert first.text == f"{BRIDGE}\n\n{TEXTS[0]}\n\n{TEXTS[1]}"
    assert [r.name for r in first.regions] == ["headline", "body"]
    assert read(FIXTURES / "factiva.html")[0].id == "FENWP00020240504ek540000a"


def test_what_an_interface_cuts_off_or_leaves_out_is_said(tmp_path):
    corpus = read(FIXTURES / "newsapi.json")
    assert [(d.kind, "4713" in d.detail) for d in corpus.doubts] == [("cut off", True)]
    assert [d.kind for d in read(FIXTURES / "nyt.json").doubts] == ["cut off"]
    bare = {
        "response": {"results": [{"id": "fen/1", "webTitle": BRIDGE, "webUrl": "https://fenwick.example/1"}]}
    }
    (tmp_path / "guardian.json").write_text(json.dumps(bare))
    with pytest.raises(InputError, match="show-fields=bodyText"):
        read(tmp_path / "guardian.json")


def test_an_article_that_stands_within_another_is_told(tmp_path):
    text = (FIXTURES / "lexisnexis.txt").read_text().replace("2 of 2 DOCUMENTS", "2 of 2 DOXUMENTS")
    (tmp_path / "lexis.txt").write_text(text)
    corpus = read(tmp_path / "lexis.txt")
    assert len(corpus) == 1
    assert any("2 documents" in one.reason for one in corpus.set_aside)
    (tmp_path / "lexis.txt").write_text((FIXTURES / "lexisnexis.txt").read_text().split("2 of 2")[0])
    assert any("document 1 of 2" in one.reason for one in read(tmp_path / "lexis.txt").set_aside)


# --- documents ------------------------------------------------------------------------------------


def test_word_and_open_document(tmp_path):
    made = everything()
    for name in ("story.docx", "story.odt"):
        (tmp_path / name).write_bytes(made[name])
        article = read(tmp_path / name)[0]
        assert article.headline == "Bridge closed"
        assert article.text == "\n\n".join(["Bridge closed", *TEXTS])


def test_an_export_in_word_is_cut_up(tmp_path):
    import docx

    document = docx.Document()
    for line in (FIXTURES / "nexisuni.txt").read_text().split("\n"):
        document.add_paragraph(line)
    document.save(tmp_path / "export.docx")
    assert [t[0] for t in told(read(tmp_path / "export.docx"))] == [BRIDGE, MAYOR]


def test_pdf_columns_and_running_heads(tmp_path):
    (tmp_path / "a.pdf").write_bytes(pdf(TEXTS * 2, 3, columns=True, head="Fenwick Post, page"))
    text = read(tmp_path / "a.pdf")[0].text
    assert "Fenwick Post, page" not in text
    assert TEXTS[0] in text
    assert TEXTS[1] in text
    assert text.index(TEXTS[0]) < text.index(TEXTS[1]), "the left column first"
    assert '"I should have listened," he told the town’s paper.' in text


def test_a_scan_is_refused_by_name(tmp_path):
    (tmp_path / "scan.pdf").write_bytes(pdf(()))
    with pytest.raises(InputError, match="text recognition"):
        read(tmp_path / "scan.pdf")


def test_web_archive(tmp_path):
    (tmp_path / "a.warc").write_bytes(everything()["web.warc"])
    (tmp_path / "b.warc.gz").write_bytes(gzip.compress(everything()["web.warc"]))
    for corpus in (read(tmp_path / "a.warc"), read(tmp_path / "b.warc.gz")):
        assert corpus[0].headline == "Bridge closed after storm"
        assert corpus[0].metadata["url"] == "http://fenwick.example/bridge"


def test_compressed_files_of_anything(tmp_path):
    import bz2
    import lzma

    import zstandard

    rows = everything()["rows.csv"]
    packers = {
        "gz": gzip.compress,
        "bz2": bz2.compress,
        "xz": lzma.compress,
        "zst": zstandard.ZstdCompressor().compress,
    }
    for suffix, pack in packers.items():
        (tmp_path / f"{suffix}.csv.{suffix}").write_bytes(pack(rows))
    with tarfile.open(tmp_path / "more.tar.gz", "w:gz") as archive:
        member = tarfile.TarInfo("in/rows.csv")
        member.size = len(rows)
        archive.addfile(member, io.BytesIO(rows))
    corpus = read(tmp_path)
    assert len(corpus) == 4 * 5
    assert corpus.set_aside == ()


def test_bombs_and_locks_are_named(tmp_path):
    (tmp_path / "bomb.txt.gz").write_bytes(gzip.compress(b"0" * 150_000_000))
    (tmp_path / "entities.xml").write_text(
        '<!DOCTYPE rss [<!ENTITY a "ha">]><rss><channel>&a;</channel></rss>'
    )
    (tmp_path / "good.txt").write_text(TEXTS[0])
    corpus = read(tmp_path)
    assert [a.id for a in corpus] == ["good"]
    said = " ".join(one.reason for one in corpus.set_aside)
    assert "bomb" in said
    assert "entities" in said


def test_a_missing_package_is_one_sentence(tmp_path, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "pypdf", None)
    (tmp_path / "a.pdf").write_bytes(pdf(TEXTS))
    with pytest.raises(InputError, match="pip install pypdf"):
        read(tmp_path / "a.pdf")


# --- real samples, where they are -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("lexis_sample.TXT", 10),
        ("nexisuni_sample.DOCX", 10),
        ("lexisnexis_test_en.html", 2),
        ("europresse_test1.html", 3),
        ("factiva_test.xml", 3),
        ("proquest.html", 1),
        ("newsplease_sample.json", 1),
    ],
)
def test_real_exports_are_read_whole(name, count):
    if not (SAMPLES / name).is_file():
        pytest.skip("the real exports do not ship; they lie in ../shared/exports of a full checkout")
    corpus = read(SAMPLES / name)
    assert len(corpus) == count
    assert all(a.headline and a.outlet and a.published for a in corpus)
    assert corpus.set_aside == ()


def test_several_articles_with_keys_in_one_file(tmp_path):
    one = (FIXTURES / "keys.txt").read_text()
    for between in ("\n", "\n-----\n", "\n\n=====\n\n"):
        (tmp_path / "keys.txt").write_text(one + between + one.replace("Bridge closed", "Bridge open"))
        corpus = read(tmp_path / "keys.txt")
        assert [a.headline for a in corpus] == [BRIDGE, "Bridge open after inspection"]
        assert corpus[0].text.endswith(TEXTS[1])
        assert corpus.set_aside == ()


def test_factiva_rtf_with_a_code_before_every_field(tmp_path):
    def rows(cells):
        return "".join(
            f"\\trowd\\cellx900\\cellx9000 {code}\\cell {value}\\cell\\row\n" for code, value in cells
        )

    one = [
        ("SE", "News"), ("HD", BRIDGE), ("BY", "By Ana Diaz"), ("WC", "40 words"), ("PD", "4 May 2024"), ("SN", POST),
        ("LA", "English"), ("LP", TEXTS[0]), ("TD", TEXTS[1]), ("NS", "gcat : News"),
        ("AN", "Document FENWP00020240504ek540000a"),
    ]  # fmt: skip
    other = [
        ("HD", MAYOR),
        ("WC", "20 words"),
        ("PD", "6 May 2024"),
        ("SN", HERALD),
        ("LP", TEXTS[0]),
        ("AN", "Document FENHER0020240506ek560000b"),
    ]
    (tmp_path / "a.rtf").write_text("{\\rtf1\\ansi\n" + rows(one) + "\\par\n" + rows(other) + "}")
    corpus = read(tmp_path / "a.rtf")
    assert told(corpus) == UNSIGNED
    assert corpus[0].text == f"{BRIDGE}\n\n{TEXTS[0]}\n\n{TEXTS[1]}"
    assert corpus[0].metadata["section"] == "News"
    assert corpus.set_aside == ()
