"""For a class: the article without its marks, checks that give a hint, and an edition without the answers.

Example:
    >>> from framing import classroom
    >>> callable(classroom.begin), callable(classroom.make_student_edition)
    (True, True)
"""

from framing.classroom.class_figure import class_page
from framing.classroom.desk import desk, sit
from framing.classroom.edition import make_student_edition
from framing.classroom.folder import Made, make_lesson
from framing.classroom.gathering import collect, find_page
from framing.classroom.hints import Hint
from framing.classroom.lesson import Lesson, begin

__all__ = [
    "Hint", "Lesson", "Made", "begin", "class_page", "collect", "desk", "find_page", "make_lesson",
    "make_student_edition", "sit",
]  # fmt: skip
