"""The same stories in the styles of three outlets: no measure, no word and no story sets them apart."""

from __future__ import annotations

import pytest

import framing
from framing import study
from framing.article import Article, Corpus
from framing.study.alongside import alongside
from framing.study.compared import DIFFER

PEOPLE = (
    ("Ann", "Lee", "she", "bridge"), ("Mark", "Hale", "he", "dam"), ("Rosa", "Diaz", "she", "school"),
    ("Paul", "Reed", "he", "harbour wall"), ("Joan", "Marsh", "she", "road"), ("Carl", "Stone", "he", "power plant"),
    ("Nora", "Webb", "she", "canal"), ("Hugh", "Blake", "he", "tunnel"), ("Edith", "Moss", "she", "airport"),
    ("Liam", "Cole", "he", "hospital"), ("Iris", "Vance", "she", "pier"), ("Omar", "Finch", "he", "station"),
)  # fmt: skip

BACKGROUND = (
    "The structure was built in 1904 and carries some nine thousand people a day. Engineers found cracks in three of "
    "its piers in the spring, and two lanes were closed at once.",
    "Traffic through the town has doubled since the new estate was opened. Shops along the main street have lost a "
    "third of their customers, and the weekly market was moved to the old quarry.",
    "Perhaps the work can begin before the winter. Steel has become cheaper, but the only firm that makes the bearings "
    "has orders for two years.",
    "A second crossing was planned in 1978 and given up when the money ran out. The drawings hang in the town hall.",
)

STYLES = {
    "Wire": {"senator": "Sen. {f} {l}", "again": "{l}", "day": "Tuesday", "quotes": '""', "governor": "Gov. Tom Fox",
             "date": "March 3"},
    "Broadsheet": {"senator": "Senator {f} {l}", "again": "{t}. {l}", "day": "on Tuesday", "quotes": "“”",
                   "governor": "Governor Tom Fox", "date": "March 3"},
    "Guard": {"senator": "Senator {f} {l}", "again": "{l}", "day": "on Tuesday", "quotes": "“”",
              "governor": "Governor Tom Fox", "date": "3 March"},
}  # fmt: skip


def printed(style: dict[str, str], number: int) -> str:
    first, last, pronoun, thing = PEOPLE[number]
    title = "Ms" if pronoun == "she" else "Mr"
    said = {name: form.format(f=first, l=last, t=title) for name, form in style.items()}
    left, right = said["quotes"]
    background = [BACKGROUND[(number + place) % 4] for place in range(2 + number % 3)]
    return "\n\n".join([
        f"{thing.capitalize()} to stay shut",
        f"{said['senator']} said {said['day']} that the old {thing} {left}is perfectly safe for now.{right} "
        f"{pronoun.capitalize()} said repairs may cost $2 million.",
        *background[:2],
        f"{left}We will look at it again,{right} {pronoun} told reporters.",
        *background[2:],
        f"{said['governor']} said the {thing} would reopen on {said['date']}. {said['again']} thanked the firemen.",
    ])  # fmt: skip


@pytest.fixture(scope="module")
def tables() -> framing.Tables:
    made = [Article(f"{name}-{number}", printed(style, number), outlet=name, metadata={"story": f"s{number}"})
            for name, style in STYLES.items() for number in range(len(PEOPLE))]  # fmt: skip
    return framing.annotate(Corpus(tuple(made)))


def test_no_measure_differs(tables: framing.Tables) -> None:
    found = study.of(tables, copies="keep").compare("outlet", draws=300)
    assert found.differing["measure"].tolist() == []
    assert not (found.estimates["told"] == DIFFER).any()
    shares = found.estimates[
        found.estimates["measure"].isin(["direct", "sources: politics", "statements by women"])
    ]
    spread = shares.groupby("measure")["value"].agg(lambda values: values.max() - values.min())
    assert spread.max() < 0.02


def test_no_measure_differs_within_the_stories(tables: framing.Tables) -> None:
    """Here a title spelled out is seen in every pair, and still it is no difference."""
    found = study.of(tables, copies="keep").compare("outlet", pair="story", draws=300)
    assert found.estimates.query("measure == 'words'")["q"].min() < 0.05
    assert found.differing["measure"].tolist() == []


def test_no_word_sets_them_apart_and_every_voice_is_kept(tables: framing.Tables) -> None:
    found = study.of(tables, copies="keep").compare("outlet", measure="words", draws=100)
    words, same = alongside(tables, found)
    assert words["word"].tolist() == []
    assert len(same.events) == len(PEOPLE)
    assert set(same.voices["fate"]) == {"kept"}
    assert set(same.quotations["how"]) == {"the same"}
    assert same.absent.empty
