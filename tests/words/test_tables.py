"""Word tables: shipped rows, a user's additions, and what a bad row says."""

import pytest

from framing.words import tables


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
