"""Word tables: shipped rows, a user's additions, and what a bad row says."""

from pathlib import Path

import pytest

from framing.words import gazetteer, tables, verbs


@pytest.fixture(autouse=True)
def shipped_again():
    yield
    tables.use(None)


def more(folder, table, *lines):
    (folder / f"{table}.more.csv").write_text(
        "\n".join(("word,class,value,source", *lines)) + "\n", encoding="utf-8"
    )
    return folder


def test_sets_and_maps_follow_the_additions(tmp_path):
    articles, pronouns = tables.WordSet("function", "article"), tables.WordMap("function", "pronoun")
    counted = tables.derived(lambda: len(articles))
    before = counted()
    tables.use(more(tmp_path, "function", "ye,article,,own", "xe,pronoun,n,own"))
    assert "ye" in articles
    assert pronouns["xe"] == "n"
    assert counted() == before + 1
    tables.use(None)
    assert "ye" not in articles
    assert "xe" not in pronouns
    assert counted() == before


def test_a_bad_row_names_file_row_value_and_what_is_allowed(tmp_path):
    articles = tables.WordSet("function", "article")
    with pytest.raises(
        tables.WordTableError, match=r"function\.more\.csv, row 3: the class 'artcle' of 'ye'.*article"
    ):
        tables.use(more(tmp_path, "function", "yon,article,,own", "ye,artcle,,own"))
    assert "yon" not in articles
    assert "the" in articles


def test_a_table_that_is_no_utf_8_says_so(tmp_path):
    (tmp_path / "function.more.csv").write_bytes(b"word,class\n\xff,article\n")
    with pytest.raises(tables.WordTableError, match="not UTF-8"):
        tables.use(tmp_path)


def test_every_shipped_row_has_a_source():
    for table in tables.shipped():
        for row in tables.rows(table):
            assert row.source, f"{table}.csv: '{row.word}' has no source"


def test_the_version_tells_additions(tmp_path):
    before = tables.version()
    tables.use(more(tmp_path, "function", "ye,article,,own"))
    assert tables.version() != before


def test_a_set_may_take_a_class_of_another_table(tmp_path):
    determiners = tables.WordSet("people", "determiner", "function.article")
    assert {"the", "another"} <= set(determiners)
    tables.use(more(tmp_path, "function", "ye,article,,own"))
    assert "ye" in determiners
    with pytest.raises(KeyError, match="no class 'artcle' in the word table 'function'"):
        tables.WordSet("people", "determiner", "function.artcle")


OWN = {
    "nouns": ("noun,kind,camp_class", "zorbsmith,role,expert", "zorbsmith,thing,expert", "kind"),
    "given_names": ("name,gender", "Zorbina,f", "Zorbina,x", "gender"),
    "countries": (
        "name,iso2,iso3,kind,aliases,adjectives,capital,metonyms",
        "Zorbia,,,country,,Zorbian,Zorb,",
        "Zorbia,,,moon,,Zorbian,Zorb,",
        "kind",
    ),
    "verbs": (
        "lemma,form,act,stance,example,source",
        "zorb,verb,denies,neutral,He zorbed.,own",
        "zorb,noun,sings,neutral,,",
        "act",
    ),
}  # fmt: skip


def known(table):
    return {
        "nouns": lambda: gazetteer.noun("zorbsmith") is not None,
        "given_names": lambda: gazetteer.given_names().get("Zorbina") == "f",
        "countries": lambda: gazetteer.country("Zorbian") is not None,
        "verbs": lambda: verbs.describe("zorbed")[1] == "denies",
    }[table]()


@pytest.mark.parametrize("table", OWN)
def test_tables_with_columns_of_their_own_are_open_too(table, tmp_path):
    head, good, bad, column = OWN[table]
    more = tmp_path / f"{table}.more.csv"
    more.write_text(f"{head}\n{good}\n", encoding="utf-8")
    before = tables.version()
    assert not known(table)
    try:
        tables.use(tmp_path)
        assert known(table)
        assert tables.version() != before
        tables.use(None)
        assert not known(table)
        assert tables.version() == before
        more.write_text(f"{head}\n{good}\n{bad}\n", encoding="utf-8")
        with pytest.raises(
            tables.WordTableError, match=rf"{table}\.more\.csv, row 3: the {column} .* allowed are"
        ):
            tables.use(tmp_path)
        more.write_text(head.partition(",")[0] + "\nx\n", encoding="utf-8")
        with pytest.raises(tables.WordTableError, match="no column"):
            tables.use(tmp_path)
        more.write_text(f"{head}\n{good}\n{',' * head.count(',')}\n", encoding="utf-8")
        with pytest.raises(tables.WordTableError, match=r"row 3: the .* is empty"):
            tables.use(tmp_path)
        assert not known(table)
    finally:
        tables.use(None)


def test_every_table_of_words_is_open(tmp_path):
    files = {path.stem for path in (Path(tables.__file__).parents[1] / "resources" / "words").iterdir()}
    assert files == {*tables.shipped(), *OWN}
    for table in tables.shipped():
        row = tables.rows(table)[0]
        line = (
            f"word,class,value\nzorb,{row.cls},{row.value}\n"  # a class with values takes no word without one
        )
        (tmp_path / f"{table}.more.csv").write_text(line, encoding="utf-8")
    try:
        tables.use(tmp_path)
        assert all("zorb" in {row.word for row in tables.rows(table)} for table in tables.shipped())
    finally:
        tables.use(None)
