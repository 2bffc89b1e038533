"""A student's desk in Jupyter: every task as buttons and lists, so that nobody writes Python and nothing can break."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

from framing.article import Span
from framing.classroom.hints import Hint
from framing.classroom.lesson import Lesson, begin
from framing.classroom.pack import names
from framing.show.html import Html, esc
from framing.text import word_spans

_SEATED: list[Desk] = []


class Picker:
    """Words of the story to choose: a list of its paragraphs, and a button for every word of the one that is chosen.

    Args:
        lesson: whose story it is.
    """

    def __init__(self, lesson: Lesson) -> None:
        import ipywidgets as widgets

        self._lesson = lesson
        self.changed: Callable[[], None] | None = None
        self._words = [word_spans(lesson.text, p.span.start, p.span.end) for p in lesson.places]
        self.chosen: set[Span] = set()
        self.paragraph = widgets.Dropdown(
            options=[(place.name, number) for number, place in enumerate(lesson.places)], description="Where:"
        )
        self.row = widgets.Box(layout=widgets.Layout(flex_flow="row wrap"))
        self.told = widgets.HTML()
        self.paragraph.observe(lambda _: self._show(), names="value")
        self.box = widgets.VBox([self.paragraph, self.row, self.told])
        self._show()

    def toggle(self, word: Span) -> None:
        """Set or take off the mark of one word."""
        self.chosen ^= {word}
        self._tell()

    def marks(self) -> list[Span]:
        """The marks: chosen words, those side by side as one."""
        found: list[Span] = []
        for words in self._words:
            last = -2
            for number, word in enumerate(words):
                if word not in self.chosen:
                    continue
                if last == number - 1:
                    found[-1] = Span(found[-1].start, word.end)
                else:
                    found.append(word)
                last = number
        return found

    def _show(self) -> None:
        import ipywidgets as widgets

        buttons = []
        for word in self._words[self.paragraph.value]:
            button = widgets.ToggleButton(
                value=word in self.chosen, description=word.of(self._lesson.text),
                layout=widgets.Layout(width="auto", margin="1px"),
            )  # fmt: skip
            button.observe(partial(self._pressed, word), names="value")
            buttons.append(button)
        self.row.children = tuple(buttons)
        self._tell()

    def _pressed(self, word: Span, _change: object) -> None:
        self.toggle(word)

    def _tell(self) -> None:
        said = ", ".join(f"“{esc(mark.of(self._lesson.text))}”" for mark in self.marks())
        self.told.value = f"Marked so far: {said or 'nothing yet'}"
        if self.changed is not None:
            self.changed()


class Desk:
    """One student's tasks on one lesson. Get it with `desk`.

    Nothing of the solution shows before an attempt.

    Args:
        lesson: on the article.
    """

    def __init__(self, lesson: Lesson) -> None:
        self.lesson = lesson
        self.tried: set[str] = set()
        self.marked: Picker | None = None
        self.accusing: Picker | None = None

    @property
    def view(self) -> Any:
        """The article as the charts take it."""
        from framing.show import view

        return view(self.lesson.study.here, self.lesson.study.camps)

    def story(self) -> Html:
        """The story, with names for its paragraphs and nothing marked."""
        return self.lesson.page()

    def guess(self) -> Any:
        """A slider for each side; the count shows after the guess."""
        import ipywidgets as widgets

        sides = self.lesson.sides()
        if not self.lesson.sides_heard():
            return Html(
                "<p>Nobody is said to say anything in this article, so there is nothing to guess.</p>"
            )
        given = {side: widgets.BoundedIntText(value=0, min=0, max=10, description=side,
                                              style={"description_width": "12em"}) for side in sides}  # fmt: skip

        def check(shown: Any) -> Hint:
            from framing.show import charts

            hint = self.lesson.predict({side: box.value for side, box in given.items()})
            if hint.done:
                self.tried.add("predict")
                for chart in (charts.share(self.view), charts.sources(self.view)):
                    shown.append_display_data(chart)
            return hint

        return _task([*given.values()], "That is my guess", check)

    def mark(self) -> Any:
        """Words to choose, and hints that say where to look again."""
        picker = self.marked = Picker(self.lesson)

        def check(_shown: Any) -> Hint:
            if picker.chosen:
                self.tried.add("mark")
            return self.lesson.judge_hedges(_by_words(self.lesson, picker.marks()))

        return _task([picker.box], "Give me a hint", check)

    def accusers(self) -> Any:
        """Words that accuse to choose, and for each a list of who accuses."""
        import ipywidgets as widgets

        who: dict[str, Any] = {}
        lists = widgets.VBox()
        everybody = [
            ("choose …", ""),
            ("nobody is named", "nobody"),
            *((name, name) for name in names(self.lesson)),
        ]

        def ask() -> None:
            said = [mark.of(self.lesson.text) for mark in picker.marks()]
            for words in said:
                who.setdefault(words, widgets.Dropdown(options=everybody, description=f"“{words}”",
                                                       style={"description_width": "20em"}))  # fmt: skip
            lists.children = tuple(who[words] for words in dict.fromkeys(said))

        picker = self.accusing = Picker(self.lesson)
        picker.changed = ask

        def check(_shown: Any) -> Hint:
            if picker.chosen:
                self.tried.add("accusers")
            given = _by_words(self.lesson, picker.marks())
            return self.lesson.judge_accusers(given, {words: who[words].value for words in given})

        return _task([picker.box, lists], "Give me a hint", check)

    def compare(self) -> Any:
        """A neighbour's words beside one's own: three readers at most, the suite among them."""
        import ipywidgets as widgets

        other = widgets.Textarea(placeholder="your neighbour's words, one mark a line")

        def check(shown: Any) -> Hint:
            from framing.show import compare

            mine = [mark.of(self.lesson.text) for mark in self.marked.marks()] if self.marked else []
            readers = {"Me": mine, "My neighbour": other.value.splitlines()}
            missing = [name for name, words in readers.items() if not self.lesson.marks(words)]
            if missing:
                return Hint(
                    False, (f"{' and '.join(missing)}: no marks yet, so there is nothing to compare.",)
                )
            table = self.lesson.compare(readers)
            shown.append_display_data(compare.rows(table, "How far the readers agree"))
            return Hint(True, (self.lesson.agreement_told(readers),), head="Compared.")

        return _task([other], "Compare", check)

    def rewrite(self) -> Any:
        """A line to write in, and whether it says who accuses."""
        import ipywidgets as widgets

        line = widgets.Textarea(placeholder="your sentence", layout=widgets.Layout(width="95%"))
        return _task([line], "Look at my sentence", lambda _: self.lesson.check_rewrite(line.value))

    def whole(self) -> Any:
        """The story with all marks, for who has tried to find them."""

        def check(shown: Any) -> Hint:
            from framing.show import annotated

            if not self.tried & {"mark", "accusers"}:
                return Hint(False, ("Mark the story yourself first; then this shows it with all marks.",))
            study = self.lesson.study
            shown.append_display_data(annotated(study.focus, study.here, camps=study.camps))
            return Hint(
                True,
                ("Choose a mark, or reach it with the Tab key, to see why it is there.",),
                head="Here it is.",
            )

        return _task([], "Show it", check)


def sit(lesson: Lesson) -> Desk:
    """Begin at a desk; every later cell finds it with `desk`."""
    _SEATED[:] = [Desk(lesson)]
    return _SEATED[0]


def desk() -> Desk:
    """The desk of this notebook, also where the cells above were not run, as after a restart.

    Then it opens the article that lies beside the notebook, or else the seed.
    """
    if not _SEATED:
        from framing.notebook.params import open_study

        own = Path("article/camps.yaml")
        given = (
            {"source": "article/", "camps": str(own)}
            if own.is_file()
            else {"source": "seeds/", "camps": "seed"}
        )
        sit(begin(open_study(**given)))
    return _SEATED[0]


def _task(parts: Iterable[Any], label: str, check: Callable[[Any], Hint]) -> Any:
    """A task: its parts, a button, and what the check answers; each press clears what the last one said."""
    import ipywidgets as widgets

    button, shown = widgets.Button(description=label, button_style="primary"), widgets.Output()

    def press(_button: object) -> None:
        shown.outputs = ()
        hint = check(shown)
        before = shown.outputs
        shown.outputs = ()
        shown.append_display_data(hint)
        shown.outputs = (*shown.outputs, *before)

    button.on_click(press)
    return widgets.VBox([*parts, button, shown])


def _by_words(lesson: Lesson, marks: Iterable[Span]) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = {}
    for mark in marks:
        found.setdefault(mark.of(lesson.text), []).append(mark)
    return found
