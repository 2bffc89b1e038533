"""The notebooks: their form, and that each runs under plain papermill, from the root and from its own folder."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "notebooks"
NOTEBOOKS = sorted(FOLDER.rglob("*.ipynb"))
NAMES = [path.relative_to(FOLDER).as_posix() for path in NOTEBOOKS]


def content(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def tags(cell: dict[str, Any]) -> list[str]:
    found: list[str] = cell["metadata"].get("tags", [])
    return found


def test_all_ten_are_there() -> None:
    assert NAMES == [
        "00_start_here.ipynb", "01_article.ipynb", "02_voices.ipynb", "03_certainty.ipynb",
        "04_claims_and_accusations.ipynb", "05_naming_and_frames.ipynb", "06_tone.ipynb", "07_compare.ipynb",
        "classroom/who_says_so.ipynb", "report.ipynb",
    ]  # fmt: skip


@pytest.mark.parametrize("path", NOTEBOOKS, ids=NAMES)
class TestForm:
    def test_no_outputs_and_stable_ids(self, path: Path) -> None:
        cells = content(path)["cells"]
        code = [cell for cell in cells if cell["cell_type"] == "code"]
        assert all(not cell["outputs"] and cell["execution_count"] is None for cell in code)
        ids = [cell["id"] for cell in cells]
        assert len(set(ids)) == len(ids)
        assert all(re.fullmatch(r"[A-Za-z0-9_-]{1,64}", name) for name in ids)

    def test_it_is_valid(self, path: Path) -> None:
        import nbformat

        nbformat.validate(nbformat.read(path, as_version=4))
        assert content(path)["metadata"]["kernelspec"]["name"] == "python3"

    def test_one_title_and_a_card_open_it(self, path: Path) -> None:
        cells = content(path)["cells"]
        prose = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
        assert len(re.findall(r"^# ", prose, re.M)) == 1
        assert "".join(cells[0]["source"]).startswith("# ")
        assert "show.card(" in "".join(cells[1]["source"])

    def test_one_parameters_cell_then_the_check(self, path: Path) -> None:
        code = [cell for cell in content(path)["cells"] if cell["cell_type"] == "code"]
        places = [number for number, cell in enumerate(code) if "parameters" in tags(cell)]
        assert len(places) == 1
        told = "source=source, camps=camps, article=article, tables=tables, seed=seed, copies=copies"
        assert f"open_study({told})" in "".join(code[places[0] + 1]["source"])

    def test_cells_are_short_and_headings_in_order(self, path: Path) -> None:
        cells = content(path)["cells"]
        for cell in cells:
            if cell["cell_type"] == "code":
                assert len(cell["source"]) <= 10, "".join(cell["source"])
                assert all(len(line.rstrip()) <= 150 for line in cell["source"])
                assert not re.search(r"^\s*(def|class|for|while) ", "".join(cell["source"]), re.M)
        levels = [len(mark) for cell in cells if cell["cell_type"] == "markdown"
                  for mark in re.findall(r"^(#+) ", "".join(cell["source"]), re.M)]  # fmt: skip
        assert all(after <= before + 1 for before, after in pairwise(levels))

    def test_nothing_of_one_article_is_written_into_the_prose(self, path: Path) -> None:
        if path.parent.name == "classroom":
            return
        code = "".join(
            "".join(cell["source"]) for cell in content(path)["cells"] if cell["cell_type"] == "code"
        )
        assert not re.search(r"Russia|Putin|Syria|000_366", code)


@pytest.fixture(scope="session")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seed's tables, made once for all notebooks."""
    from framing.annotate import annotate_to

    folder = tmp_path_factory.mktemp("tables")
    annotate_to(ROOT / "seeds", folder)
    return folder


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tables of two articles in which nobody says anything and nothing is marked."""
    from framing import tables as tabled
    from framing.tables import Tables

    rows = [{"article_id": name, "text": text, "words": 3, "source": f"{name}.txt"}
            for name, text in (("a", "It rained again."), ("b", "<script>alert(1)</script> & more"))]  # fmt: skip
    folder = tmp_path_factory.mktemp("bare")
    tabled.write(Tables.from_rows({"articles": rows}), folder)
    return folder


def run(
    path: Path, out: Path, monkeypatch: pytest.MonkeyPatch, cwd: Path, **parameters: object
) -> dict[str, Any]:
    import papermill

    monkeypatch.chdir(cwd)
    papermill.execute_notebook(
        str(path), str(out), parameters=parameters, progress_bar=False, log_output=False
    )
    return content(out)


def html_of(executed: dict[str, Any]) -> str:
    return "".join(
        "".join(output.get("data", {}).get("text/html", ""))
        for cell in executed["cells"]
        for output in cell.get("outputs", ())
    )


@pytest.mark.notebook
@pytest.mark.parametrize("path", NOTEBOOKS, ids=NAMES)
def test_it_runs_on_the_seed(
    path: Path, tables: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cwd = ROOT if path.name < "03" else path.parent
    executed = run(path, tmp_path / "out.ipynb", monkeypatch, cwd, tables=str(tables))
    outputs = [output for cell in executed["cells"] for output in cell.get("outputs", ())]
    assert not [output for output in outputs if output["output_type"] in ("error", "stream")]
    html = html_of(executed)
    assert not re.search(
        r"\bnan\b|\bNone\b|&lt;NA&gt;|Empty DataFrame", re.sub(r"<svg.*?</svg>", "", html, flags=re.S)
    )
    for figure in re.findall(r"<figure.*?</figure>", html, re.S):
        assert 'aria-label="' in figure
        assert "<figcaption>" in figure


@pytest.mark.notebook
def test_it_reads_a_folder_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two articles, one of them with markup as its words and nobody who says anything."""
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(
        "Pool opens\n\nMayor Ida Holt said the pool may open in spring.\n"
    )
    (tmp_path / "news" / "b.txt").write_text(
        "It rained.\n\n<script>alert(1)</script> was all that stood there.\n"
    )
    html = html_of(
        run(FOLDER / "02_voices.ipynb", tmp_path / "out.ipynb", monkeypatch, tmp_path, source="news")
    )
    assert "2 articles with" in html
    assert "<script>alert" not in html


@pytest.mark.notebook
def test_empty_corpus_in_every_other_notebook(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The cells one after the other in this process: quick, and any notebook may meet a silent article."""
    monkeypatch.chdir(ROOT)
    for path in NOTEBOOKS:
        for article in ("all", "b"):
            names: dict[str, Any] = {}
            for cell in content(path)["cells"]:
                if cell["cell_type"] == "code":
                    exec("".join(cell["source"]), names)
                    if "parameters" in tags(cell):
                        names |= {"tables": str(bare), "article": article}


@pytest.mark.notebook
def test_the_student_edition_runs_where_it_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from framing.classroom import make_student_edition

    made = make_student_edition(tmp_path / "class")
    executed = run(made[0], tmp_path / "out.ipynb", monkeypatch, made[0].parent)
    assert "paragraph 10" in html_of(executed)


@pytest.mark.notebook
@pytest.mark.parametrize(
    ("parameters", "told"),
    [
        ({"sauce": "x"}, "this notebook has no parameter `sauce`; did you mean `source`?"),
        ({"source": "no/such"}, "the parameter `source` names 'no/such', but nothing is there"),
    ],
)
def test_a_wrong_parameter_is_one_sentence(
    parameters: dict[str, object], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from papermill.exceptions import PapermillExecutionError

    with pytest.raises(PapermillExecutionError) as caught:
        run(FOLDER / "report.ipynb", tmp_path / "out.ipynb", monkeypatch, ROOT, **parameters)
    assert caught.value.ename == "ParameterError"
    assert told in caught.value.evalue
    assert caught.value.traceback == [f"ParameterError: {caught.value.evalue}"]
