"""`lesson.html`: the lesson as one file for any browser, without Python and without a network."""

from __future__ import annotations

from jinja2 import Environment
from markupsafe import Markup

from framing.classroom.pack import Pack
from framing.classroom.seal import close
from framing.classroom.texts import resource, texts
from framing.page.clean import embedded, policy


def lesson_page(pack: Pack, word: str, *, language: str = "en") -> str:
    """A lesson as a page.

    Args:
        pack: the lesson as data.
        word: the teacher's word, which opens the solutions.
        language: of the interface; the story stays as it is.

    Raises:
        ValueError: for an empty word, or a language without a translation.
    """
    words = texts(language)
    script, qr = resource("lesson.js").strip(), resource("qrcode.js").strip()
    data = {**pack.public, "texts": words, "language": language, "seal": close(pack.solutions, word)}
    template = Environment(autoescape=True, keep_trailing_newline=True).from_string(
        resource("lesson.html.j2")
    )
    return template.render(
        language=language, texts=words, title=pack.public["title"], data=embedded(data),
        policy=Markup(policy((qr, script))), css=Markup(resource("lesson.css").strip()),
        qr=Markup(qr), script=Markup(script),
    )  # fmt: skip
