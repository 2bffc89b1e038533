"""How to cite: no more than is known, with versions, hashes and figures."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import stock
import yaml

from framing import __version__
from framing.exchange.cite import citation, scope
from framing.layers.registry import layers
from framing.study.citing import of_layers, references, suite
from framing.study.methods import Scope, paragraph, scope_of
from framing.tables import Tables, write

ROOT = Path(__file__).parents[2]
CARDS = ROOT / "src/framing/resources"
PROVENANCE = {
    "framing": "9.9", "model": "ab" * 32, "camps": {"name": "seeds", "sha256": "cd" * 32},
    "lexicons": {"hedges": "ef" * 32}, "set_aside": [["x", "why"]],
}  # fmt: skip


def corpus() -> Tables:
    day = datetime(2024, 5, 1, tzinfo=UTC)
    rows = [
        {"article_id": "a", "outlet": "Post", "published": day, "language": "en"},
        {
            "article_id": "b",
            "outlet": "Post",
            "published": day.replace(month=6),
            "language": "fr",
            "copy_of": "a",
        },
        {"article_id": "c", "outlet": "Mail", "language": "en"},
    ]
    said = [{"article_id": "a", "statement_id": n, "content": []} for n in range(2)]
    return Tables.from_rows({"articles": rows, "statements": said}, provenance=PROVENANCE)


def test_the_paragraph_tells_what_was_read_and_with_what() -> None:
    said = paragraph(scope_of(corpus()))
    for part in (
        "3 articles of Post (2) and Mail (1), published between 1 May 2024 and 1 June 2024 (1 without a date), were",
        "read with framing 9.9", "1 of them repeats another one; the tables mark them.",
        "1 input could not be read and was left out.", "The wording of 1 that is not in English (fr) was not scored.",
        "It marked 2 statements.", "(weights abababababab)", "camps file 'seeds' (cdcdcdcdcdcd)",
        "hedges efefefefefef", "Newell, Margolin and Ruths 2018", "How good it is on these texts was not measured",
    ):  # fmt: skip
        assert part in said
    assert "hedges F1 of words 0.77, 95 % interval 0.75 to 0.79" in said


def test_the_paragraph_says_nothing_of_what_is_not_there() -> None:
    said = paragraph(Scope(articles=1))
    assert said.startswith("1 article, of no known date, was read with framing ")
    for word in ("It marked", "repeat", "camps file", "could not be read", "Statements were found"):
        assert word not in said


def test_rows_corrected_by_hand_are_told() -> None:
    made = scope_of(corpus().but(provenance={"corrections": {"sha256": "ab" * 32, "lines": 12}}))
    assert paragraph(made).endswith("12 corrections were given by hand (abababababab).")


def test_tables_on_disk_and_in_memory_have_one_scope(tmp_path: Path) -> None:
    write(corpus(), tmp_path)
    disk, memory = scope(tmp_path), scope_of(corpus())
    assert (disk.outlets, disk.first, disk.undated, disk.copies, disk.rows) == (
        memory.outlets, memory.first, memory.undated, memory.copies, memory.rows
    )  # fmt: skip


def test_only_the_layers_that_found_something_are_cited() -> None:
    said = citation(corpus())
    assert "newell2018" in said
    assert "semetko2000" not in said
    assert said.startswith("For the methods section:\n\n3 articles")
    everything = citation(bibtex=True)
    assert all(f"{{{one.key}," in everything for one in references())


def test_the_citation_file_and_the_package_tell_one_version() -> None:
    told = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert told["version"] == __version__
    assert suite().venue == f"Version {__version__}"
    assert {"cff-version", "message", "title", "authors", "license", "date-released"} <= told.keys()


def test_the_data_of_every_model_card_is_cited() -> None:
    # What a card says that a model was fitted on, and what the layer's users have to cite for it.
    data = {
        "PolNeAR": "newell2018",
        "NewsMTSC": "hamborg2021",
        "Park, Pan and Joo": "park2021",
        "all-MiniLM": "reimers2019",
        "all-mpnet": "song2020",
    }
    cards = {
        "attribution": "statements",
        "tone": "tone_toward",
        "relations": "relations",
        "sources": "sources",
        "accusations": "accusations",
    }
    for card, layer in cards.items():
        text = (CARDS / f"{card}.md").read_text(encoding="utf-8")
        named = {key for name, key in data.items() if name in text}
        assert named, card
        assert named <= {one.key for one in of_layers([layer])}, card
    assert {layer for one in references() for layer in one.layers} <= set(layers())


def test_a_title_with_signs_of_tex_is_escaped() -> None:
    entries = citation(bibtex=True)
    assert entries.count("{") == entries.count("}")


def test_no_tables_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="holds no tables"):
        citation(tmp_path)


def test_stock_is_cited_as_any_tables() -> None:
    assert "1 mark of certainty or doubt" in citation(stock.story())
