"""Scores are weighted, clustered and honest about what a sample cannot tell."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner

from framing.annotate import annotate
from framing.article import Article, Corpus
from framing.cli import main
from framing.corrections import parse, read, write
from framing.exchange import samples
from framing.exchange.codes import Code
from framing.exchange.codes import write as write_codes
from framing.exchange.coding_units import Unit, found_again
from framing.exchange.corrected_shares import corrected_share
from framing.exchange.corrections import corrections
from framing.exchange.questions import Question
from framing.exchange.samples import Drawn, Sample, Stratum
from framing.exchange.score_lines import lines
from framing.exchange.scores import Case, ratio, score, settled
from framing.study.agreement import alpha, alpha_interval
from framing.tables import Tables

TONE = Question("tone", "?", ("bad", "good"))
WHO = Question("who", "?")
IS = Question("is", "?", ("yes", "no"), ends="no")


def sample(*rows: tuple[str, str, dict[str, str]], sizes: dict[str, int], of: str = "statements") -> Sample:
    """Rows as (stratum, article, the machine's answers), drawn from strata of these sizes."""
    drawn = []
    for number, (stratum, article, machine) in enumerate(rows):
        unit = Unit(article, "h", number, number + 1, None, machine, {"paper": stratum})
        size = sum(one[0] == stratum for one in rows)
        drawn.append(Drawn(f"u{number}", unit, (stratum,), size / sizes[stratum], "x", number, {}))
    strata = tuple(
        Stratum((name,), size, sum(one[0] == name for one in rows), size) for name, size in sizes.items()
    )
    return Sample(of, 1, ("paper",), "equal", strata, tuple(drawn), (IS, TONE, WHO), 9, "once", {})


def say(*values: str, question: str = "tone", coder: str = "Ana", first: int = 0) -> list[Code]:
    return [Code(f"u{first + n}", question, value, coder) for n, value in enumerate(values) if value]


TEN = sample(
    *[("A", f"a{n}", {"tone": "good", "is": "yes", "who": "Ann Lee"}) for n in range(5)],
    *[("B", f"b{n}", {"tone": "good", "is": "yes", "who": "-"}) for n in range(5)],
    sizes={"A": 95, "B": 5},
)


def test_a_row_counts_for_those_that_it_stands_for() -> None:
    codes = say("good", "good", "good", "good", "bad", "bad", "bad", "bad", "bad", "bad")
    tone = score(TEN, codes).figures["questions"]["tone"]
    assert tone["accuracy"]["value"] == pytest.approx((95 * 4 / 5 + 5 * 0) / 100)
    assert tone["values"]["good"]["precision"]["value"] == pytest.approx(0.76)
    assert tone["values"]["good"]["recall"]["value"] == 1
    assert tone["values"]["bad"]["recall"]["value"] == 0
    assert tone["values"]["bad"]["precision"] == {"value": None, "low": None, "high": None}
    assert tone["values"]["good"]["f1"]["value"] == pytest.approx(2 * 76 / (100 + 76))
    wrong = next(one for one in tone["confusion"] if one["people"] == "bad")
    assert (wrong["machine"], wrong["rows"], wrong["stand_for"]) == ("good", 6, pytest.approx(24))


def test_rows_that_nobody_coded_are_stood_for_by_their_stratum() -> None:
    found = score(TEN, say("good", "bad", "", "", "", "good"))
    assert found.figures["questions"]["tone"]["accuracy"]["value"] == pytest.approx((95 / 2 + 5) / 100)
    assert "3 of 10 rows are coded; those of the same stratum stand for the others." in found.notes
    alone = score(TEN, say("good", "bad"))
    assert alone.figures["questions"]["tone"]["accuracy"]["value"] == pytest.approx(0.5)
    assert any("Nothing is coded of 1 strata with 5 of 100 rows" in note for note in alone.notes)


def test_what_is_none_ends_the_row_and_tells_the_precision_of_finding() -> None:
    codes = say("yes", "no", "no", "no", "no", *["yes"] * 5, question="is") + say(
        "good", "", "", "", "", *["bad"] * 5
    )
    found = score(TEN, codes).figures["questions"]
    assert found["is"]["precision_of_finding"]["value"] == pytest.approx((95 / 5 + 5) / 100)
    assert found["tone"]["accuracy"]["value"] == pytest.approx((95 / 5) / (95 / 5 + 5))


def test_names_are_the_same_party_or_another() -> None:
    codes = say("Lee", "-", "Bo Marsh", "Ann Lee", "Lee", "-", "-", "Bo Marsh", "-", "-", question="who")
    who = score(TEN, codes).figures["questions"]["who"]
    assert who["accuracy"]["value"] == pytest.approx((95 * 3 / 5 + 5 * 4 / 5) / 100)
    assert set(who["values"]) == {"named", "-"}
    assert who["values"]["named"]["machine"] == 5
    assert who["values"]["named"]["precision"]["value"] == pytest.approx(0.6)


def test_the_interval_knows_that_rows_of_one_article_are_alike() -> None:
    apart = [Case(str(n), 1, str(n), "x", "x" if n % 4 else "y") for n in range(80)]
    together = [Case(str(n), 1, str(n // 20), "x", "x" if n >= 20 else "y") for n in range(80)]
    one, other = (ratio(c, lambda k: float(k.gold == k.machine), lambda k: 1.0) for c in (apart, together))
    assert one["value"] == other["value"] == 0.75
    assert one["low"] == pytest.approx(0.645, abs=0.01)
    assert other["high"] - other["low"] > 2 * (one["high"] - one["low"])  # type: ignore[operator]


@pytest.mark.parametrize("share", [0.7, 0.95])
def test_intervals_hold_the_truth_as_often_as_they_say(share: float) -> None:
    generator = np.random.default_rng(1)
    held, runs = 0, 300
    for _ in range(runs):
        right = generator.random(100) < share
        cases = [
            Case(str(n), 1 + 2 * (n % 2), str(n // 2), "x", "x" if right[n] else "y") for n in range(100)
        ]
        found = ratio(cases, lambda k: float(k.gold == k.machine), lambda k: 1.0)
        held += found["low"] <= share <= found["high"]  # type: ignore[operator]
    assert 0.91 <= held / runs <= 0.99


def test_coders_are_settled_by_most_and_agreement_has_an_interval() -> None:
    codes = say("good", "good", "bad") + say("bad", "good", "bad", coder="Ben") + say("bad", coder="Cy")
    assert settled(codes, TONE)["u0"].value == "bad"
    tied = settled(say("good") + say("bad", coder="Ben"), TONE)["u0"]
    assert (tied.value, tied.tied) == ("good", True)
    assert settled(say("good") + say("bad", coder="Ben"), TONE, "Ben")["u0"].value == "bad"
    found = score(TEN, codes)
    told = found.figures["questions"]["tone"]["agreement"]
    ratings = {"Ana": ["good", "good", "bad"], "Ben": ["bad", "good", "bad"], "Cy": ["bad", None, None]}
    assert told["alpha"] == pytest.approx(alpha(ratings))
    assert told["low"] <= told["alpha"] <= told["high"]
    names = settled(say("Ann Lee", question="who") + say("Lee", coder="Ben", question="who"), WHO)
    assert len(set(names["u0"].said.values())) == 1


def test_alpha_of_a_drawn_sample_is_the_librarys() -> None:
    generator = np.random.default_rng(3)
    one = generator.integers(0, 3, 60).tolist()
    other = [
        a if generator.random() < 0.7 else b
        for a, b in zip(one, generator.integers(0, 3, 60).tolist(), strict=True)
    ]
    low, high = alpha_interval({"Ana": one, "Ben": other}, draws=400, seed=5)
    drawn = np.random.default_rng(9)
    again = []
    for _ in range(150):
        at = drawn.integers(0, 60, 60)
        again.append(alpha({"Ana": [one[n] for n in at], "Ben": [other[n] for n in at]}))
    assert (low, high) == (
        pytest.approx(np.percentile(again, 2.5), abs=0.06),
        pytest.approx(np.percentile(again, 97.5), abs=0.06),
    )
    assert alpha_interval({"Ana": [1, 1], "Ben": [1, 1]}) == (1.0, 1.0)
    assert np.isnan(alpha_interval({"Ana": [1], "Ben": [1]})[0])


def test_two_coders_who_disagree_on_everything_are_told() -> None:
    opposite = {"good": "bad", "bad": "good"}
    mine = ["good", "bad"] * 5
    codes = say(*mine) + say(*(opposite[one] for one in mine), coder="Ben")
    found = score(TEN, codes)
    assert found.figures["questions"]["tone"]["agreement"]["alpha"] == pytest.approx(
        alpha({"a": mine, "b": [opposite[m] for m in mine]})
    )
    assert found.figures["questions"]["tone"]["agreement"]["alpha"] < -0.8
    assert "tone: coders are divided over 10 rows; the answer of the first by name holds." in found.notes


def test_groups_are_compared_and_bad_wishes_told() -> None:
    codes = say("good", "good", "good", "good", "bad", "bad", "bad", "bad", "bad", "good")
    found = score(TEN, codes, by="paper")
    groups = found.figures["questions"]["tone"]["by"]["groups"]
    assert groups["A"]["accuracy"]["value"] == pytest.approx(0.8)
    assert groups["B"]["accuracy"]["value"] == pytest.approx(0.2)
    assert groups["A"]["few"]
    text = "\n".join(lines(found))
    assert "tone: 10 coded, accuracy 0.77" in text
    assert "taken for another: bad as good 5" in text
    assert "tells nothing of those that it missed" in text
    with pytest.raises(ValueError, match="no column 'outlet' to compare by; the columns are paper"):
        score(TEN, codes, by="outlet")
    with pytest.raises(ValueError, match="none of the 1 answers is about a row"):
        score(TEN, [Code("x", "tone", "good", "Ana")])
    with pytest.raises(ValueError, match="'Zoe' coded nothing; the coders are Ana"):
        score(TEN, codes, first="Zoe")


STORIES = [
    f"Ann Lee{n}, a doctor, said the clinic may close. The mayor said it will stay. "
    "The union accused Metroline of theft."
    for n in range(12)
]


@pytest.fixture(scope="module")
def tables() -> Tables:
    return annotate(
        Corpus(tuple(Article(f"a{n}", text, outlet="AB"[n % 2]) for n, text in enumerate(STORIES)))
    )


def coded(drawn: Sample, question: str, wrong: int = 0) -> list[Code]:
    """What the machine says, and something else for the first few."""
    asked = next(one for one in drawn.questions if one.name == question)
    made = []
    for number, one in enumerate(drawn.drawn):
        value = one.unit.machine[question]
        if number < wrong:
            value = next(other for other in asked.values if other != value)
        made.append(Code(one.id, question, value, "Ana"))
    return made


def test_a_share_is_corrected_by_the_codes(tables: Tables) -> None:
    drawn = samples.sample(tables, 30, of="sources", stratify=["outlet"])
    right, notes = corrected_share(
        tables, drawn, coded(drawn, "affiliation"), "affiliation=expert", by="outlet"
    )
    assert notes == []
    assert set(right.index) == {"all", "A", "B", "A − B"}
    assert right.loc["all", "corrected"] == pytest.approx(right.loc["all", "raw"])
    all_wrong = [Code(one.id, "affiliation", "media", "Ana") for one in drawn.drawn]
    media, _ = corrected_share(tables, drawn, all_wrong, "affiliation=media")
    assert media.loc["all", "raw"] == 0
    assert media.loc["all", "corrected"] == pytest.approx(1)
    with pytest.raises(ValueError, match="'affiliation' is no question with an answer"):
        corrected_share(tables, drawn, all_wrong, "affiliation")
    with pytest.raises(ValueError, match="'expret' is no answer to 'affiliation'"):
        corrected_share(tables, drawn, all_wrong, "affiliation=expret")
    with pytest.raises(ValueError, match="no column 'paper'"):
        corrected_share(tables, drawn, all_wrong, "affiliation=media", by="paper")
    with pytest.raises(ValueError, match="none of the coded rows is among"):
        corrected_share(annotate(Article("z", STORIES[0] + " So.")), drawn, all_wrong, "affiliation=media")


def test_rows_that_are_drawn_less_often_count_for_more() -> None:
    articles = [
        {"article_id": f"a{n}", "text": f"Text {n}.", "outlet": "B" if n < 12 else "A", "words": 2}
        for n in range(60)
    ]
    frames = [{"article_id": f"a{n}", "frame": "war", "score": 0.1, "present": False} for n in range(60)]
    tables = Tables.from_rows({"articles": articles, "frames": frames})
    drawn = samples.sample(tables, 24, of="articles", stratify=["outlet"], allocation="equal")
    assert [one.drawn for one in drawn.strata] == [12, 12]
    codes = [
        Code(one.id, "frame: war", "yes" if one.stratum == ("A",) else "no", "Ana") for one in drawn.drawn
    ]
    found, _ = corrected_share(tables, drawn, codes, "frame: war=yes")
    assert found.loc["all", "raw"] == 0
    assert found.loc["all", "corrected"] == pytest.approx(48 / 60)


def test_codes_become_corrections_that_make_the_tables_right(tables: Tables, tmp_path: Path) -> None:
    drawn = samples.sample(tables, 36, of="statements")
    names = [one for one in drawn.drawn if one.unit.machine["speaker"].startswith("Ann")]
    others = [one for one in drawn.drawn if not one.unit.machine["speaker"].startswith("Ann")]
    codes = [Code(one.id, "act", "claims", "Ana", note="why") for one in names[:3]]
    codes += [Code(one.id, "affiliation", "media", "Ana") for one in names[3:5]]
    codes += [Code(others[0].id, "span", "no statement", "Ana"), Code(others[1].id, "span", "right", "Ana")]
    codes += [Code(others[2].id, "span", "too long", "Ana")]
    made, notes = corrections(drawn, codes)
    assert sorted(one.do for one in made) == ["accept", "reject", *["relabel"] * 5]
    assert notes == ["1 answers to 'span' say that something is wrong, but not where the right row stands."]
    write(made, tmp_path / "c.jsonl")
    assert [parse(json.loads(one.as_json())) for one in made] == made
    corpus = Corpus(tuple(Article(f"a{n}", text, outlet="AB"[n % 2]) for n, text in enumerate(STORIES)))
    after = annotate(corpus, corrections=read(tmp_path / "c.jsonl"))
    assert set(after.corrections["outcome"]) == {"applied", "confirmed"}
    assert len(after.statements) == len(tables.statements) - 1
    now = found_again(after, "statements")
    assert all(now[one.unit.key].machine["act"] == "claims" for one in names[:3])
    assert all(now[one.unit.key].machine["affiliation"] == "media" for one in names[3:5])
    assert score(drawn, codes[:3], machine=now).figures["questions"]["act"]["accuracy"]["value"] == 1


def test_frames_of_articles_become_corrections(tables: Tables) -> None:
    drawn = samples.sample(tables, 3, of="articles")
    made, _ = corrections(drawn, coded(drawn, "frame: conflict", wrong=1))
    assert [(one.table, one.do, one.name, one.field) for one in made] == [
        ("frames", "relabel", "conflict", "present")
    ]
    assert parse(json.loads(made[0].as_json())) == made[0]


def test_sentences_tell_what_is_missed(tables: Tables) -> None:
    drawn = samples.sample(tables, 36, of="sentences")
    codes = [
        Code(
            one.id, "statement", "yes" if "said" in one.parts[1] or "accused" in one.parts[1] else "no", "Ana"
        )
        for one in drawn.drawn
    ]
    found = score(drawn, codes)
    yes = found.figures["questions"]["statement"]["values"]["yes"]
    assert yes["coded"] == 36
    assert yes["recall"]["value"] == pytest.approx(yes["machine"] / 36)
    assert not any("missed" in note for note in found.notes)


def test_the_command_scores_corrects_and_writes(tables: Tables, tmp_path: Path) -> None:
    from framing.tables import write as write_tables

    write_tables(tables, tmp_path / "t")
    drawn = samples.sample(tables, 24, of="sources", stratify=["outlet"])
    samples.write(drawn, tmp_path / "sample.jsonl")
    write_codes(coded(drawn, "affiliation", wrong=2), tmp_path / "codes.jsonl")

    def run(*args: Any, code: int = 0) -> str:
        done = CliRunner().invoke(main, ["score", str(tmp_path / "codes.jsonl"), *map(str, args)])
        assert done.exit_code == code, done.output
        return done.output

    said = run("--by", "outlet", "--out", tmp_path / "s.json", "--corrections", tmp_path / "c.jsonl")
    assert "affiliation: 24 coded, accuracy 0.9" in said
    figures = json.loads((tmp_path / "s.json").read_text(encoding="utf-8"))
    assert figures["questions"]["affiliation"]["coded"] == 24
    assert len(read(tmp_path / "c.jsonl")) == 24
    said = run(
        tmp_path / "t", "--correct", "affiliation=expert", "--by", "outlet", "--out", tmp_path / "k.json"
    )
    assert "affiliation=expert: by the machine, and corrected" in said
    assert "A − B" in said
    assert json.loads((tmp_path / "k.json").read_text(encoding="utf-8"))["rows"][0]["group"] == "all"
    assert "--correct needs the tables" in run("--correct", "affiliation=expert", code=2)
    assert "may have been written by hand" in run("--corrections", tmp_path / "c.jsonl", code=2)
