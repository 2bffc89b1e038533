import json
import sys
from pathlib import Path

import pytest

import framing
from framing.annotate import annotate, annotate_to, implicit_camps, with_camps
from framing.article import Article, Corpus
from framing.tables import SCHEMAS, read

STORY = 'Ana Ruiz, head of the port, said the quay "may close". The union was widely accused of delay.'
ROOT = Path(__file__).parents[1]
SEED = json.loads((ROOT / "data" / "gold" / "seed.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def seed() -> framing.Tables:
    return framing.annotate(framing.read(ROOT / "seeds"))


def test_every_table_is_there_and_every_span_lies_in_its_text() -> None:
    tables = annotate(Article("a", STORY))
    assert list(tables) == list(SCHEMAS)
    for name in ("sentences", "hedges", "loaded", "names", "tone", "tone_toward", "quotations"):
        for row in tables[name].itertuples():
            assert 0 <= row.start < row.end <= len(STORY), name
    for row in tables.hedges.itertuples():
        assert STORY[row.start : row.end] == row.text


def test_the_same_input_gives_the_same_tables_whatever_the_batch(tmp_path: Path) -> None:
    articles = [Article(str(n), STORY) for n in range(70)]
    together = annotate(Corpus(tuple(articles)))
    alone = annotate(articles[69])
    for name in SCHEMAS:
        mine = together.only(["69"])[name].drop(columns="article_id").to_dict("records")
        assert mine == alone[name].drop(columns="article_id").to_dict("records") or name == "articles"
    rows, aside = annotate_to(articles, tmp_path)
    assert aside == ()
    assert len(read(tmp_path).statements) == rows["statements"] == len(together.statements)


def test_an_article_that_breaks_a_layer_lacks_its_rows_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from framing.layers import tone

    plain = tone.tone

    def breaks(doc, voices):  # type: ignore[no-untyped-def]
        if "break" in doc.text:
            raise RuntimeError("no tone")
        return plain(doc, voices)

    monkeypatch.setattr(tone, "tone", breaks)
    tables = annotate(Corpus((Article("a", STORY), Article("b", "This will break."), Article("c", STORY))))
    assert tables.articles["article_id"].tolist() == ["a", "b", "c"]
    assert tables.tone["article_id"].unique().tolist() == ["a", "c"]
    assert "b" in tables.frames["article_id"].tolist()
    assert tables.provenance["set_aside"] == []
    why = "the layer 'tone' failed on it (RuntimeError: no tone); its other layers stand"
    assert tables.provenance["layers_set_aside"] == [("b", why)]


@pytest.mark.parametrize(("module", "function"), [("statements", "statements"), ("sources", "sources")])
def test_what_other_layers_see_may_fail_too(
    module: str, function: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from importlib import import_module

    room = import_module(f"framing.layers.{module}")
    plain = getattr(room, function)

    def breaks(docs, *others, **more):  # type: ignore[no-untyped-def]
        texts = [doc.text for doc in docs] if isinstance(docs, list) else [docs.text]
        if any("break" in text for text in texts):
            raise RuntimeError("broken")
        return plain(docs, *others, **more)

    monkeypatch.setattr(room, function, breaks)
    broken = f"{STORY} This will break."
    tables = annotate(Corpus((Article("a", STORY), Article("b", broken), Article("c", STORY))))
    assert tables[module]["article_id"].unique().tolist() == ["a", "c"]
    assert tables.tone["article_id"].unique().tolist() == ["a", "b", "c"]
    [(source, why)] = tables.provenance["layers_set_aside"]
    assert (source, why.startswith(f"the layer '{module}' failed on it")) == ("b", True)


def test_an_article_that_cannot_be_taken_at_all_costs_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    room = sys.modules["framing.annotate"]
    plain = room.view_of

    def breaks(article: Article):  # type: ignore[no-untyped-def]
        if article.id == "b":
            raise RuntimeError("no view")
        return plain(article)

    monkeypatch.setattr(room, "view_of", breaks)
    tables = annotate(Corpus(tuple(Article(name, STORY) for name in "abc")))
    assert tables.articles["article_id"].tolist() == ["a", "c"]
    assert tables.provenance["set_aside"] == [("b", "it could not be taken (RuntimeError: no view)")]


def test_a_layer_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    from framing.layers import applied, tone

    def waits(doc, voices):  # type: ignore[no-untyped-def]
        while "wait" in doc.text:
            pass
        return []

    monkeypatch.setattr(tone, "tone", waits)
    monkeypatch.setattr(applied, "PATIENCE", 0.5)
    tables = annotate(Corpus((Article("a", STORY), Article("b", "They wait."))))
    assert tables.frames["article_id"].unique().tolist() == ["a", "b"]
    why = "the layer 'tone' was given up on it (it takes more than 0.5 seconds of computing); its other layers stand"
    assert tables.provenance["layers_set_aside"] == [("b", why)]


def test_a_reader_may_disagree_with_a_camp() -> None:
    moved = with_camps(annotate(Article("a", STORY)), {"Ana Ruiz": "port"})
    assert moved.statements.query("speaker == 'Ana Ruiz'")["camp"].unique().tolist() == ["port"]


def test_another_language_is_not_scored() -> None:
    tables = annotate(Article("a", "Die Regierung könnte vielleicht zurücktreten.", language="de"))
    assert len(tables.hedges) == len(tables.tone) == len(tables.frames) == 0


def _same_source(row: object, gold: list[int] | None) -> bool:
    if gold is None:
        return row.source_start < 0  # type: ignore[attr-defined]
    return row.source_start < gold[1] and gold[0] < row.source_end  # type: ignore[attr-defined]


@pytest.mark.parametrize("number", range(12))
def test_the_seeds_statements_are_all_found(seed: framing.Tables, number: int) -> None:
    gold = SEED["statements"][number]
    begin, end = gold["content"][0][0], gold["content"][-1][1]
    found = [
        row
        for row in seed.statements.fillna({"source_start": -1, "source_end": -1}).itertuples()
        if row.kind == gold["kind"]
        and row.camp == gold["camp"]
        and row.speaker_type == gold["speaker_type"]
        and min(row.content[-1]["end"], end) - max(row.content[0]["start"], begin) >= 0.8 * (end - begin)
        and row.cue_start < gold["cue"][1]
        and gold["cue"][0] < row.cue_end
        and _same_source(row, gold["source"])
    ]
    assert found, gold
    if gold["speaker_type"] == "unnamed person":  # the labels allow the name or the bare office
        assert gold["role"] in (found[0].role, found[0].speaker) or gold["speaker"] == found[0].speaker
    else:
        assert (found[0].speaker, found[0].role) == (gold["speaker"], gold["role"])


def test_the_seeds_regions_are_all_found(seed: framing.Tables) -> None:
    found = [(row.region, row.start, row.end) for row in seed.regions.itertuples()]
    assert found == [(one["region"], *one["span"]) for one in SEED["regions"]]


def test_the_seeds_hedges_are_all_found(seed: framing.Tables) -> None:
    for gold in SEED["hedges"]:
        start, end = gold["span"]
        assert any(row.start < end and start < row.end for row in seed.hedges.itertuples()), gold


def test_the_seeds_targets_are_named_by_voice(seed: framing.Tables) -> None:
    camps = dict(zip(seed.statements["statement_id"], seed.statements["camp"], strict=True))
    said = {(row.text, camps.get(row.reported_by)) for row in seed.names.itertuples()}
    official, critics = "official Russian", "critics"
    assert {
        ("terrorist facilities", official),
        ("Isis and other rebels", official),
        ("Isis and other terrorist groups", official),
        ("moderate rebel groups", critics),
        ("civilian targets", critics),
    } <= said


def test_an_implicit_camps_file_is_for_the_articles_of_its_folder_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("art", "news"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(STORY)
    (tmp_path / "art" / "camps.yaml").write_text("camps: {port: {names: [Ana Ruiz]}}")
    art, news = framing.read("art"), framing.read("news")
    assert annotate(art).provenance["camps"]["name"] == "art"
    assert annotate("art").provenance["camps"]["name"] == "art"
    assert annotate("art/*.txt").provenance["camps"]["name"] == "art"
    for mixed in ([*art, *news], [*news, *art], [*art, Article("x", STORY)]):
        assert annotate(mixed).provenance["camps"]["name"] == "generic"
    assert implicit_camps(["art/a.txt", "art"]) == ("art/camps.yaml", "")
    assert implicit_camps(["news"]) == (None, "")
    path, note = implicit_camps(["news", "art/*.txt"])
    assert path is None
    assert note.startswith("'art/camps.yaml' is not used")


def test_what_was_set_aside_lies_beside_the_tables(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "b.txt").write_text("")
    annotate_to(framing.read(tmp_path), tmp_path / "out")
    kept = json.loads((tmp_path / "out" / "provenance.json").read_text())
    assert [source.rpartition("/")[2] for source, _ in kept["set_aside"]] == ["b.txt"]
    assert kept["camps"]["name"] == "generic"


def test_tables_are_not_written_into_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for where in ("file", "file/in/it"):
        with pytest.raises(ValueError, match=r"'.*file' is a file; give a folder with --out\.$"):
            annotate_to(Article("a", STORY), tmp_path / where)


def test_a_users_word_tables_hold_for_one_run_and_are_told(tmp_path: Path) -> None:
    (tmp_path / "people.more.csv").write_text(
        "word,class,value,source\nportreeve,courtesy,,own\n", encoding="utf-8"
    )
    article = Article("a", "Portreeve Jo Marsh said the bridge is safe.")
    plain, own, again = annotate(article), annotate(article, lexicons=tmp_path), annotate(article)
    assert own.statements["speaker"].tolist() == ["Jo Marsh"]
    assert plain.statements["speaker"].tolist() == again.statements["speaker"].tolist() != ["Jo Marsh"]
    assert plain.provenance["words"] == again.provenance["words"] != own.provenance["words"]


def test_a_file_that_adds_to_no_word_list_is_told(tmp_path: Path) -> None:
    (tmp_path / "hedge.more.csv").write_text("pattern,category,example,source\n", encoding="utf-8")
    with pytest.raises(
        ValueError, match=r"hedge\.more\.csv' adds to no word list; the lists are hedges, loaded"
    ):
        annotate(Article("a", STORY), lexicons=tmp_path)


def test_a_bad_row_of_a_users_word_table_is_told_and_nothing_of_it_holds(tmp_path: Path) -> None:
    (tmp_path / "people.more.csv").write_text(
        "word,class,value,source\nreeve,curtsy,,own\n", encoding="utf-8"
    )
    with pytest.raises(ValueError, match=r"people\.more\.csv, row 2: the class 'curtsy' of 'reeve'"):
        annotate(Article("a", STORY), lexicons=tmp_path)
    assert len(annotate(Article("a", STORY)).statements)
