"""Who asks and who answers; names that are none."""

from framing.article import Article
from framing.layers.sources import sources
from framing.layers.statements import statements
from framing.text import Document


def told(text: str) -> list[tuple[str, str]]:
    """The speakers of a text and what they are."""
    doc = Document(Article("a", text))
    return [(one.speaking.name, str(one.affiliation)) for one in sources(doc, statements([doc])[0])]


ASKED = (
    "Q: When did you first suspect something?\n\nA: In April. Children came with rashes.\n\n"
    "Q: And then?\n\nA: Nobody came."
)


def test_the_introduction_names_who_asks_and_who_answers() -> None:
    """Q is of the press, A is whom the introduction is about."""
    named = "Dr Amara Nwosu ran the clinic when the dam failed. She spoke to Lena Holt.\n\n" + ASKED
    assert told(named) == [("Lena Holt", "media"), ("Amara Nwosu", "expert")]


def test_an_interview_without_names_keeps_its_marks() -> None:
    """Nobody is made up; who asks is of the press all the same."""
    assert told("The dam failed in June.\n\n" + ASKED)[0] == ("Q", "media")


def test_a_time_before_a_source_is_no_part_of_its_name() -> None:
    """Last week the founder: the founder."""
    names = [name for name, _ in told("Last week the founder of Autonova said that his cars would fly.")]
    assert names == ["the founder of Autonova"]


def test_the_verb_of_a_headline_with_capitals_is_nobody() -> None:
    """A short headline in capitals names whom the story names."""
    text = "Mayor Says Dam Is Safe\n\nMayor Ann Lee said on Monday that the dam is safe."
    assert [name for name, _ in told(text)] == ["Ann Lee"]


def test_a_letter_is_a_citizens_and_a_column_the_papers() -> None:
    """Who writes "I" in a letter to the editor is a reader."""
    letter = "Parking\n\nSir, — I see that parking is to cost money. I call that sly.\n\nAna Ruiz, Dublin"
    assert ("I", "citizens") in told(letter)
