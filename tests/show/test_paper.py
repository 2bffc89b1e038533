"""Figures for papers: their width, their letters, their bytes, their data."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest
from click.testing import CliRunner
from stories import CAMPS, HOSTILE, hostile, many, story

import framing
from framing.show.commands import figure as command
from framing.show.model import view
from framing.show.paper import FIGURES, figure_from, figure_of

SEED = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def told():
    return view(story(), CAMPS)


def fonts(page):
    for font in page["/Resources"]["/Font"].values():
        inner = font.get_object()
        inner = inner["/DescendantFonts"][0].get_object() if "/DescendantFonts" in inner else inner
        yield inner["/FontDescriptor"].get_object()


@pytest.mark.parametrize(("columns", "millimetres"), [(1, 85), (2, 174)])
def test_a_column_decides_the_width_and_the_letters_are_in_the_file(told, columns, millimetres):
    (page,) = pypdf.PdfReader(io.BytesIO(figure_of(told, columns=columns).to("pdf"))).pages
    assert float(page.mediabox.width) / 72 * 25.4 == pytest.approx(millimetres, abs=0.1)
    assert all("/FontFile2" in font for font in fonts(page))
    assert "Critics" in page.extract_text()


@pytest.mark.parametrize("name", sorted(FIGURES))
def test_every_figure_can_be_drawn_and_tells_its_data(name):
    told = view(framing.annotate(framing.read(SEED)))
    made = figure_of(told, name, columns=1)
    assert made.to("svg").startswith(b"<?xml")
    assert made.alt
    assert "The Independent, 15 March 2016" in made.caption
    rows = list(csv.DictReader(io.StringIO(made.to("csv").decode("utf-8-sig"))))
    assert len(rows) == len(made.data) > 0


def test_the_strips_data_are_the_statements_and_the_charges(told):
    rows = figure_of(told).data
    statements = rows[rows["what"] == "statement"]
    assert set(statements["number"]) == {1, 2, 3}
    assert (statements["first_word"] <= statements["last_word"]).all()
    assert list(rows[rows["what"] == "charge"]["against"]) == ["the city"]


def test_the_same_bytes_in_another_process(tmp_path):
    code = (
        "from stories import story; from framing.show.paper import figure_of; import hashlib; m = figure_of(story()); "
        "print([hashlib.sha256(m.to(f)).hexdigest() for f in ('pdf', 'svg', 'png')])"
    )
    path = os.pathsep.join([str(Path(__file__).parents[1]), *sys.path])
    out = [
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    assert out[0] == out[1]


def test_what_cannot_be_drawn_is_said(told, tmp_path):
    with pytest.raises(ValueError, match="nothing to draw as 'called'"):
        figure_of(told, "called")
    with pytest.raises(ValueError, match="there is no figure 'pie'; allowed are strip"):
        figure_of(told, "pie")
    with pytest.raises(ValueError, match="1 or 2 columns, not 3"):
        figure_of(told, columns=3)
    with pytest.raises(ValueError, match="cannot be saved as 'gif'"):
        figure_of(told).save(tmp_path / "a.gif")
    with pytest.raises(ValueError, match="is of one article, but these tables hold 2"):
        figure_of(many(2, 2))
    assert figure_of(many(2, 2), "tone").caption.endswith("2 articles.")


def test_hostile_text_is_drawn_and_no_cell_is_a_formula():
    made = figure_of(hostile())
    assert made.to("pdf").startswith(b"%PDF")
    for row in csv.reader(io.StringIO(made.to("csv").decode("utf-8-sig"))):
        assert not any(cell.startswith(("=", "+", "@")) for cell in row)
    assert HOSTILE[:8] in made.data["source"][0]


def test_the_command_draws_and_tells_the_caption(tmp_path):
    article = tmp_path / "a.txt"
    article.write_text("Roe said it would rain. Lee denied it.\n", encoding="utf-8")
    out = tmp_path / "strip.svg"
    done = CliRunner().invoke(command, [str(article), "--columns", "1", "--out", str(out)])
    assert done.exit_code == 0, done.output
    assert "Caption: Who speaks where" in done.output
    assert out.read_bytes().startswith(b"<?xml")
    with pytest.raises(ValueError, match="there is no article 'b'"):
        figure_from(str(article), article="b")
