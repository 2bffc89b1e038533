"""What is found of one article: printed charges, what has no accuser, and which finding comes first."""

from framing.show import view
from framing.show.sentence_finding import clause, further, headline
from framing.show.story.opening import lead
from framing.study.exchange import exchanges
from framing.study.findings import Finding, findings
from framing.study.printed import clean, party, retold, shortened
from framing.tables import Tables


def tables(text, statements=(), accusations=(), headline=""):
    rows = [
        {
            "article_id": "a",
            "statement_id": n,
            "kind": "indirect",
            "score": 0.9,
            "made": True,
            "speaker_type": "organisation",
            **row,
        }
        for n, row in enumerate(statements)
    ]
    sources = [
        {"article_id": "a", "speaker": row["speaker"], "affiliation": "business", "statements": 1, "named": True,
         "share": 0.9, "speaker_type": row["speaker_type"]}
        for row in rows if row.get("speaker")
    ]  # fmt: skip
    start = len(headline) + 2 if headline else 0
    regions = [{"article_id": "a", "region": "body", "start": start, "end": len(text)}]
    if headline:
        regions.append({"article_id": "a", "region": "headline", "start": 0, "end": len(headline)})
    charges = [
        {
            "article_id": "a",
            "accusation_id": n,
            "kind": "accuses",
            "voice": "journalist",
            "reply": "none",
            **row,
        }
        for n, row in enumerate(accusations)
    ]
    return Tables.from_rows({
        "articles": [{"article_id": "a", "text": text, "words": len(text.split()), "headline": headline or None}],
        "regions": regions, "statements": rows, "sources": sources, "accusations": charges,
    })  # fmt: skip


def said(text, source, cue, content, **more):
    at = text.index(f"{cue} {content}")
    begin = text.rindex(source, 0, at) if source else None
    inside = at + len(cue) + 1
    return {
        "source_start": begin, "source_end": begin + len(source) if source else None, "cue_start": at,
        "cue_end": at + len(cue), "content": [{"start": inside, "end": inside + len(content)}], **more,
    }  # fmt: skip


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


def test_printed_words_stand_alone():
    assert (
        shortened("the board of leaking the result before his sample was opened")
        == "the board of leaking the result"
    )
    assert not shortened("him of lying to the house")
    assert not shortened("the board of “leaking it")
    assert clean('of "fire\nand rehire"') == "of “fire and rehire”"
    assert (
        party("Transport Guild", "The Transport Guild met. The Transport Guild left.")
        == "the Transport Guild"
    )
    assert not party("last week the founder", "Last week the founder left.")


def test_direct_speech_and_pronouns_are_not_retold():
    text = "The army accused them of looting shops."
    row = said(
        text, "The army", "accused", "them of looting shops", speaker="army", act="accuses", target="Front"
    )
    made = view(tables(text, [row])).said
    assert retold(made[0]) is None
    text = "The army said the Front had failed."
    row = said(text, "The army", "said", "the Front had failed", speaker="army", act="states")
    assert retold(view(tables(text, [row])).said[0]) is not None


def test_statements_that_nobody_makes_are_told_as_such():
    text = "The bridge is expected to close."
    row = said(text, None, "is expected", "to close")
    (found,) = [one for one in findings(tables(text, [row]), "a") if one.kind == "several"]
    assert clause(found) == "one statement is reported, with nobody behind it"
