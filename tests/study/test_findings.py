"""What is found of one article: printed charges, what has no accuser, and which finding comes first."""

from retelling import said, tables

from framing.show import view
from framing.show.sentence_finding import clause, further, headline
from framing.show.story.opening import lead
from framing.study.exchange import exchanges
from framing.study.findings import Finding, findings
from framing.tables import Tables

TEXT = "The army accused the Front of looting shops. The Front accused the army of shelling a market."


def both():
    return [
        said(TEXT, "The army", "accused", "the Front of looting shops", speaker="army", act="accuses", target="Front",
             verb="accuse"),
        said(TEXT, "The Front", "accused", "the army of shelling a market", speaker="Front", act="accuses",
             target="army", verb="accuse"),
    ]  # fmt: skip


def kinds(found):
    return [one.kind for one in found]


def test_two_parties_accuse_each_other():
    found = findings(tables(TEXT, both()), "a")
    assert found[0].kind == "each_accuses"
    assert clause(found[0]) == "the army and the Front accuse each other"


def test_a_charge_is_told_as_printed():
    (one,) = [f for f in findings(tables(TEXT, both()[:1]), "a") if f.kind == "accuses"]
    assert one.clause == "the army accused the Front of looting shops"


PASSIVE = "Voltara has been accused of hiding faults. It paid."


def nobody(target="Voltara"):
    return said(PASSIVE, "", "has been accused of", "hiding faults", speaker=None, speaker_type="agentless",
                act="accuses", target=target, verb="accuse")  # fmt: skip


def test_a_passive_without_an_accuser_is_told_with_its_own_words():
    (one,) = [f for f in findings(tables(PASSIVE, [nobody()]), "a") if f.kind == "nobody_accuses"]
    assert (
        clause(one) == "“Voltara has been accused of hiding faults”, says the article, and names no accuser"
    )


def test_sourceless_is_only_told_where_no_named_accuser_says_the_same():
    text = "Voltara faces inquiry\n\n" + PASSIVE
    shift = len("Voltara faces inquiry\n\n")
    row = nobody()
    row |= {
        "cue_start": row["cue_start"] + shift, "cue_end": row["cue_end"] + shift,
        "content": [{key: value + shift for key, value in span.items()} for span in row["content"]],
    }  # fmt: skip
    head = "Voltara faces inquiry"
    assert "sourceless" in kinds(findings(tables(text, [row], headline=head), "a"))
    charge = {"start": shift, "end": shift + 20, "accuser": "Ann Lee", "target": "Voltara", "score": 0.9}
    assert "sourceless" not in kinds(findings(tables(text, [row], [charge], headline=head), "a"))
    other = charge | {"target": "Brightwell"}
    assert "sourceless" in kinds(findings(tables(text, [row], [other], headline=head), "a"))
    assert "sourceless" not in kinds(findings(tables(text, [row], headline="Rain on Monday"), "a"))


def heard(head):
    text = f"{head}\n\nRoe spoke. Lee accused Roe of theft. Lee blamed Roe for fraud."
    rows = [
        {"speaker": "Roe", "act": "states", "content": [{"start": len(head) + 2, "end": len(head) + 11}]},
        said(text, "Lee", "accused", "Roe of theft", speaker="Lee", act="accuses", target="Roe", verb="accuse"),
        said(text, "Lee", "blamed", "Roe for fraud", speaker="Lee", act="accuses", target="Roe", verb="blame"),
    ]  # fmt: skip
    charges = [
        {"start": text.index(words), "end": text.index(words) + len(words), "accuser": "Lee", "target": "Roe",
         "score": 0.9}
        for words in ("Lee accused Roe of theft", "Lee blamed Roe for fraud")
    ]  # fmt: skip
    v = view(tables(text, rows, charges, headline=head))
    return lead(v, exchanges(v))


def test_the_lead_tells_whether_the_accused_is_heard_only_where_the_headline_names_them():
    assert "the accused is heard before them, and not after" in heard("Roe under fire")
    told = heard("Council under fire")
    assert "Two passages" in told
    assert "is heard" not in told


def test_a_charge_with_its_answer_stands_alone():
    found = [
        Finding("accuses", clause="a accused b of c", answer="b denied it"),
        Finding("most_heard", who="Ann Roe"),
    ]
    assert kinds(headline(found)) == ["accuses"]
    assert further([*found, Finding("unnamed", count=4, whole=6)]) == [
        "At least 4 of the 6 statements come from people or papers without a name."
    ]


def test_statements_that_nobody_makes_are_told_as_such():
    text = "The bridge is expected to close."
    row = said(text, None, "is expected", "to close")
    (found,) = [one for one in findings(tables(text, [row]), "a") if one.kind == "several"]
    assert clause(found) == "one statement is reported, with nobody behind it"


def quotes(*sources):
    text = " ".join(f'{source} said "the bridge is old and number {n}".' for n, source in enumerate(sources))
    rows, marks, place = [], [], 0
    for source in sources:
        begin = text.index(source, place)
        opened = text.index('"', begin)
        end = place = text.index('"', opened + 1) + 1
        rows.append({
            "source_start": begin, "source_end": begin + len(source), "cue_start": opened - 5, "cue_end": opened - 1,
            "content": [{"start": opened, "end": end}], "kind": "direct", "speaker": source, "speaker_type": "person",
        })  # fmt: skip
        marks.append({
            "article_id": "a", "quotation_id": len(marks), "statement_id": len(marks), "start": opened, "end": end,
            "kind": "speech",
        })  # fmt: skip
    made = tables(text, rows)
    return kinds(findings(made.but(quotations=Tables.from_rows({"quotations": marks}).quotations), "a"))


def test_only_these_are_quoted_is_told_of_people_and_not_of_a_country():
    assert "only_quoted" in quotes("Ann Roe", "Tom Hart")
    assert "only_quoted" not in quotes("America", "Tom Hart")


def test_two_people_accuse_each_other_by_likely_charges_only():
    text = "Ann Roe met Tom Hart."

    def made(trust):
        row = {"start": 0, "end": 7, "score": 0.9, "trust": trust}
        there = row | {"accuser": "Ann Roe", "target": "Tom Hart"}
        back = row | {"accuser": "Tom Hart", "target": "Ann Roe"}
        return kinds(findings(tables(text, [], [there, back, there]), "a"))

    assert "each_other" in made(0.6)
    assert "each_other" not in made(0.2)
