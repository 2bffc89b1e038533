"""The registry: a layer in a package of its own appears everywhere, and a bad one is told in a sentence."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

import pytest

from framing import show
from framing.annotate import annotate, annotate_to, without_a_layer
from framing.article import Article, Corpus
from framing.evaluate import GoldError, evaluate
from framing.layers import registry
from framing.layers.measured import figure
from framing.layers.registry import MARK_COLUMNS, Layer, LayerError, Marks, Task
from framing.notebook import explore
from framing.study.accuracy import measured
from framing.tables import PAGE, SCHEMAS, Tables, read

ROOT = Path(__file__).parents[2]
PLUGIN = ROOT / "tests" / "fixtures" / "plugin"
TEXT = 'The new bridge cost 300 million euros. "It lost 40 percent," said Ana Ruiz. It opened in 2019.'


@pytest.fixture
def plugin(monkeypatch: pytest.MonkeyPatch) -> Iterator[Layer]:
    """The package of the fixtures, as if it were installed."""
    monkeypatch.syspath_prepend(str(PLUGIN))
    yield registry.again()["unsourced_numbers"]
    monkeypatch.undo()
    sys.modules.pop("unsourced_numbers", None)
    registry.again()


class Point:
    """An entry point of a package that is nowhere but here."""

    def __init__(self, found: Any) -> None:
        self.name, self.value, self.module, self.found = "sham", "sham:LAYER", "sham", found
        self.dist = None

    def load(self) -> Any:
        if isinstance(self.found, Exception):
            raise self.found
        return self.found


@pytest.fixture
def bring(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    def bring(*found: Any) -> None:
        monkeypatch.setattr(registry, "_points", lambda: [Point(one) for one in found])
        registry.again()

    yield bring
    monkeypatch.undo()
    registry.again()


def test_a_layer_of_a_package_has_its_table_files_and_provenance(plugin: Layer, tmp_path: Path) -> None:
    assert (plugin.package, plugin.release, plugin.own) == ("unsourced-numbers", "1.0", False)
    tables = annotate(Article("a", TEXT))
    assert tables.unsourced_numbers["text"].tolist() == ["300 million"]
    assert list(tables) == list(SCHEMAS)
    assert "unsourced_numbers" in SCHEMAS
    assert tables.provenance["layers"] == {"unsourced_numbers": "unsourced-numbers 1.0"}
    assert len(tables.provenance["lexicons"]["unsourced_numbers"]) == 64
    rows, _ = annotate_to(Article("a", TEXT), tmp_path)
    assert rows["unsourced_numbers"] == 1
    assert read(tmp_path)["unsourced_numbers"]["start"].tolist() == [20]


def test_a_layer_of_a_package_is_drawn_listed_and_explored(
    plugin: Layer, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = Article("a", TEXT)
    tables = annotate(article)
    page = str(show.annotated(article, tables))
    assert '<span class="mk m1">numbers without a source</span>' in page
    assert '<input type="checkbox" class="M1" checked' in page
    mark = re.search(r'<a class="mk m1" id="([\w-]+)" href="#([\w-]+)">300 million</a>', page)
    assert mark
    assert (
        "Number: “300 million”.</b> Nobody in the sentence is named for it. Voice: the journalist’s." in page
    )
    lines = str(show.concordance(tables, "unsourced_numbers"))
    assert "Numbers without a source in their sentences: 1" in lines
    assert f'id="{mark[2]}"' in lines
    assert f'href="#{mark[1]}"' in lines
    text = str(show.text(tables))
    assert "300 million" in text
    assert "The accuracy of this layer has not been measured. It finds numbers in figures" in text
    assert f'id="{mark[2]}"' in text
    assert "300 million" in str(explore.marks(show.view(tables), "unsourced_numbers"))
    monkeypatch.setattr(explore, "live", lambda: True)
    box = explore.marks(show.view(tables), "unsourced_numbers")
    assert box.children[0].children[0].options == ("all", "number")
    none = explore.marks(show.view(annotate(Article("b", "It rained."))), "unsourced_numbers")
    assert "There are no numbers without a source here" in str(none)


def test_what_was_measured_of_a_layer_of_a_package_stands_in_reports(
    plugin: Layer, bring: Any, tmp_path: Path
) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(plugin.tasks[0].example + "\n", encoding="utf-8")
    printed = evaluate("unsourced_numbers", gold, bootstrap=20)
    told = figure(printed, data="one sentence of our own", date="2026-11-28")
    bring(replace(plugin, measured=(told,)))
    assert measured()[-1]["layer"] == "unsourced_numbers"
    tables = annotate(Article("a", TEXT))
    for page in (
        show.trust("unsourced_numbers"),
        show.charts.accuracy(),
        show.text(tables),
        show.method(tables),
    ):
        assert "one sentence of our own" in str(page)
    assert "unsourced_numbers, token.f1 1.00" in str(show.text(tables))
    with pytest.raises(KeyError, match=r"no metric 'f2' in this evaluation; it has token"):
        figure(printed, data="x", date="y", metric="f2")


@pytest.mark.parametrize(
    ("row", "said"),
    [({"value": 0.5}, "without 'metric'"), ("0.5", "no mapping"),
     ({"metric": "F1", "value": 7, "data": "x", "date": "y"}, "value 7; allowed is a number from 0 to 1"),
     ({"metric": "F1", "value": "0.7", "data": "x", "date": "y"}, "allowed is a number"),
     ({"metric": "F1", "value": 0.7, "date": "y"}, "without 'data'")],
)  # fmt: skip
def test_a_figure_that_cannot_be_shown_is_refused(plugin: Layer, row: Any, said: str) -> None:
    with pytest.raises(LayerError, match=said):
        replace(plugin, measured=(row,))


def test_a_layer_of_a_package_is_measured(plugin: Layer, tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(plugin.tasks[0].example + "\n", encoding="utf-8")
    assert evaluate("unsourced_numbers", gold)["metrics"]["token.f1"] == 1.0
    gold.write_text('{"id": "1", "text": "It rained."}\n', encoding="utf-8")
    with pytest.raises(GoldError, match=r"no field 'numbers'.*such as .*300 pounds"):
        evaluate("unsourced_numbers", gold)


def test_the_commands_know_it_without_an_edit_here(tmp_path: Path) -> None:
    article = tmp_path / "bridge.txt"
    article.write_text(f"A bridge opens\n\n{TEXT}\n", encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(PLUGIN)))}

    def framing(*words: str) -> str:
        command = [sys.executable, "-m", "framing.cli", *words]
        made = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=ROOT, check=False)
        assert made.returncode == 0, made.stdout + made.stderr
        return made.stdout

    framing("report", str(article), "--out", str(tmp_path / "out"), "--notebook", "report", "--jobs", "1")
    out = tmp_path / "out"
    [csv] = out.rglob("unsourced_numbers.csv")
    assert "300 million" in csv.read_text(encoding="utf-8-sig")
    pages = [path.read_text(encoding="utf-8") for path in out.rglob("*.html")]
    [page] = [page for page in pages if "Numbers without a source in their sentences" in page]
    assert '<span class="mk m1">numbers without a source</span>' in page
    assert "unsourced numbers: unsourced-numbers 1.0" in page
    said = framing("annotate", str(article), "--out", str(tmp_path / "tables"))
    assert "1 unsourced_numbers" in said
    assert (tmp_path / "tables" / "unsourced_numbers.parquet").is_file()
    gold = tmp_path / "gold.jsonl"
    gold.write_text(
        '{"id": "1", "text": "It cost 300 pounds.", "numbers": [{"start": 8, "end": 11}]}\n', encoding="utf-8"
    )
    assert json.loads(framing("evaluate", "unsourced_numbers", "--gold", str(gold)))["items"] == 1


def test_the_commands_tell_which_articles_lack_a_layer(tmp_path: Path) -> None:
    package = tmp_path / "package"
    home = package / "breaking-2.0.dist-info"
    home.mkdir(parents=True)
    (home / "METADATA").write_text("Metadata-Version: 2.1\nName: breaking\nVersion: 2.0\n", encoding="utf-8")
    (home / "entry_points.txt").write_text("[framing.layers]\nbreaking = breaking:LAYER\n", encoding="utf-8")
    (package / "breaking.py").write_text(
        "from framing.layers.registry import MARK_COLUMNS, Layer\n"
        "def find(seen):\n"
        "    return [seen.mark(0, 3)] if 'bridge' in seen.document.text else [{}[0]]\n"
        "LAYER = Layer('breaking', MARK_COLUMNS, find)\n",
        encoding="utf-8",
    )
    news = tmp_path / "news"
    news.mkdir()
    (news / "one.txt").write_text(TEXT, encoding="utf-8")
    (news / "two.txt").write_text("It may rain on Monday, the mayor said.", encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(package)))}
    reason = "two.txt: the layer 'breaking' of the package 'breaking' failed on it (KeyError: 0)"
    for words, status in (
        (("report", str(news), "--out", str(tmp_path / "out"), "--notebook", "report", "--jobs", "1"), 0),
        (("annotate", str(news), "--out", str(tmp_path / "tables")), 1),
    ):
        made = subprocess.run(
            [sys.executable, "-m", "framing.cli", *words],
            capture_output=True, text=True, env=environment, cwd=ROOT, check=False,
        )  # fmt: skip
        assert made.returncode == status, made.stderr
        assert reason in made.stderr.replace("two.txt  the", "two.txt: the")
    assert read(tmp_path / "tables").statements["article_id"].tolist() == ["one", "two"]
    pages = {
        path.parent.name: path.read_text(encoding="utf-8") for path in (tmp_path / "out").rglob("report.html")
    }
    assert "failed on it (KeyError: 0)" in pages["two"]
    assert "failed on it" not in pages["one"]


def sham(**changes: Any) -> Layer:
    return replace(Layer("sham", MARK_COLUMNS, lambda seen: [seen.mark(0, 2)]), **changes)


@pytest.mark.parametrize(
    ("find", "told"),
    [
        (lambda seen: 1 / 0, "ZeroDivisionError: division by zero"),
        (lambda seen: [seen.mark(0, 999)], "the span 0-999 lies outside the text"),
        (lambda seen: [{"start": 2, "end": 1}], "the span 2-1 lies outside the text"),
        (lambda seen: [seen.mark(0, 1, shout=1)], "the column 'shout', which is not declared"),
        (lambda seen: [seen.mark(0, 1, rule=3.5)], "a value does not fit its column"),
        (lambda seen: [seen.mark(0, 1, article_id="other")], "a row is about the article 'other'"),
        (lambda seen: [{"start": "0", "end": 1}], "a span has the bounds '0' and 1"),
        (lambda seen: 3, "TypeError"),
    ],
)
def test_an_article_that_a_layer_of_a_package_fails_on_lacks_its_rows_alone(
    bring: Any, find: Any, told: str, tmp_path: Path
) -> None:
    bring(sham(find=lambda seen: find(seen) if "break" in seen.document.text else [seen.mark(0, 2)]))
    corpus = Corpus(
        (Article("a", "It may rain."), Article("b", "It may break."), Article("c", "It may rain."))
    )
    tables = annotate(corpus)
    assert tables.sham["article_id"].tolist() == ["a", "c"]
    assert tables.hedges["article_id"].tolist() == ["a", "b", "c"]
    assert tables.provenance["set_aside"] == []
    [(source, reason)] = tables.provenance["layers_set_aside"]
    assert source == "b"
    assert told in reason
    assert "the layer 'sham' of the package 'sham'" in reason
    rows, failed = annotate_to(corpus, tmp_path)
    assert failed == ()
    assert rows["sham"] == 2
    assert [one.source for one in without_a_layer(tmp_path)] == ["b"]


def test_a_layer_that_fails_is_not_measured_as_if_it_had_found_nothing(bring: Any, tmp_path: Path) -> None:
    task = Task("sham", "items", "label", "macro_f1", "sham", "{}")
    bring(sham(find=lambda seen: 1 / 0, tasks=(task,)))
    gold = tmp_path / "gold.jsonl"
    gold.write_text('{"id": "1", "text": "It rained.", "label": 0}\n', encoding="utf-8")
    with pytest.raises(GoldError, match=r"division by zero.*so nothing is measured"):
        evaluate("sham", gold)


def test_marks_in_typeset_text_are_told_in_offsets_of_the_text_as_it_is(bring: Any) -> None:
    bring(sham(find=lambda seen: [seen.mark(4, 12)]))
    text = "The of\ufb01cials agreed."
    [row] = annotate(Article("a", text)).sham.to_dict("records")
    assert (row["text"], text[row["start"] : row["end"]]) == ("of\ufb01cial", "of\ufb01cial")


@pytest.mark.parametrize(
    ("found", "told"),
    [
        ((sham(name="hedges"),), "'hedges' of the package 'sham' has the name of a table of the package 'framing'"),
        ((sham(name="articles"),), "has the name of a table of the page itself"),
        ((sham(), sham()), "has the name of a table of the package 'sham'"),
        ((ImportError("no module"),), "cannot be loaded (ImportError: no module); mend the package or uninstall it"),
        (("LAYER",), "is a str; its entry point must name"),
        (
            (sham(tasks=(Task("loaded", "items", "label", "macro_f1", "", "{}"),)),),
            "has a task 'loaded', which another layer has",
        ),
    ],
)  # fmt: skip
def test_a_layer_that_cannot_be_used_is_told_in_a_sentence(bring: Any, found: Any, told: str) -> None:
    with pytest.raises(LayerError, match=re.escape(told)):
        bring(*found)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"name": "Shouts!"}, "needs a name of lower-case letters"),
        ({"name": "items"}, "has a name that the tables use for something else"),
        ({"name": "provenance"}, "has a name that the tables use for something else"),
        ({"columns": ()}, "it must be article_id"),
        ({"columns": ("start",)}, "needs columns as pairs"),
        ({"columns": (("article_id", "str"), ("start", "number"))}, "unknown kind 'number'; allowed are str, int"),
        ({"columns": (("article_id", "str"), ("a", "int"), ("a", "int"))}, "has a column twice"),
        ({"columns": (("article_id", "str"),), "marks": Marks("x", "x")}, "marks words but has no column 'start'"),
        ({"find": None}, "has no function"),
        ({"tasks": (Task("t", "guess", "g", "m", "", "{}"),)}, "unknown form 'guess'; allowed are words, items"),
        ({"columns": (("article_id", "str"),), "tasks": (Task("t", "words", "g", "m", "", "{}"),)}, "form words"),
    ],
)  # fmt: skip
def test_a_bad_declaration_is_told_where_it_is_made(changes: dict[str, Any], told: str) -> None:
    with pytest.raises(LayerError, match=re.escape(told)):
        sham(**changes)


def test_further_layers_share_the_last_style_when_there_are_many(bring: Any) -> None:
    names = [f"sham{number}" for number in range(registry.SLOTS + 2)]
    bring(*(sham(name=name, marks=Marks(name, name)) for name in names))
    looks = [registry.look(registry.layers()[name]) for name in names]
    assert looks[0] == ("mk m1", "M1")
    assert looks[-2:] == [("mk m6", "M6")] * 2
    article = Article("a", "It rained.")
    page = str(show.annotated(article, annotate(article)))
    assert page.count('class="M6"') == 1
    assert "sham7" in page


def test_no_list_of_layers_stands_anywhere_else() -> None:
    """Three layers named in one row of strings are a list of layers, wherever it stands."""
    own = "|".join(name for name, layer in registry.layers().items() if layer.own)
    row = re.compile(rf'"({own})",\s+"({own})",\s+"({own})"')
    package = Path(registry.__file__).parents[1]
    found = [
        path
        for path in package.rglob("*.py")
        if any(len(set(one.groups())) == 3 for one in row.finditer(path.read_text(encoding="utf-8")))
    ]
    assert [path.name for path in found] == ["registry.py"]


def test_tables_are_a_mapping_with_attributes_that_does_not_change() -> None:
    tables = Tables.from_rows({"regions": [{"article_id": "a", "region": "body", "start": 0, "end": 4}]})
    assert len(tables) == len(SCHEMAS)
    assert set(PAGE) < set(tables)
    assert tables["regions"] is tables.regions
    assert tables == tables
    assert tables != Tables.from_rows({})
    with pytest.raises(AttributeError, match="no table 'rumours'; the tables are articles"):
        tables.rumours  # noqa: B018
    with pytest.raises(KeyError, match="no table 'rumours'"):
        tables.but(rumours=tables.regions)
    with pytest.raises(AttributeError, match="tables do not change"):
        tables.regions = tables.regions


def test_tables_travel_to_other_processes() -> None:
    import copy
    import pickle

    tables = Tables.from_rows({"regions": [{"article_id": "a"}]}, provenance={"framing": "1"})
    for made in (pickle.loads(pickle.dumps(tables)), copy.deepcopy(tables)):
        assert len(made.regions) == 1
        assert made.provenance == {"framing": "1"}


def test_a_package_that_lies_on_the_path_twice_counts_once(
    plugin: Layer, monkeypatch: pytest.MonkeyPatch
) -> None:
    twice = [EntryPoint("unsourced_numbers", "unsourced_numbers:LAYER", registry.GROUP)] * 2
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: twice)
    assert len(registry._points()) == 1


def test_check_boxes_stand_by_rank_with_further_layers_last_and_start_as_declared(plugin: Layer) -> None:
    article = Article("a", TEXT)
    page = str(show.annotated(article, annotate(article)))
    boxes = re.findall(r'<input type="checkbox" class="(\w+)"( checked)? autocomplete', page)
    assert boxes == [
        ("L1", " checked"), ("L2", " checked"), ("L3", " checked"), ("L7", " checked"), ("L4", " checked"),
        ("L5", ""), ("M1", " checked"), ("L6", " checked"),
    ]  # fmt: skip


def test_only_the_rows_that_a_task_takes_count(tmp_path: Path) -> None:
    found = annotate(Article("1", "It will certainly rain.")).hedges
    assert found["category"].tolist() == ["booster"]
    made = evaluate("weasel", _labelled(tmp_path, "It will certainly rain.", 0))["metrics"]
    assert made["accuracy"] == 1.0


def _labelled(folder: Path, text: str, label: int) -> Path:
    gold = folder / "labelled.jsonl"
    gold.write_text(json.dumps({"id": "1", "text": text, "label": label}) + "\n", encoding="utf-8")
    return gold
