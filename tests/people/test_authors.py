"""Who writes in his own name, as a reader tells it from the page."""

import pytest

from framing.article import Article
from framing.people.authors import writer
from framing.text import Document


def told(text: str, **more: object) -> str | None:
    return writer(Document(Article("a", text, **more)))


BODY = "The council has failed the town.\n\nIt closed the pool and called it progress."


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"The pool is gone\n\n{BODY}\n\nAna Ruiz is a columnist for this newspaper.", "Ana Ruiz"),
        (f"The pool is gone\n\n{BODY}\n\nAna Ruiz, a former mayor, teaches law in Bern.", "Ana Ruiz"),
        (f"Ana Ruiz: The pool is gone\n\n{BODY}\n\nIt is a shame.", "Ana Ruiz"),
        (f"Letters\n\nSir, — The pool is gone. {BODY} Yours, etc, ANA RUIZ, Dublin 7.", "ANA RUIZ"),
        (f"The pool is gone\n\n{BODY}\n\nAna Ruiz is a columnist. Ruiz has two sons.", None),
        (f"The pool is gone\n\n{BODY}\n\nAna Ruiz, the mayor, is said to regret it.", None),
        (f"The pool is gone\n\n{BODY}\n\nThe council is a body of nine members.", None),
    ],
)
def test_the_author_is_told_by_heading_signature_or_a_last_line(text: str, name: str | None) -> None:
    assert told(text) == name


def test_a_byline_makes_an_author_of_who_says_i():
    own = "I swam there.\n\nI taught my sons there.\n\nI shall miss it."
    assert told(own, byline=("Ana Ruiz",)) == "Ana Ruiz"
    assert told(BODY, byline=("Ana Ruiz",)) is None
    quoted = "“I swam there. I taught my sons there. I shall miss it.”"
    assert told(f"{quoted}\n\n{BODY}", byline=("Ana Ruiz",)) is None
