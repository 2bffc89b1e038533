from framing.article import Article, Span
from framing.layers.statements import statements
from framing.people import speakers
from framing.people.party_places import parties, settled
from framing.statement import Statement
from framing.text import Document


def named(text: str, *said: Statement) -> list[tuple[str, str]]:
    doc = Document(Article("a", text))
    found = settled(doc, said, parties(doc, said))
    return [(party.name, party.span.of(text)) for party in found if party is not None]


def test_names_sources_and_pronouns_stand_in_text_order() -> None:
    text = "Ana Ruiz left Acme Inc. Several neighbours of hers said she had sued a rival."
    said = Statement(
        0,
        "indirect",
        Span(24, 51),
        Span(52, 56),
        (Span(57, 77),),
        speaker="neighbours",
        speaker_type="unnamed group",
    )
    assert named(text, said) == [
        ("Ana Ruiz", "Ana Ruiz"),
        ("Acme Inc", "Acme Inc"),
        ("neighbours", "Several neighbours of hers"),
        ("Ana Ruiz", "she"),
    ]


def test_a_place_that_something_happens_in_is_no_party() -> None:
    names = [
        name for name, _ in named("It rained. Ana Ruiz met Leo Marsh on the long road in Norvant City, Ohio.")
    ]
    assert names == ["Ana Ruiz", "Leo Marsh"]


def test_her_before_a_noun_is_no_party_and_it_is_none() -> None:
    assert [words for _, words in named("Ana Ruiz loves her town. It loves her.")] == ["Ana Ruiz", "her"]


def test_i_is_whoever_speaks() -> None:
    text = '"I never met Leo Marsh," Ana Ruiz said.'
    said = Statement(
        0, "direct", Span(25, 33), Span(34, 38), (Span(0, 24),), speaker="Ana Ruiz", speaker_type="person"
    )
    assert named(text, said)[0] == ("Ana Ruiz", "I")


def test_a_document_is_no_party() -> None:
    text = "The report said Leo Marsh lied."
    said = Statement(
        0, "indirect", Span(0, 10), Span(11, 15), (Span(16, 30),), speaker="report", speaker_type="document"
    )
    assert named(text, said) == [("Leo Marsh", "Leo Marsh")]


def test_who_spoke_is_kept_and_changes_no_answer() -> None:
    text = (
        "Mayor Ana Ruiz said the port was safe. Leo Marsh, a fisherman, disagreed. He said she was wrong.\n\n"
        "“She never asked us,” Marsh said. She denied it and praised him."
    )
    doc = Document(Article("a", text))
    [said] = statements([doc])
    places = [(party.first, party.last) for party in parties(doc, said) if party.open]
    kept = [voice.name for voice in speakers.meant(doc, said, places)]
    assert "Ana Ruiz" in kept
    anew = speakers.meant(Document(Article("a", text)), said, places)
    assert [voice.name for voice in anew] == kept
