"""For a class: the article without its marks, checks that give a hint, and an edition without the answers.

Example:
    >>> from framing import classroom
    >>> callable(classroom.begin), callable(classroom.make_student_edition)
    (True, True)
"""

from framing.classroom.edition import make_student_edition
from framing.classroom.folder import Made, make_lesson
from framing.classroom.hints import Hint
from framing.classroom.lesson import Lesson, begin

__all__ = ["Hint", "Lesson", "Made", "begin", "make_lesson", "make_student_edition"]
