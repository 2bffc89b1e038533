"""From an article, wherever it is, to a lesson: what is read, and whose sides are taken."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from framing.classroom.lesson import Lesson, begin
from framing.shipped import place

SHIPPED = "classroom/articles"
"""Articles of the suite's own, each a text and its camps file, named by `--article court`."""

SEED = "seeds"


@dataclass(frozen=True)
class Material:
    """An article as a lesson needs it.

    Args:
        lesson: on the article.
        article: the file that holds it.
        camps: the camps file as text; drafted from the article where nobody wrote one.
        drafted: whether the camps are such a draft.
    """

    lesson: Lesson
    article: Path
    camps: str
    drafted: bool


def shipped() -> list[str]:
    """The names of the articles that come with the suite, the seed first.

    Example:
        >>> shipped()[0]
        'seed'
    """
    folder = _articles()
    return ["seed", *sorted(path.stem for path in folder.glob("*.txt"))]


def material(article: str | Path = "seed", *, camps: str | Path | None = None) -> Material:
    """Read an article and find its sides.

    Camps are the file that is given; else the one beside the article (`NAME.camps.yaml`, or `camps.yaml`); else they
    are drafted from the article's own speakers. They are never those of another article.

    Args:
        article: a file with one article, or one of `shipped()`.
        camps: a camps file, or the name of a shipped one.

    Raises:
        FileNotFoundError: where no such article is there.
        ValueError: where the file holds no article, or more than one, or the camps file has a fault.
    """
    from framing import camps as sides
    from framing.annotate import annotate
    from framing.reading import read
    from framing.study.study import Study

    file = _file(article)
    corpus = read(file)
    if len(corpus) != 1:
        reasons = "; ".join(one.reason for one in corpus.set_aside)
        raise ValueError(
            f"'{article}' holds {len(corpus)} articles, but a lesson is of one; give a file with one article."
            + (f" Set aside: {reasons}." if reasons else "")
        )
    beside = [file.with_suffix(".camps.yaml"), file.parent / sides.BESIDE]
    found = camps or next((path for path in beside if path.is_file()), None)
    text = _written(found) if found else draft(corpus[0])
    known = sides.parse(text, str(found or "the drafted camps"))
    tables = annotate(corpus, camps=known)
    return Material(begin(Study(corpus, tables, known)), file, text, not found)


def draft(article: object) -> str:
    """A camps file drafted from one article, with a camp for everybody else so that no one is left out.

    Example:
        >>> from framing.article import Article
        >>> "others: true" in draft(Article("a", "Ann Lee said the clinic may close."))
        True
    """
    from framing import camps as sides
    from framing.article import Article
    from framing.attribution.sequence import Tagger
    from framing.layers.statements import statements
    from framing.text import Document

    assert isinstance(article, Article)
    documents = [Document(article)]
    spoken = statements(documents, tagger=Tagger.load(), camps=sides.load("generic"))
    text = sides.suggest(documents, spoken)
    if not any(camp.others for camp in sides.parse(text)):
        text = (
            text.rstrip() + "\n  others:\n    code: OT\n    description: everybody else\n    others: true\n"
        )
    return text


def _articles() -> Path:
    return place(SHIPPED) or Path(SHIPPED)


def _file(article: str | Path) -> Path:
    if str(article) == "seed":
        folder = place(SEED)
        texts = sorted(folder.glob("*.txt")) if folder else []
        if not texts:
            raise FileNotFoundError("the seed article is not where it should be; install the suite again.")
        return texts[0]
    named = _articles() / f"{article}.txt"
    if str(article).isidentifier() and named.is_file():
        return named
    path = Path(article).expanduser()
    if path.is_dir():
        raise ValueError(f"'{article}' is a folder, but a lesson is of one article; give a file.")
    if not path.is_file():
        raise FileNotFoundError(
            f"no article at '{article}'; give a file with one article, or one of {', '.join(shipped())}."
        )
    return path


def _written(camps: str | Path) -> str:
    """The text of a camps file, or of a shipped one by name."""
    from framing import camps as sides

    path = Path(camps)
    if not path.is_file() and str(camps) in sides.shipped():
        path = place("seeds/camps.yaml" if str(camps) == "seed" else f"camps/{camps}.yaml") or path
    if not path.is_file():
        raise FileNotFoundError(
            f"no camps file at '{camps}'; give a file, or one of {', '.join(sides.shipped())}."
        )
    return path.read_text(encoding="utf-8-sig")
