"""What the accusations layer does, in the ways that a reader would notice."""

import pytest

from framing.annotate import annotate
from framing.article import Article, Span
from framing.layers._accusation_network import load
from framing.layers._accusation_shape import Reading
from framing.layers._accusing_clauses import clauses_of
from framing.layers._accusing_replies import Replies, Said, kind_of
from framing.layers.accusations import accusations, with_acts
from framing.layers.found import Accusation
from framing.layers.statements import statements
from framing.statement import Act, Statement
from framing.text import Document


def found(text: str):
    doc = Document(Article("a", text))
    said = statements([doc])[0]
    return said, accusations(doc, said)


def test_who_accuses_whom_and_the_answer():
    _, (one, *_) = found(
        "Ana Ruiz accused Leo Marsh of stealing the money. Marsh denied the allegations on Friday."
    )
    assert (one.accuser, one.target, str(one.kind)) == ("Ana Ruiz", "Leo Marsh", "accuses")
    assert one.reply is not None
    assert one.reply.kind == "denies"


def test_the_same_words_with_other_names_are_the_same():
    pairs = [("Ana Ruiz", "Leo Marsh"), ("Wei Chen", "Amina Diallo"), ("John Smith", "Olga Petrova")]
    told = [found(f"{a} accused {b} of stealing the money from the club.")[1][0] for a, b in pairs]
    assert [(one.accuser, one.target) for one in told] == pairs
    scores = [one.score for one in told]
    assert max(scores) - min(scores) < 0.05


def test_nobody_is_named_where_nobody_is():
    _, (one, *_) = found(
        "The minister, Leo Marsh, has been widely accused of lying to parliament about the contract."
    )
    assert one.accuser is None
    assert one.target == "Leo Marsh"


@pytest.mark.parametrize(
    "text",
    [
        "The museum opened its doors again on Sunday. Visitors queued around the block.",
        "Rain is expected on Thursday, and temperatures will fall to 4C by the evening.",
        "",
    ],
)
def test_where_nobody_accuses_nothing_is_found(text):
    assert found(text)[1] == ()


def test_text_that_is_not_english_has_none():
    doc = Document(Article("a", "Ana Ruiz accused Leo Marsh of theft.", language="de"))
    assert accusations(doc, statements([doc])[0]) == ()


def test_a_clause_stays_within_its_sentence_and_a_short_gap_does_not_cut_it():
    import numpy as np

    doc = Document(Article("a", "He lied and stole today. She left."))
    shares = np.tile(np.array([[1.0, 0, 0]], dtype=np.float32), (len(doc.words), 1))
    shares[[1, 3, 6]] = (0.1, 0.8, 0.1)
    cut = list(clauses_of(doc, range(len(doc.words)), shares))
    assert [(one.first, one.last) for one in cut] == [(1, 4)]


def test_statements_take_kind_and_target_of_the_clause_their_cue_stands_in():
    said, accused = found("Ana Ruiz accused Leo Marsh of stealing the money from the club on Friday.")
    made = with_acts(said, accused)
    assert [s.target for s in made if s.cue is not None and s.act == "accuses"] == ["Leo Marsh"]


def test_the_table_has_a_row_for_each_with_spans_inside_the_text():
    text = "Residents accused the council of neglect.\n\nThe council said the charge was false."
    tables = annotate(Article("a", text))
    rows = tables.accusations
    assert len(rows) >= 1
    assert ((rows["start"] >= 0) & (rows["end"] <= len(text)) & (rows["start"] < rows["end"])).all()
    assert set(rows["voice"]) <= {"journalist", *map(str, tables.statements["statement_id"])}


def test_everybody_accuses_everybody_in_linear_time():
    line = "{0} Lee{0} accused {1} Roe{1} of lying. "
    names = [f"A{chr(97 + i % 26)}{chr(97 + i // 26)}" for i in range(50)]
    text = "".join(line.format(a, b) for a, b in zip(names, reversed(names), strict=True))
    doc = Document(Article("a", text))
    reading = Reading(doc, statements([doc])[0])
    assert len(reading.parties.names) >= 50
    assert len(accusations(doc, list(reading.statements.values()))) >= 25


def test_damaged_weights_are_told(tmp_path):
    path = tmp_path / "w.npz"
    path.write_bytes(b"not weights")
    with pytest.raises(ValueError, match="weights of the accusation network"):
        load(path)


def test_a_statement_without_a_target_takes_that_of_the_clause():
    cue = Span(9, 16)
    bare = Statement(0, "indirect", Span(0, 8), cue, (Span(17, 35),), act="accuses")
    clause = Accusation(Span(9, 35), "Ana Ruiz", None, "Leo Marsh", None, Act.CRITICISES, None, None, 0.9)
    (made,) = with_acts([bare], [clause])
    assert (made.target, made.act) == ("Leo Marsh", Act.CRITICISES)


def test_a_mistake_that_somebody_else_tells_of_is_no_admission():
    text = "Residents accused Leo Marsh of lying about the pool. To close it was no mistake, the paper wrote."
    assert all(one.reply is None or one.reply.kind != "admits" for one in found(text)[1])


@pytest.mark.parametrize("words", ["did not respond", "didn't respond", "didn’t respond"])
def test_an_answer_that_was_not_given_is_read_short_and_long(words):
    doc = Document(
        Article(
            "a",
            "Ana Ruiz accused Leo Marsh of stealing the money from the fund. "
            f"Marsh {words} to a request for comment.",
        )
    )
    [found] = accusations(doc, statements([doc])[0])
    assert found.reply.kind == "not_reached"


@pytest.mark.parametrize("answer", [
    "The council’s leader, Ann Lee, said the plan was lawful and the claim misleading.",
    "Its leader, Ann Lee, said the claim was misleading.",
    "A council spokesman said the claim was misleading.",
])  # fmt: skip
def test_who_leads_a_body_or_speaks_for_it_answers_for_it(answer):
    text = f"Residents accused Peckwell Council of hiding the report on the bridge. {answer}"
    doc = Document(Article("a", text))
    [found, *_] = accusations(doc, statements([doc])[0])
    assert found.target == "Peckwell Council"
    assert found.reply is not None
    assert found.reply.kind == "denies"


def test_its_leader_stands_for_the_body_that_is_meant():
    text = "Residents accused Peckwell Council of hiding the report. Its leader, Ann Lee, said the plan was lawful."
    doc = Document(Article("a", text))
    replies = Replies(Reading(doc, statements([doc])[0]))
    candidates = replies.candidates(Span(0, 54), "Residents", "Peckwell Council")
    assert [vector[1] for said, vector in candidates if said.speaker == "Ann Lee"] == [True]


@pytest.mark.parametrize(("words", "kind"), [
    ("Ms Fadare said that her client would not answer the question.", "declined"),
    ("Marsh did not answer calls on Monday.", "not_reached"),
    ("Marsh said the claim was misleading.", "denies"),
])  # fmt: skip
def test_the_kind_of_an_answer_by_its_words(words, kind):
    [sentence] = Document(Article("a", words)).sentences
    assert kind_of(Said(words, sentence, None)) == kind
