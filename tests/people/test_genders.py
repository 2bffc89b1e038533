"""What tells the gender of somebody who speaks."""

from framing.article import Article
from framing.layers.sources import sources
from framing.layers.statements import statements
from framing.text import Document


def told(text: str) -> dict[str, str]:
    doc = Document(Article("a", text))
    return {one.speaking.name: str(one.gender) for one in sources(doc, statements([doc])[0])}


def test_a_pronoun_of_another_paragraph_is_not_of_somebody_who_is_only_described() -> None:
    text = (
        'The witness spoke for an hour. "That is simply untrue," the witness replied.\n\n'
        "One of the pupils said that she had been left unable to lift her own child."
    )
    assert told(text)["the witness"] == "unknown"
    assert told("The witness said she had seen nothing of it. She left.")["the witness"] == "woman"
