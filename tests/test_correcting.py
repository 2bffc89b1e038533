"""What people said of single rows holds when the article is annotated anew."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import framing
from framing.article import Article
from framing.cli import main
from framing.corrections import Correction, Corrections, text_hash, write

STORY = (
    'Ana Ruiz, head of the port, said the quay "may close". The union was widely accused of delay. '
    "Leo Marsh denied that. It may rain in May."
)
HASH = text_hash(STORY)


def corrected(*lines: Correction, text: str = STORY, name: str = "a") -> framing.Tables:
    from dataclasses import replace

    numbered = tuple(replace(one, line=number) for number, one in enumerate(lines, 1))
    return framing.annotate(Article(name, text), corrections=Corrections(numbered, "v", "c.jsonl"))


def annotate_alone(text: str) -> framing.Tables:
    return framing.annotate(Article("a", text))


def say(table: str, do: str, words: str, text: str = STORY, **more: Any) -> Correction:
    start = text.index(words)
    return Correction(text_hash(text), table, do, start, start + len(words), words=words, **more)


def outcomes(tables: framing.Tables) -> list[tuple[str, str | None]]:
    return list(zip(tables.corrections["outcome"], tables.corrections["reason"], strict=True))


QUAY, DELAY, THAT = 'the quay "may close"', "delay", "that"


def test_nothing_said_leaves_all_as_it_is() -> None:
    plain = framing.annotate(Article("a", STORY))
    same = corrected()
    assert all(plain[name].equals(same[name]) for name in plain)
    assert same.provenance["corrections"] == {"sha256": "v", "lines": 0}
    assert "corrections" not in plain.provenance


def test_a_rejected_statement_is_gone_with_its_source_and_its_voice() -> None:
    before = framing.annotate(Article("a", STORY))
    assert before.hedges.set_index("start").loc[STORY.index("may"), "voice"] == "0"
    tables = corrected(say("statements", "reject", QUAY))
    assert tables.statements["speaker"].tolist() == [None, "Leo Marsh"]
    assert tables.sources["speaker"].tolist() == ["Leo Marsh"]
    assert tables.hedges.set_index("start").loc[STORY.index("may"), "voice"] == "journalist"
    assert outcomes(tables) == [("applied", None)]


def test_a_relabelled_speaker_is_a_source_of_its_own_and_a_camp_stays_set() -> None:
    tables = corrected(
        say("statements", "relabel", DELAY, field="speaker", value="Ana Ruiz"),
        say("statements", "relabel", THAT, field="camp", value="union"),
        say("statements", "relabel", THAT, field="act", value="criticises"),
    )
    assert tables.sources.set_index("speaker").loc["Ana Ruiz", "statements"] == 2
    assert tables.statements["speaker_type"].tolist() == ["person"] * 3
    denied = tables.statements.set_index("speaker").loc["Leo Marsh"]
    assert (denied["camp"], denied["camp_rule"], denied["act"]) == ("union", "set by hand", "criticises")
    assert json.loads(tables.corrections["was"][2]) == "denies"


def test_an_act_that_a_person_set_is_not_taken_back_by_the_accusation_around_it() -> None:
    text = "Ana Ruiz accused Leo Marsh of stealing the money. Marsh denied it."
    [found] = annotate_alone(text).accusations["kind"]
    assert found == "accuses"
    line = say(
        "statements", "relabel", "Leo Marsh of stealing the money", text=text, field="act", value="criticises"
    )
    assert corrected(line, text=text).statements.set_index("speaker").loc["Ana Ruiz", "act"] == "criticises"


def test_a_statement_can_be_moved_and_added() -> None:
    rain = STORY.index("It may rain in May")
    lee = STORY.index("Leo")
    tables = corrected(
        say("statements", "move", QUAY, value=[STORY.index('"may'), STORY.index('e".') + 2]),
        Correction(HASH, "statements", "add", rain, rain + 18, value={
            "speaker": "Leo Marsh", "source_start": lee, "source_end": lee + 9, "act": "predicts"}),
    )  # fmt: skip
    assert tables.statements.set_index("speaker").loc["Ana Ruiz", "kind"] == "direct"
    added = tables.statements.iloc[-1]
    assert (added["speaker"], added["act"], added["rule"], added["kind"]) == (
        "Leo Marsh", "predicts", "set by hand", "indirect",
    )  # fmt: skip
    assert tables.statements["statement_id"].is_unique
    assert tables.sources.set_index("speaker").loc["Leo Marsh", "statements"] == 2
    assert outcomes(tables) == [("applied", None)] * 2


def test_what_a_source_is_goes_into_sources_and_statements() -> None:
    ruiz = say("sources", "relabel", "Ana Ruiz, head of the port", field="affiliation", value="government")
    named = Correction(HASH, "sources", "relabel", name="Leo Marsh", field="gender", value="unknown")
    camp = Correction(HASH, "sources", "relabel", name="Leo Marsh", field="camp", value="union")
    tables = corrected(ruiz, named, camp)
    sources = tables.sources.set_index("speaker")
    assert (sources.loc["Ana Ruiz", "affiliation"], sources.loc["Ana Ruiz", "rule"]) == (
        "government",
        "set by hand",
    )
    assert (sources.loc["Leo Marsh", "gender"], sources.loc["Leo Marsh", "camp"]) == ("unknown", "union")
    assert tables.statements.set_index("speaker").loc["Leo Marsh", "camp"] == "union"
    gone = corrected(Correction(HASH, "sources", "reject", name="Leo Marsh"))
    assert gone.statements["speaker"].tolist() == ["Ana Ruiz", None]


def test_a_source_that_speaks_with_another_is_corrected_alone() -> None:
    text = "Jan Vos and Eva Lund said the ferry is safe. Eva Lund said it is new."
    both = annotate_alone(text).sources.set_index("speaker")["statements"]
    assert both.to_dict() == {"Jan Vos": 1, "Eva Lund": 2}
    without = corrected(Correction(text_hash(text), "sources", "reject", name="Jan Vos"), text=text)
    assert without.sources.set_index("speaker")["statements"].to_dict() == {"Eva Lund": 2}
    assert without.statements["speaker"].tolist() == ["Eva Lund", "Eva Lund"]
    renamed = Correction(
        text_hash(text), "sources", "relabel", name="Eva Lund", field="speaker", value="Eva Lind"
    )
    named = corrected(renamed, text=text).sources.set_index("speaker")["statements"]
    assert named.to_dict() == {"Jan Vos": 1, "Eva Lind": 2}
    gone = corrected(Correction(text_hash(text), "sources", "reject", name="Eva Lund"), text=text)
    assert gone.sources.set_index("speaker")["statements"].to_dict() == {"Jan Vos": 1}
    moved = corrected(
        say("statements", "relabel", "the ferry is safe", text=text, field="speaker", value="Eva Lund"),
        text=text,
    )
    assert moved.sources["speaker"].tolist() == ["Eva Lund"]


def test_marks_are_rejected_relabelled_moved_and_added() -> None:
    rain = STORY.index("It may")
    tables = corrected(
        say("hedges", "relabel", "widely", field="category", value="weasel"),
        say("hedges", "reject", "accused"),
        Correction(HASH, "hedges", "add", rain, rain + 6, value={"category": "hedge"}),
    )
    found = tables.hedges[["text", "category", "voice", "rule"]].values.tolist()
    assert ["widely", "weasel"] in [row[:2] for row in found]
    assert "accused" not in [row[0] for row in found]
    assert ["It may", "hedge", "journalist", "set by hand"] in found
    assert tables.hedges["start"].is_monotonic_increasing


def test_accusations_are_added_with_what_the_accuser_is() -> None:
    clause = "The union was widely accused of delay"
    tables = corrected(
        say(
            "accusations", "add", clause, value={"kind": "accuses", "target": "union", "accuser": "Ana Ruiz"}
        ),
        say("sources", "relabel", "Ana Ruiz, head of the port", field="affiliation", value="government"),
    )
    [row] = tables.accusations[["text", "accuser", "accuser_affiliation", "reply", "voice"]].values.tolist()
    assert row == [clause, "Ana Ruiz", "government", "none", "journalist"]


def test_a_frame_is_known_by_its_name() -> None:
    tables = corrected(
        Correction(HASH, "frames", "relabel", name="conflict", field="present", value=True),
        Correction(HASH, "frames", "relabel", name="conflct", field="present", value=True),
    )
    assert tables.frames.query("frame == 'conflict'")["present"].tolist() == [True]
    assert outcomes(tables)[1] == ("conflict", "the row is no longer there")


def test_conflicts_are_told_and_change_nothing() -> None:
    elsewhere = Correction(HASH, "hedges", "reject", 3, 6, words="may")
    beyond = Correction(HASH, "hedges", "reject", 900, 903)
    none_there = say("hedges", "accept", "quay")
    not_found = say("hedges", "reject", "port")
    tables = corrected(elsewhere, beyond, none_there, not_found)
    assert outcomes(tables) == [
        ("conflict", "at 3–6 stands 'Ru', not 'may'"),
        ("conflict", f"the place 900–903 lies outside the text of {len(STORY)} characters"),
        ("conflict", "the row is no longer there"),
        ("confirmed", "the row is no longer found"),
    ]
    assert tables.hedges.equals(framing.annotate(Article("a", STORY)).hedges)
    changed = corrected(say("hedges", "reject", "widely", article="a"), text=STORY + " So.")
    assert outcomes(changed) == [("conflict", "the text of the article has changed since it was corrected")]


def test_the_later_line_about_a_row_holds() -> None:
    tables = corrected(
        say("hedges", "reject", "widely"), say("hedges", "accept", "widely"),
        say("hedges", "relabel", "may", field="category", value="weasel"), say("hedges", "reject", "may"),
    )  # fmt: skip
    assert [one for one, _ in outcomes(tables)] == ["overruled", "confirmed", "overruled", "applied"]
    assert "widely" in tables.hedges["text"].tolist()
    assert tables.hedges["start"].tolist()[0] > STORY.index("may")


def test_a_row_is_known_by_where_it_was_found_in_whatever_order_its_lines_stand() -> None:
    rain = STORY.index("It may rain")
    tables = corrected(
        say("statements", "move", QUAY, value=[rain, rain + 18]),
        say("statements", "relabel", QUAY, field="act", value="predicts"),
    )
    assert [one for one, _ in outcomes(tables)] == ["applied", "applied"]
    row = tables.statements.set_index("speaker").loc["Ana Ruiz"]
    assert (row["act"], row["content"]) == ("predicts", [{"start": rain, "end": rain + 18}])


def test_a_row_that_a_new_version_finds_a_little_elsewhere_is_still_known() -> None:
    clause = 'e quay "may close"'
    tables = corrected(say("statements", "reject", clause))
    assert "Ana Ruiz" not in tables.statements["speaker"].tolist()
    start = STORY.index(QUAY)
    assert outcomes(tables) == [("applied", f"the row stands at {start}–{start + len(QUAY)} by now")]


def test_offsets_are_those_of_the_text_as_it_is() -> None:
    text = "The oﬃ\u00adcer said it may well rain. 😀 It ma\u00ady rain."
    assert framing.annotate(Article("a", text)).hedges["text"].tolist() == ["may well", "ma\u00ady"]
    tables = corrected(say("hedges", "reject", "ma\u00ady", text=text), text=text)
    assert tables.hedges["text"].tolist() == ["may well"]
    assert tables.corrections["start"].tolist() == [text.index("ma\u00ady")]
    assert outcomes(tables) == [("applied", None)]
    begin = text.index("may")
    moved = corrected(say("hedges", "move", "may well", text=text, value=[begin, begin + 13]), text=text)
    assert moved.hedges["text"].tolist() == ["may well rain", "ma\u00ady"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "story.txt").write_text(STORY, encoding="utf-8")
    return tmp_path


def test_the_command_applies_them_and_tells(folder: Path) -> None:
    plain = CliRunner().invoke(main, ["annotate", str(folder / "in"), "--out", str(folder / "plain")])
    assert plain.exit_code == 0
    text = framing.tables.read(folder / "plain").articles["text"][0]  # type: ignore[attr-defined]
    write(
        [
            say("hedges", "reject", "widely", text=text),
            say("hedges", "reject", "may", text=text, note="x"),
            Correction(text_hash(text), "hedges", "accept", 0, 3),
            Correction("0" * 64, "hedges", "reject", 0, 3),
        ],
        folder / "c.jsonl",
    )
    args = [
        "annotate",
        str(folder / "in"),
        "--out",
        str(folder / "out"),
        "--corrections",
        str(folder / "c.jsonl"),
    ]
    done = CliRunner().invoke(main, args)
    assert done.exit_code == 0, done.output
    assert (
        "Of 4 corrections in c.jsonl, 2 changed a row, 1 are about texts that are not among these articles."
    ) in done.output
    assert "line 3: not applied to 'story': the row is no longer there; look at the row again" in done.output
    found = framing.tables.read(folder / "out")  # type: ignore[attr-defined]
    assert "widely" not in found.hedges["text"].tolist()
    (folder / "c.jsonl").write_text('{"do": 1}\n', encoding="utf-8")
    bad = CliRunner().invoke(main, args)
    assert bad.exit_code == 2
    assert "c.jsonl, line 1: needs 'text_hash'" in bad.output


def test_parts_and_workers_apply_them_and_are_made_anew_when_they_change(folder: Path) -> None:
    for number in range(8):
        (folder / "in" / f"s{number}.txt").write_text(f"{STORY} It is day {number}.", encoding="utf-8")
    args = ["annotate", str(folder / "in"), "--out", str(folder / "out"), "--jobs", "1", "--part", "4"]
    plain = CliRunner().invoke(main, args)
    assert plain.exit_code == 0, plain.output
    tables = framing.tables.read(folder / "out")  # type: ignore[attr-defined]
    texts = dict(zip(tables.articles["article_id"], tables.articles["text"], strict=True))
    (folder / "scheme.csv").write_text("pattern,frame,half\nquay/n,port,5\n", encoding="utf-8")
    write([say("hedges", "reject", "widely", text=texts["s3"])], folder / "c.jsonl")
    more = ["--corrections", str(folder / "c.jsonl"), "--frames", str(folder / "scheme.csv")]
    done = CliRunner().invoke(main, args + more)
    assert done.exit_code == 0, done.output
    assert "Of 1 correction in c.jsonl, 1 changed a row." in done.output
    after = framing.tables.read(folder / "out")  # type: ignore[attr-defined]
    without = set(after.articles["article_id"]) - set(after.hedges.query("text == 'widely'")["article_id"])
    assert without == {"s3"}
    assert set(after.frames["frame"]) == {"port"}
    again = CliRunner().invoke(main, args + more)
    assert "Nothing has changed since the last run" in again.output
    assert "1 changed a row" in again.output
