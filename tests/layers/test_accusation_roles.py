"""Who accuses whom, where a clause alone does not tell: descriptions, and what the other clauses agree on."""

import numpy as np

from framing.article import Article
from framing.layers._accusation_names import bearers, merged
from framing.layers._accusation_roles import NOBODY, Weights, roles, shipped
from framing.layers._accusation_shape import Around, Candidate, Reading
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


ALONE = Weights(0.5, np.eye(9, dtype=np.float32)[0], np.eye(9, dtype=np.float32)[0])


def test_nobody_accuses_himself():
    said = opinion((0.1, 0.1), (0.6, 0.6), (0.3, 0.3))
    (one,) = roles([clause(4, 7)], [said], [None], ALONE)
    assert {one.accuser, one.target} == {4, 7}


def test_places_of_one_party_are_added_up():
    said = opinion((0.1, 0.1), (0.4, 0.1), (0.25, 0.1), (0.25, 0.7))
    (one,) = roles([clause(4, 7, 7)], [said], [None], ALONE)
    assert (one.accuser, one.target) == (4, 7) or (one.accuser, one.target) == (7, 4)
    (sole,) = roles([clause(7, 7)], [opinion((0.4, 0.1), (0.3, 0.4), (0.3, 0.5))], [None], ALONE)
    assert (sole.accuser, sole.target) == (None, 7)


def test_what_the_other_clauses_agree_on_decides_a_close_one():
    sure = opinion((0.02, 0.02), (0.94, 0.02), (0.02, 0.94), (0.02, 0.02))
    close = opinion((0.05, 0.05), (0.85, 0.05), (0.05, 0.40), (0.05, 0.50))
    windows = [clause(1, 2, 3)] * 4
    alone = roles([windows[0]], [close], [5], shipped())[0]
    among = roles(windows, [sure, sure, close, sure], [5] * 4, shipped())[2]
    assert (alone.accuser, alone.target) == (1, 3)
    assert (among.accuser, among.target) == (1, 2)


def test_no_candidate_is_no_target():
    (one,) = roles([clause(3)], [opinion((0.1, 0.1), (0.9, 0.9))], [None], ALONE)
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
