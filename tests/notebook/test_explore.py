"""Looking around: widgets for who sits in front of the notebook, the whole list for everybody else."""

from __future__ import annotations

import pytest

from framing import show
from framing.article import Article, Corpus
from framing.notebook import explore
from framing.study import Study
from framing.tables import Tables

TEXT = 'Ida Holt said the pool "may open". Critics say it may not.'


@pytest.fixture(scope="module")
def tables() -> Tables:
    return Tables.from_rows({
        "articles": [{"article_id": "a", "text": TEXT, "words": 11}],
        "statements": [
            {"article_id": "a", "statement_id": 0, "kind": "mixed", "source_start": 0, "source_end": 8, "cue_start": 9,
             "cue_end": 13, "content": [{"start": 14, "end": 33}], "speaker": "Ida Holt", "speaker_type": "person",
             "camp": "town"},
            {"article_id": "a", "statement_id": 1, "kind": "indirect", "source_start": 35, "source_end": 42,
             "cue_start": 43, "cue_end": 46, "content": [{"start": 47, "end": 57}], "speaker": "Critics",
             "speaker_type": "unnamed group", "camp": "critics"},
        ],
        "hedges": [{"article_id": "a", "start": 24, "end": 27, "text": "may", "category": "hedge", "voice": "0",
                    "rule": "may", "reported_by": 0}],
    })  # fmt: skip


def study(tables: Tables) -> Study:
    return Study(Corpus((Article("a", TEXT),)), tables)


def test_without_a_reader_everything_is_shown(tables: Tables) -> None:
    view = show.view(tables)
    for shown in (
        explore.statements(view),
        explore.marks(view, "hedges"),
        explore.words(study(tables), "may"),
    ):
        assert isinstance(shown, show.Html)
    assert "Ida Holt" in str(explore.statements(view))
    assert "does not stand in this article" in str(explore.words(study(tables), "zebra"))
    assert "nothing to look at" in str(explore.marks(view, "loaded"))


def test_with_a_reader_a_choice_changes_the_list(tables: Tables, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(explore, "live", lambda: True)
    box = explore.statements(show.view(tables))
    camp, shown = box.children[0].children[0], box.children[1]
    assert camp.options == ("all", "town", "critics")
    assert "Ida Holt" in shown.value
    assert "Critics" in shown.value
    camp.value = "critics"
    assert "Ida Holt <" not in shown.value


def test_a_search_can_be_changed_and_a_bad_one_is_told(
    tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(explore, "live", lambda: True)
    field, shown = explore.words(study(tables), "may").children
    assert "in its sentences: 2" in shown.value
    field.value = "po*"
    assert "in its sentences: 1" in shown.value
    field.value = " "
    assert "There is nothing to look for" in shown.value


def test_marks_by_voice(tables: Tables, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(explore, "live", lambda: True)
    box = explore.marks(show.view(tables), "hedges")
    assert [field.description for field in box.children[0].children] == ["kind", "voice"]
