"""Who accuses whom, where a clause alone does not tell: descriptions, and what the other clauses agree on."""

import numpy as np

from framing.article import Article
from framing.layers import _accusation_syntax as syntax
from framing.layers._accusation_names import bearers, merged
from framing.layers._accusation_roles import NOBODY, Weights, roles, shipped
from framing.layers._accusation_shape import Around, Candidate, Reading
from framing.layers.accusations import accusations
from framing.layers.statements import statements
from framing.people.parties import parties
from framing.text import Document


def meant(text: str) -> dict[str, str]:
    doc = Document(Article("a", text))
    said = statements([doc])[0]
    found = parties(doc, said)
    return {found.names[a]: found.names[b] for a, b in bearers(doc, said, found).items()}


def test_a_description_is_whom_the_article_has_just_named():
    text = "Ana Ruiz stood up. “They lied,” Ruiz said. “It is theft,” the retired surgeon added."
    assert meant(text) == {"the retired surgeon": "Ana Ruiz"}


def test_another_is_not_the_same_and_an_unknown_one_stays_unknown():
    text = "“They lied,” Ana Ruiz said. “It is theft,” another surgeon added."
    assert meant(text) == {}
    assert meant("“It is theft,” the surgeon said.") == {}


def test_a_document_speaks_for_who_made_it():
    text = "“The bank lied,” Ana Ruiz wrote. The letter added that the bank had hidden its losses."
    assert meant(text) == {"the letter": "Ana Ruiz"}


def test_merged_parties_hand_over_their_places():
    doc = Document(Article("a", "“They lied,” Ana Ruiz said. “It is theft,” the surgeon added."))
    found = parties(doc, statements([doc])[0])
    surgeon, ruiz = found.number("the surgeon"), found.number("Ana Ruiz")
    assert surgeon is not None
    assert ruiz is not None
    made = merged(found, {surgeon: ruiz})
    assert made.times[surgeon] == 0
    assert made.times[ruiz] == found.times[ruiz] + found.times[surgeon]
    assert {one.party for one in made.meant} == {one.party for one in found.meant} - {surgeon}


def clause(*parties_: int) -> Around:
    nothing = np.zeros(1, dtype=np.float32)
    return Around(0, 9, 1, 3, tuple(Candidate(n, n + 1, p, nothing) for n, p in enumerate(parties_)), nothing)


def opinion(*rows: tuple[float, float]) -> tuple[np.ndarray, np.ndarray]:
    logged = np.log(np.array(rows, dtype=np.float32))
    return logged, logged


def chosen(*given):
    return [one.roles for one in roles(*given)]


ALONE = Weights(0.5, np.eye(9, dtype=np.float32)[0], np.eye(9, dtype=np.float32)[0])


def test_nobody_accuses_himself():
    said = opinion((0.1, 0.1), (0.6, 0.6), (0.3, 0.3))
    (one,) = chosen([clause(4, 7)], [said], [None], ALONE)
    assert {one.accuser, one.target} == {4, 7}


def test_places_of_one_party_are_added_up():
    said = opinion((0.1, 0.1), (0.4, 0.1), (0.25, 0.1), (0.25, 0.7))
    (one,) = chosen([clause(4, 7, 7)], [said], [None], ALONE)
    assert (one.accuser, one.target) == (4, 7) or (one.accuser, one.target) == (7, 4)
    (sole,) = chosen([clause(7, 7)], [opinion((0.4, 0.1), (0.3, 0.4), (0.3, 0.5))], [None], ALONE)
    assert (sole.accuser, sole.target) == (None, 7)


def test_what_the_other_clauses_agree_on_decides_a_close_one():
    sure = opinion((0.02, 0.02), (0.94, 0.02), (0.02, 0.94), (0.02, 0.02))
    close = opinion((0.05, 0.05), (0.85, 0.05), (0.05, 0.40), (0.05, 0.50))
    windows = [clause(1, 2, 3)] * 4
    alone = chosen([windows[0]], [close], [5], shipped())[0]
    among = chosen(windows, [sure, sure, close, sure], [5] * 4, shipped())[2]
    assert (alone.accuser, alone.target) == (1, 3)
    assert (among.accuser, among.target) == (1, 2)


def test_no_candidate_is_no_target():
    (one,) = chosen([clause(3)], [opinion((0.1, 0.1), (0.9, 0.9))], [None], ALONE)
    assert (one.accuser, one.target) in {(None, 3), (3, None)}
    assert NOBODY not in (one.accuser, one.target)
    assert roles([], [], []) == []


def test_the_chief_party_may_be_meant_from_afar():
    far = "Leo Marsh runs the bank. Marsh was born here. Marsh likes trains. " + "The sun shone again. " * 40
    doc = Document(Article("a", far + "Money was stolen."))
    reading = Reading(doc, statements([doc])[0])
    last = len(doc.words)
    names = {reading.parties.names[c.party] for c in reading.around(last - 4, last - 1).candidates}
    assert "Leo Marsh" in names


def charged(text: str) -> list[tuple[str | None, str | None]]:
    doc = Document(Article("a", text))
    return [(one.accuser, one.target) for one in accusations(doc, statements([doc])[0])]


def test_who_rejects_a_charge_does_not_make_it():
    told = charged(
        "Mayor Bill Hart rejected criticism from Ann Stone that shutting down the unit made the city less safe."
    )
    assert told == [("Ann Stone", "Bill Hart")]
    assert all(
        accuser != "Bill Hart" for accuser, _ in charged("Bill Hart dismisses claim that his aides lied.")
    )


def test_the_noun_of_a_charge_may_name_its_maker():
    words = "the plan drew criticism from lee who called roe a liar".split()
    places = [(5, 6), (8, 9)]
    assert syntax.turned(words, 0, len(words), (2, 11), places) == (None, 0)
    assert syntax.turned(words, 0, len(words), (7, 11), places) == (None, None)


def test_subject_and_object_of_the_accusing_word():
    words = "lee and roe were sued by poe over the fire".split()
    found = syntax.predicate(words, 0, len(words), 0, len(words))
    made = syntax.told(words, 0, len(words), found, [(0, 1), (2, 3), (6, 7)])
    assert found.passive
    passive_subject, agent = 3, 5
    assert [row[passive_subject] for row in made.values()] == [1, 1, 0]
    assert [row[agent] for row in made.values()] == [0, 0, 1]


def test_trust_is_higher_where_the_sentence_itself_says_who():
    def trust(text: str) -> float:
        doc = Document(Article("a", text))
        return accusations(doc, statements([doc])[0])[0].trust

    plain = trust("Ana Ruiz accused Leo Marsh of stealing the money. Marsh denied it.")
    vague = trust("Ana Ruiz met Leo Marsh and Joe Bell. The scandal has drawn scathing criticism.")
    assert plain > 0.8 > vague
