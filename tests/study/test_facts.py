"""The figures of a report on small stories made by hand, each counted out by eye."""

from __future__ import annotations

from stories import CAMPS, many, story

from framing.study.fact_places import beginning, progress, stretches, tenths, turn
from framing.study.fact_words import hedges_within, marks_by_voice, tone_facts
from framing.study.facts import articles, facts, speakers
from framing.study.material import material
from framing.study.verb_classes import CLASSES, verb_facts


def test_who_speaks_and_who_accuses():
    made = facts(story(), CAMPS)
    assert (made.articles, made.statements, made.nobody, made.official) == (1, 3, 1, True)
    assert [c.camp.name for c in made.speaking] == ["city hall", "critics", "experts"]
    assert [(c.statements, c.nobody, c.named, c.articles) for c in made.camps[:2]] == [
        (1, 0, 1, 1),
        (1, 1, 0, 1),
    ]
    assert len(made.accusations) == len(made.unnamed_accusations) == 1
    assert made.named_accusations == made.group_accusations == 0
    assert sum(map(len, made.namings.values())) == made.statements
    assert made.own + made.paraphrased + made.quoted == made.words
    assert made.besides(*made.camps) == 0
    assert made.besides(made.camps[0]) == 2


def test_a_body_that_accuses_is_a_named_accuser():
    tables = story()
    tables.statements.loc[2, ["speaker_type", "speaker"]] = ["organisation", "the council"]
    made = facts(tables, CAMPS)
    assert (made.named_accusations, made.nobody, len(made.unnamed_accusations)) == (1, 0, 0)
    tables.statements.loc[2, "speaker_type"] = "unnamed group"
    assert facts(tables, CAMPS).group_accusations == 1


def test_more_without_a_camp_than_in_any_is_said():
    tables = many(1, 9, accuse=0)
    tables.statements.loc[tables.statements["camp"] != "critics", "camp"] = None
    made = facts(tables, CAMPS)
    assert (made.unassigned, made.uncovered) == (6, True)
    assert made.top is not None
    assert made.top.camp.name == "no camp"
    assert not facts(many(1, 9, accuse=0), CAMPS).uncovered


def test_verbs_by_class_and_camp():
    found = material(many(3, 5, accuse=3), CAMPS)
    made = verb_facts(found.said)
    assert list(made.counts) == list(CLASSES)
    assert sum(made.counts.values()) == len(found.said) == 15
    assert made.plain == 15 - sum(
        made.counts[name] for name in CLASSES if name not in ("Neutral", "Announcing")
    )
    assert sum(row.total() for row in made.camps.values()) == 15
    tables = story()
    tables.statements.loc[0, "act"] = "announces"
    announced = verb_facts(material(tables, CAMPS).said)
    assert announced.counts["Announcing"] == 1
    assert announced.plain == verb_facts(material(story(), CAMPS).said).plain


def test_a_score_on_the_border_leans_no_way():
    assert (tone_facts([0.05, -0.05]).below, tone_facts([0.05, -0.05]).above) == (0, 0)
    assert tone_facts([]).mean is None


def test_places_in_words():
    found = material(story(), CAMPS)
    made = stretches(found)
    whole = len(found.pages[0].word_starts)
    own = sum(right - left for left, right in made[None].spans)
    said = {
        n for name, lane in made.items() if name for left, right in lane.spans for n in range(left, right)
    }
    assert own + len(said) == whole
    assert all(0 <= share < 1 for share in progress(found).values())
    assert len(progress(found)) == len(found.hedges)
    first = turn(found.said)
    assert first is not None
    assert first.before[0].start == min(s.start for s in found.said)
    assert turn(()) is None
    assert all(beginning(s) >= s.start for s in found.said)


def test_the_last_words_are_in_the_last_tenth():
    tables = story()
    text = tables.articles.loc[0, "text"]
    end = len(text) - len("opened in May.")
    nowhere = dict.fromkeys(("source_start", "source_end", "cue_start", "cue_end"))
    for name, value in nowhere.items():
        tables.statements.loc[2, name] = value
    tables.statements.at[2, "content"] = [{"start": end, "end": len(text)}]
    counts = tenths(material(tables, CAMPS))
    assert counts["critics"] == (0,) * 9 + (1,)
    assert sum(map(sum, counts.values())) == 3


def test_rows_of_speakers_and_articles_add_up():
    found = material(many(3, 5, accuse=3), CAMPS)
    made = facts(found)
    assert sum(len(row.said) for row in speakers(found)) == made.statements
    assert [row.statements for row in articles(found)] == [5, 5, 5]
    assert sum(row.accusations for row in articles(found)) == len(made.accusations)
    assert sum(row.words for row in articles(found)) == made.words
    assert sum(map(len, marks_by_voice(found.hedges).values())) == made.hedges
    assert set(hedges_within(found)) <= {s.key for s in found.said}
