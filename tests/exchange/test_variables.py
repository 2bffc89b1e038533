"""The codebook is whole: every column of every table, in words, and no word of a column that is not."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from framing.exchange.marks import shape, tables_with_places
from framing.exchange.variables import Variable, as_markdown, codebook, looks, stray, variables
from framing.statement import ACTS, KINDS, SPEAKER_TYPES, STANCES
from framing.tables import SCHEMAS

DOCS = Path(__file__).parents[2] / "docs"


def test_every_variable_is_described() -> None:
    missing = [f"{one.table}.{one.name}" for one in codebook() if "another package" in one.description]
    assert not missing, f"describe them in resources/exchange/variables.csv: {missing}"
    assert {(one.table, one.name, one.kind) for one in codebook()} == {
        (table, name, kind) for table, columns in SCHEMAS.items() for name, kind in columns
    }


def test_nothing_is_described_that_there_is_not() -> None:
    assert stray() == []


def test_values_are_those_that_the_suite_has() -> None:
    known = {(one.table, one.name): set(one.values) for one in codebook()}
    assert known["statements", "kind"] == set(KINDS)
    assert known["statements", "act"] == set(ACTS)
    assert known["statements", "stance"] == set(STANCES)
    assert known["statements", "speaker_type"] == known["sources", "speaker_type"] == set(SPEAKER_TYPES)


def test_the_page_of_variables_is_up_to_date() -> None:
    spec = spec_from_file_location("variables_page", DOCS / "variables.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    assert (DOCS / "variables.md").read_text(encoding="utf-8") == module.page(), (
        "run python docs/variables.py"
    )


def test_a_bar_in_a_description_does_not_break_its_table() -> None:
    page = as_markdown([Variable("t", "x", "str", "a | b", ("c|d",))], "T")
    assert page.splitlines()[-1] == "| `x` | text | a \\| b Values: `c\\|d`. |"


def test_the_inputs_own_columns_are_told_apart() -> None:
    made = variables("articles", (*SCHEMAS["articles"], ("rule", "str")))
    assert made[-1].description == "A column of the input, as it came."


@pytest.mark.parametrize("table", tables_with_places())
def test_every_layer_has_a_label_that_it_has(table: str) -> None:
    assert looks(table).label in ("", *dict(SCHEMAS[table]))
    assert looks(table).colour.startswith("#")
    parts = [column for _, pair in shape(table).parts for column in pair]
    taken = {*shape(table).main, *parts, shape(table).label, *shape(table).fields, "article_id", "text", ""}
    assert taken >= set(dict(SCHEMAS[table]))
