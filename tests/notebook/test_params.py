"""Parameters of notebooks: strict, in one sentence, from any folder."""

from __future__ import annotations

import json
import sys
import types
from pathlib import Path

import pytest

from framing import tables as tabled
from framing.notebook import params
from framing.notebook.params import Parameter, ParameterError, check, declared, find_path, open_study
from framing.tables import Tables

ROOT = Path(__file__).parents[2]


def one_sentence(error: BaseException) -> str:
    text = str(error)
    assert "\n" not in text
    assert text.endswith(".")
    return text


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Written tables of two small articles."""
    rows = [
        {"article_id": name, "text": f"It rained in {name}.", "words": 4, "source": f"{name}.txt"}
        for name in "ab"
    ]
    tabled.write(Tables.from_rows({"articles": rows}), tmp_path / "tables")
    return tmp_path / "tables"


FURTHER = {"07_compare.ipynb": ["by", "over", "pair"], "report.ipynb": ["by", "over", "pages"]}
"""Notebooks with parameters of their own after the standard ones."""


def test_every_notebook_declares_the_standard_parameters() -> None:
    found = sorted((ROOT / "notebooks").rglob("*.ipynb"))
    assert len(found) >= 9
    for path in found:
        names = {parameter.name: parameter for parameter in declared(path)}
        own = FURTHER.get(path.name, [])
        assert list(names) == [parameter.name for parameter in params.STANDARD] + own, path.name
        assert all(parameter.help for parameter in names.values())


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"sourse": "x"}, "no parameter `sourse`; did you mean `source`?"),
        ({"zebra": 1}, "no parameter `zebra`; its parameters are source, camps"),
        ({"seed": "seven"}, "`seed` must be a whole number, but got 'seven' (text)."),
        ({"seed": True}, "`seed` must be a whole number"),
        ({"seed": -1}, "`seed` must lie between 0 and"),
        ({"copies": "twice"}, "`copies` must be one of keep, once, drop, but got 'twice'"),
        ({"source": 3}, "`source` must be text, but got 3 (whole number)."),
        ({"camps": None}, "`camps` must be text, but got None"),
        ({"article": ["a"]}, "`article` must be text, but got ['a']"),
    ],
)
def test_wrong_parameters_are_one_sentence(values: dict[str, object], told: str) -> None:
    with pytest.raises(ParameterError) as caught:
        check(values)
    assert told in one_sentence(caught.value)


def test_defaults_fill_in_and_paths_become_text() -> None:
    assert check({"source": Path("a")}) == {
        "source": "a",
        "camps": "",
        "article": "all",
        "tables": "",
        "seed": 0,
        "copies": "once",
    }
    assert check({"article": 17})["article"] == "17"  # as papermill reads `-p article 17`
    share = Parameter("share", "float", 0.5, "")
    assert check({"share": 1}, [share]) == {"share": 1.0}
    with pytest.raises(ParameterError, match="`bold` must be True or False"):
        check({"bold": 1}, [Parameter("bold", "bool", False, "")])


@pytest.mark.parametrize(
    "line",
    ["source = 'x'", "source: str = open('x')", "source: list = []", "if True:", "source: str = 'x' + 'y'"],
)
def test_a_parameter_line_that_cannot_be_read(line: str) -> None:
    cell = {"cell_type": "code", "metadata": {"tags": ["parameters"]}, "source": line}
    with pytest.raises(ParameterError, match="cannot be read"):
        declared({"cells": [cell]})


def test_a_hash_in_a_default_is_no_comment() -> None:
    cell = {
        "cell_type": "code",
        "metadata": {"tags": ["parameters"]},
        "source": ['source: str = "a#b"  # help # me'],
    }
    assert declared({"cells": [cell]}) == (Parameter("source", "str", "a#b", "help # me"),)


def test_no_parameters_cell(tmp_path: Path) -> None:
    (tmp_path / "n.ipynb").write_text(json.dumps({"cells": []}))
    with pytest.raises(ParameterError, match="has no cell tagged `parameters`"):
        declared(tmp_path / "n.ipynb")


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"source": "no/such/folder"}, "`source` names 'no/such/folder', but nothing is there"),
        ({"source": "  "}, "`source` is empty"),
        ({"source": "x\0y"}, "nothing is there"),
        ({"camps": "no/such.yaml"}, "`camps` names 'no/such.yaml', but no such file is there"),
        ({"camps": "nosuchname"}, "nosuchname"),
        ({"tables": "no/such/tables"}, "`tables` names 'no/such/tables', but no articles.parquet is there"),
        ({"unknown": 1}, "no parameter `unknown`"),
    ],
)
def test_open_study_tells_what_is_wrong(
    values: dict[str, object], told: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    given = {"tables": str(folder)} | values if "source" not in values else values
    with pytest.raises(ParameterError) as caught:
        open_study(**given)
    assert told in one_sentence(caught.value)


def test_an_empty_folder_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(ParameterError) as caught:
        open_study(source=str(tmp_path / "empty"))
    one_sentence(caught.value)


def test_tables_are_taken_as_they_are(folder: Path) -> None:
    study = open_study(tables=str(folder), article="b")
    assert study.ids == ["a", "b"]
    assert study.chosen == ["b"]
    assert study.focus.text == "It rained in b."
    assert len(study.here.articles) == 1
    with pytest.raises(ParameterError, match="there is no article 'c'; the 2 articles here are 'a', 'b'"):
        open_study(tables=str(folder), article="c")


def test_provenance_beside_the_tables_is_kept(folder: Path) -> None:
    (folder / "provenance.json").write_text(json.dumps({"framing": "9.9"}))
    assert open_study(tables=str(folder)).tables.provenance["framing"] == "9.9"


def test_paths_are_looked_for_up_to_the_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "project" / "notebooks" / "deep").mkdir(parents=True)
    (tmp_path / "project" / "pyproject.toml").touch()
    (tmp_path / "project" / "news").mkdir()
    (tmp_path / "outside").mkdir()
    (tmp_path / "project" / "news" / "a.txt").touch()
    monkeypatch.chdir(tmp_path / "project" / "notebooks" / "deep")
    assert find_path("news") == Path("../../news")
    assert find_path("news/*.txt") == Path("../../news/*.txt")
    assert find_path("outside") is None  # beyond the project's root
    assert find_path(str(tmp_path / "outside")) == tmp_path / "outside"
    monkeypatch.chdir(tmp_path / "project")
    assert find_path("news") == Path("news")


def test_misspelt_names_from_papermill_are_found(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What papermill injects runs as a cell of its own, whatever names it was given."""
    cells = ["", 'source: str = "s"', '# Parameters\nsauce = "x"\nseed = 1\n', "open()"]
    names = {"sauce": "x", "seed": 1, "In": cells}
    module = types.ModuleType("IPython")
    module.get_ipython = lambda: types.SimpleNamespace(user_ns=names)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "IPython", module)
    assert params.injected() == {"sauce": "x", "seed": 1}
    with pytest.raises(ParameterError, match="no parameter `sauce`; did you mean `source`"):
        open_study(tables=str(folder), seed=1)
    names["In"] = ["", "# Parameters\nseed = 1\n"]
    assert open_study(tables=str(folder), seed=1).seed == 1


def test_the_error_shows_as_one_line_in_a_notebook() -> None:
    assert ParameterError("Once.")._render_traceback_() == ["ParameterError: Once."]


def test_what_was_set_aside_is_known_beside_the_tables(folder: Path) -> None:
    (folder / "provenance.json").write_text(
        json.dumps({"set_aside": [["c.txt", "the file is empty"], "odd"]})
    )
    study = open_study(tables=str(folder))
    assert [(one.source, one.reason) for one in study.corpus.set_aside] == [("c.txt", "the file is empty")]
    assert "1 input was set aside" in study.summary


def test_the_camps_of_the_tables_are_found_again(folder: Path) -> None:
    from framing import camps

    made = {"camps": {"name": "seed", "sha256": camps.load("seed").version}}
    (folder / "provenance.json").write_text(json.dumps(made))
    assert open_study(tables=str(folder)).camps.name == "seed"
    assert open_study(tables=str(folder), camps="generic").camps.name == "generic"
