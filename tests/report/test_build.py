"""The batch: what is rebuilt, what stays when something goes wrong, and what is said of it."""

from __future__ import annotations

import contextlib
import errno
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from framing.report import manifest
from framing.report.build import BuildResult, build
from framing.report.folder import FolderError, ReportsFolder
from framing.report.jobs import Job, Outcome, do
from framing.report.runs import RunsError
from framing.runner import kernels
from framing.runner.shell import CellError, cell_number

NOTEBOOKS = Path(__file__).parents[1] / "fixtures" / "notebooks"

GOOD, RAISES, STEADY = (str(NOTEBOOKS / f"{name}.ipynb") for name in ("good", "raises", "steady"))
TEXTS = {
    "ferry": 'Ferry late again\n\nThe ferry was late on Monday, the harbour master said. "We are sorry," she added.',
    "bridge": "Bridge closed\n\nThe bridge was closed, a council spokesman said. The firm has been accused of delay.",
    "market": "Market opens\n\nThe new market may open in May, according to the mayor.",
}


class InProcess:
    """A pool without processes: the orchestration is what is tried here, kernels have tests of their own."""

    submitted: list[str]

    def __init__(self) -> None:
        self._jobs: list[Job] = []
        self.submitted = []
        self.before: Callable[[Job], Outcome | None] = lambda job: None

    def submit(self, job: Job) -> None:
        self._jobs.append(job)
        self.submitted.append(job["id"])

    def finished(self) -> Iterator[tuple[Job, Outcome]]:
        while self._jobs:
            job = self._jobs.pop(0)
            yield job, self.before(job) or do(job, run_cells)

    def close(self) -> None:
        self._jobs.clear()


def run_cells(content: dict[str, Any], folder: Path) -> CellError | None:
    names: dict[str, Any] = {}
    for index, cell in enumerate(content["cells"]):
        if cell["cell_type"] != "code":
            continue
        out = io.StringIO()
        try:
            with contextlib.redirect_stdout(out):
                exec(cell["source"], names)
        except Exception as error:
            return CellError(
                cell_number(content["cells"], index), cell["source"], type(error).__name__, str(error)
            )
        cell["outputs"] = (
            [{"output_type": "stream", "name": "stdout", "text": out.getvalue()}] if out.getvalue() else []
        )
    return None


@pytest.fixture
def pool(monkeypatch: pytest.MonkeyPatch) -> InProcess:
    made = InProcess()
    monkeypatch.setattr(kernels, "pool", lambda *args, **options: made)
    return made


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def run(news: Path, tmp_path: Path, pool: InProcess, tiny_page: str) -> Callable[..., BuildResult]:
    def once(**options: Any) -> BuildResult:
        pool.submitted.clear()
        given = {"notebooks": [GOOD], "groupings": ["article"], "page": tiny_page} | options
        return build(given.pop("inputs", [str(news)]), given.pop("out", tmp_path / "out"), **given)

    return once


def statuses(result: BuildResult) -> dict[str, str]:
    return {one.path.split("/")[1]: one.status for one in result.reports}


def contents(folder: Path) -> dict[str, bytes]:
    """Every published file."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.relative_to(folder).parts[0].startswith(".")
    }


def test_first_all_then_nothing_then_what_was_touched(
    run: Callable[..., BuildResult], news: Path, tmp_path: Path, pool: InProcess
) -> None:
    first = run()
    assert statuses(first) == dict.fromkeys(("bridge", "ferry", "market"), "built")
    assert first.exit_code == 0
    page = tmp_path / "out" / "articles" / "ferry" / "good.html"
    assert "Ferry late again" in page.read_text()
    assert (
        (page.parent / "statements.csv")
        .read_text(encoding="utf-8-sig")
        .startswith("article_id,outlet,published,headline,statement_id,kind,")
    )
    before = contents(tmp_path / "out")

    second = run()
    assert statuses(second) == dict.fromkeys(("bridge", "ferry", "market"), "unchanged")
    assert pool.submitted == [], "no worker is asked for anything"
    after = contents(tmp_path / "out")
    assert {name for name in before if before[name] != after[name]} == {"index.html", "manifest.json"}

    stamp = (news / "ferry.txt").stat()
    (news / "ferry.txt").write_text(TEXTS["ferry"].replace("Monday", "Friday"), encoding="utf-8")
    os.utime(news / "ferry.txt", ns=(stamp.st_atime_ns, stamp.st_mtime_ns))  # same size and time, other words
    third = run()
    assert statuses(third) == {"bridge": "unchanged", "ferry": "built", "market": "unchanged"}
    assert [name for name in pool.submitted if not name.startswith("annotate")] == [
        "articles/ferry/good.html"
    ]
    assert len(pool.submitted) == 2, "one article annotated, one report made"
    statements = (tmp_path / "out/articles/ferry/statements.csv").read_text(encoding="utf-8-sig")
    assert "Friday" in statements

    assert run(force=True).count("built") == 3


def test_a_touched_article_is_taken_from_its_new_tables_alone(
    run: Callable[..., BuildResult], news: Path, tmp_path: Path
) -> None:
    assert run(groupings=["corpus"], jobs=1).exit_code == 0
    # Longer than before: spans of the earlier text and of this one do not fit together.
    (news / "ferry.txt").write_text(TEXTS["ferry"] + "\n\nIt rained later, she said.", encoding="utf-8")
    again = run(groupings=["corpus"], jobs=1)
    assert [(one.status, one.reason) for one in again.reports] == [("built", "")]
    table = (tmp_path / "out/corpus/statements.csv").read_text(encoding="utf-8-sig")
    fresh = run(groupings=["corpus"], out=tmp_path / "fresh")
    assert fresh.exit_code == 0
    assert table == (tmp_path / "fresh/corpus/statements.csv").read_text(encoding="utf-8-sig")


def test_tables_that_were_damaged_are_made_again_once(
    run: Callable[..., BuildResult], news: Path, tmp_path: Path, pool: InProcess
) -> None:
    run()
    for table in (tmp_path / "out/.cache").rglob("statements.parquet"):
        table.write_bytes(b"PAR1")
    (news / "more.txt").write_text("It snows\n\nIt may snow, the mayor said.", encoding="utf-8")
    result = run(groupings=["corpus"])
    assert [(one.status, one.reason) for one in result.reports] == [("built", "")]
    assert pool.submitted.count("corpus/good.html") == 2

    for table in (tmp_path / "out/.cache").rglob("statements.parquet"):
        table.write_bytes(b"PAR1")
    pool.submitted.clear()
    assert run(groupings=["corpus"], force=True).exit_code == 0
    assert pool.submitted.count("corpus/good.html") == 1, "what is forced takes nothing from before"


def test_two_builds_give_the_same_bytes(run: Callable[..., BuildResult], tmp_path: Path) -> None:
    run(out=tmp_path / "one", groupings=["article", "corpus"])
    run(out=tmp_path / "two", groupings=["article", "corpus"])
    one, two = contents(tmp_path / "one"), contents(tmp_path / "two")
    assert one == two
    assert len([name for name in one if name.endswith(".html")]) == 5
    for name, data in one.items():
        assert str(tmp_path).encode() not in data, name


def test_list_says_what_and_why_and_writes_nothing(
    run: Callable[..., BuildResult], news: Path, tmp_path: Path, golden: Callable[[str], None]
) -> None:
    listed = run(list_only=True)
    golden(listed.sentence)
    assert {(one.status, one.reason) for one in listed.reports} == {("build", "there is no report yet")}
    assert not (tmp_path / "out").exists()
    run()
    (news / "market.txt").write_text("Market closed\n\nIt closed, the mayor said.")
    reasons = {one.path.split("/")[1]: one.reason for one in run(list_only=True).reports}
    assert reasons == {"bridge": "", "ferry": "", "market": "the text of the article has changed"}


def test_a_notebook_that_fails_keeps_the_last_good_report(
    run: Callable[..., BuildResult], tmp_path: Path, pool: InProcess
) -> None:
    # The same notebook by name, first good, then broken.
    notebook = tmp_path / "report.ipynb"
    notebook.write_bytes(Path(GOOD).read_bytes())
    run(notebooks=[str(notebook)])
    page = tmp_path / "out" / "articles" / "ferry" / "report.html"
    good = page.read_bytes()
    notebook.write_bytes(Path(RAISES).read_bytes())
    result = run(notebooks=[str(notebook)])
    assert set(statuses(result).values()) == {"stale"}
    assert result.exit_code == 1
    assert page.read_bytes() == good
    index = (tmp_path / "out" / "index.html").read_text()
    assert (
        "Cell 4: RuntimeError: no &lt;b&gt;figures&lt;/b&gt; today. This is the report from before." in index
    )
    assert "raise RuntimeError(" in index
    assert "Three reports: three are stale." in index
    notebook.write_bytes(Path(GOOD).read_bytes())
    again = run(notebooks=[str(notebook)])
    assert set(statuses(again).values()) == {"unchanged"}, "the good notebook is back, and so is its key"


def test_the_notebook_of_one_article_comes_without_what_its_page_shows(
    run: Callable[..., BuildResult], tmp_path: Path
) -> None:
    run(notebooks=[GOOD], groupings=("article", "corpus"))

    def outputs(folder: str) -> list[Any]:
        made = json.loads((tmp_path / "out" / folder / "good.ipynb").read_text())
        return [output for cell in made["cells"] for output in cell.get("outputs", ())]

    assert outputs("articles/ferry") == []
    assert outputs("corpus") != []
    source = (tmp_path / "out" / "articles/ferry/good.ipynb").read_text()
    assert "injected-parameters" in source, "it can be run again"


def test_a_notebook_that_never_worked_has_failed(run: Callable[..., BuildResult], tmp_path: Path) -> None:
    result = run(notebooks=[GOOD, RAISES])
    assert (result.count("built"), result.count("failed"), result.exit_code) == (3, 3, 1)
    assert not list((tmp_path / "out").rglob("raises.html"))
    assert run(notebooks=[GOOD, RAISES]).count("failed") == 3, "it is tried again"


def test_ctrl_c_keeps_what_is_done_and_the_next_run_goes_on(
    run: Callable[..., BuildResult], tmp_path: Path, pool: InProcess
) -> None:
    def stop(job: Job) -> None:
        if job["kind"] == "report" and len(list((tmp_path / "out").rglob("good.html"))) == 1:
            raise KeyboardInterrupt

    pool.before = stop
    result = run()
    assert result.interrupted
    assert result.exit_code == 130
    assert sorted(statuses(result).values()) == ["built", "not built yet", "not built yet"]
    assert result.sentence.startswith("3 reports: 1 built, 2 not built yet; see")
    index = (tmp_path / "out/index.html").read_text()
    assert "one is ready and two are still to be made" in index
    assert "</svg>failed</dt><dd>0</dd>" in index
    assert "</svg>not built yet</dt><dd>2</dd>" in index
    pool.before = lambda job: None
    assert sorted(statuses(run()).values()) == ["built", "built", "unchanged"]


@pytest.mark.parametrize("where", ["worker", "publishing", "manifest"])
def test_a_full_disk_is_one_sentence_and_costs_no_report(
    run: Callable[..., BuildResult],
    news: Path,
    tmp_path: Path,
    pool: InProcess,
    monkeypatch: pytest.MonkeyPatch,
    where: str,
) -> None:
    run()
    before = contents(tmp_path / "out")
    for path in news.iterdir():
        path.write_text(path.read_text() + "\n\nMore was said later, the mayor said.")
    full = OSError(errno.ENOSPC, "No space left on device")
    with monkeypatch.context() as patch:
        if where == "worker":
            pool.before = lambda job: (
                {"fault": str(full), "errno": full.errno} if job["kind"] == "report" else None
            )
        elif where == "publishing":
            patch.setattr(ReportsFolder, "publish", lambda *args, **options: _raise(full))
        else:
            patch.setattr("framing.report.manifest.write", lambda *args: _raise(full))
        with pytest.raises(FolderError) as caught:
            run()
    assert "the disk is full" in str(caught.value)
    assert "\n" not in str(caught.value)
    after = contents(tmp_path / "out")
    if where != "manifest":
        pages = {name for name in before if "/" in name}
        assert {name: after[name] for name in pages} == {name: before[name] for name in pages}
    assert not (tmp_path / "out" / ".building").exists()
    pool.before = lambda job: None
    assert run().exit_code == 0


def _raise(error: OSError) -> None:
    raise error


@pytest.mark.parametrize("number", [errno.EROFS, errno.EACCES])
def test_a_folder_that_cannot_be_written_is_one_sentence(
    run: Callable[..., BuildResult], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    run()
    before = contents(tmp_path / "out")
    real = Path.mkdir

    def refuse(self: Path, *args: Any, **options: Any) -> None:
        # Who runs the tests may be root, whom no permission stops.
        if self.name == ".building":
            raise OSError(number, os.strerror(number), str(self))
        real(self, *args, **options)

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(FolderError, match=r"cannot write reports to .* reports from before are as they were"):
        run(force=True)
    assert contents(tmp_path / "out") == before


def test_a_file_where_the_folder_should_be(run: Callable[..., BuildResult], tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(FolderError, match="it is a file"):
        run()


def test_two_builds_at_a_time_do_not_mix(run: Callable[..., BuildResult], tmp_path: Path) -> None:
    with ReportsFolder(tmp_path / "out"), pytest.raises(FolderError, match="another build is writing"):
        run()
    assert run().exit_code == 0


def test_what_is_not_asked_for_is_kept_and_listed(
    run: Callable[..., BuildResult], news: Path, tmp_path: Path
) -> None:
    run()
    result = run(inputs=[str(news / "ferry.txt")])
    assert list(statuses(result)) == ["ferry"]
    kept = {entry.title: entry.status for entry in manifest.read(tmp_path / "out").reports.values()}
    assert kept.pop("Ferry late again") in ("built", "unchanged")
    assert kept == {"Bridge closed": "kept", "Market opens": "kept"}
    assert "Bridge closed" in (tmp_path / "out/index.html").read_text()


def test_inputs_that_cannot_be_read_are_listed_and_count_when_strict(
    run: Callable[..., BuildResult], news: Path, tmp_path: Path
) -> None:
    (news / "empty.txt").write_text("")
    result = run()
    assert [source for source, _ in result.set_aside] == ["news/empty.txt"]
    assert result.exit_code == 0
    assert "empty.txt" in (tmp_path / "out/index.html").read_text()
    assert run(strict=True).exit_code == 1, "also when the reading is known from the last run"


def test_hostile_ids_stay_in_the_folder(run: Callable[..., BuildResult], tmp_path: Path) -> None:
    rows = [
        {"id": name, "text": "It rained, the mayor said."}
        for name in ("../../up", "/etc/passwd", "con", "a" * 300)
    ]
    rows.append({"id": "<script>alert(1)</script>", "text": "<script>alert(1)</script> =1+1, he said."})
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)))
    result = run(inputs=[str(path)])
    assert result.count("built") == 5
    for one in result.reports:
        assert (tmp_path / "out" / one.path).resolve().is_relative_to(tmp_path / "out" / "articles")
    assert "<script>alert" not in (tmp_path / "out/index.html").read_text()


def test_groups_by_a_column(run: Callable[..., BuildResult], tmp_path: Path) -> None:
    path = tmp_path / "rows.csv"
    path.write_text("id,text,desk\n1,It rained.,city\n2,It snowed.,world\n3,It hailed.,city\n")
    result = run(inputs=[str(path)], groupings=["desk"])
    assert [one.path for one in result.reports] == [
        "groups/desk-city/good.html",
        "groups/desk-world/good.html",
    ]
    assert result.count("built") == 2
    entry = manifest.read(tmp_path / "out").reports["groups/desk-city/good.html"]
    assert (entry.title, entry.figures["articles"]) == ("desk: city", 2)
    with pytest.raises(RunsError, match="no article has a value for the grouping 'desks'"):
        run(inputs=[str(path)], groupings=["desks"])


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"inputs": ["nowhere/"]}, "'nowhere/' is not there"),
        ({"notebooks": ["no_such"]}, "no notebook 'no_such'"),
        ({"camps": "nosuch.yaml"}, "nosuch"),
        ({"jobs": 0}, "asks for no worker"),
        ({"runs_file": "r.yaml"}, "cannot be given too"),
    ],
)
def test_wrong_wishes_are_one_sentence(
    run: Callable[..., BuildResult], tmp_path: Path, options: Any, said: str
) -> None:
    with pytest.raises((ValueError, OSError)) as caught:
        run(**options)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_reports_within_an_input_are_refused(run: Callable[..., BuildResult], news: Path) -> None:
    run(out=news / "out", list_only=True)
    (news / "out").mkdir()
    with pytest.raises(ValueError, match="lies within the input"):
        run(out=news / "out")


@pytest.mark.notebook
@pytest.mark.skipif(not kernels.forks(), reason="kill -9 of a forked batch needs fork")
def test_kill_9_in_the_middle_leaves_whole_reports_and_the_next_run_goes_on(
    news: Path, tmp_path: Path, tiny_page: str
) -> None:
    for number in range(2):
        (news / f"more{number}.txt").write_text(f"More {number}\n\nIt will go on, the mayor said.")
    out = tmp_path / "out"
    code = (
        "from framing.report.build import build; "
        f"build([{str(news)!r}], {str(out)!r}, notebooks=[{STEADY!r}], groupings=['article'], jobs=1, "
        f"page={tiny_page!r})"
    )
    process = subprocess.Popen([sys.executable, "-c", code], cwd=Path.cwd())
    deadline = time.monotonic() + 120
    while len(list(out.rglob("steady.html"))) < 2:
        assert process.poll() is None, "it ended by itself"
        assert time.monotonic() < deadline
        time.sleep(0.05)
    children = _children(process.pid)
    process.kill()
    process.wait()
    for page in (path for path in (out / "articles").rglob("steady.html")):
        assert page.read_text().startswith("<!DOCTYPE html>")
        assert page.read_text().endswith("\n")
    deadline = time.monotonic() + 10
    while any(Path(f"/proc/{pid}").exists() and "Z" not in _state(pid) for pid in children):
        assert time.monotonic() < deadline, "workers outlive the build"
        time.sleep(0.1)
    options: Any = {"notebooks": [STEADY], "groupings": ["article"], "page": tiny_page}
    result = build([str(news)], out, **options)
    assert result.exit_code == 0
    assert not (out / ".building").exists()
    fresh = tmp_path / "fresh"
    build([str(news)], fresh, **options)
    one, two = contents(out), contents(fresh)
    assert one.keys() == two.keys()
    assert {name for name in one if one[name] != two[name]} <= {"index.html", "manifest.json"}


def _children(pid: int) -> list[int]:
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = path.read_text().rpartition(")")[2].split()
            if int(fields[1]) == pid:
                found += [int(path.parent.name), *_children(int(path.parent.name))]
    return found


def _state(pid: int) -> str:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    return "Z"


def test_a_polite_kill_is_like_ctrl_c(
    run: Callable[..., BuildResult], tmp_path: Path, pool: InProcess
) -> None:
    def stop(job: Job) -> None:
        if job["kind"] == "report":
            os.kill(os.getpid(), signal.SIGTERM)

    pool.before = stop
    assert run().interrupted
    assert (tmp_path / "out" / "index.html").exists()


CITY = "camps: {city: {roles: [mayor], official: true}}"
"""A camps file that some folder of articles may hold."""


def test_all_articles_of_a_run_have_the_same_camps(
    run: Callable[..., BuildResult], news: Path, tmp_path: Path
) -> None:
    (news / "camps.yaml").write_text(CITY)
    more = tmp_path / "more.jsonl"
    more.write_text(json.dumps({"id": "more", "text": TEXTS["market"]}) + "\n")
    alone = run(groupings=["article"])
    assert alone.notes == ()
    entry = manifest.read(tmp_path / "out").reports["articles/market/good.html"]
    assert (entry.figures["camp"], entry.camps) == ("city", "camps.yaml")

    for inputs in ([str(news), str(more)], [str(more), str(news)]):
        both = run(inputs=inputs, out=tmp_path / "both", jobs=1)
        [note] = both.notes
        assert "news/camps.yaml' is not used" in note
        assert "2 folders" in note
        assert "--camps" in note
        entries = manifest.read(tmp_path / "both").reports
        assert {one.camps for one in entries.values()} == {"generic"}
        same = [one.figures["camp"] for path, one in entries.items() if "market" in path or "more" in path]
        assert same == ["government", "government"], "the same text, the same camp"
    named = run(inputs=[str(news), str(more)], out=tmp_path / "both", camps=str(news / "camps.yaml"))
    assert named.notes == ()
    entries = manifest.read(tmp_path / "both").reports
    assert entries["articles/market/good.html"].figures["camp"] == "city"


def test_camps_of_the_input_folder_hold_for_the_folders_in_it(
    run: Callable[..., BuildResult], news: Path, tmp_path: Path
) -> None:
    (news / "camps.yaml").write_text(CITY)
    (news / "a").mkdir()
    (news / "a" / "first.txt").write_text(TEXTS["market"])
    (news / "a" / "camps.yaml").write_text("camps: {other: {others: true}}")
    run()
    entries = manifest.read(tmp_path / "out").reports
    assert {one.camps for one in entries.values()} == {"camps.yaml"}
    assert "other" not in {one.figures["camp"] for one in entries.values()}


def test_what_was_set_aside_reaches_the_notebook_and_its_key(
    run: Callable[..., BuildResult], news: Path, tmp_path: Path, pool: InProcess
) -> None:
    from framing.notebook.params import open_study

    seen: list[list[str]] = []

    def look(job: Job) -> None:
        if job["kind"] == "report":
            do(job, lambda content, folder: None)
            corpus = open_study(tables=job["tables"], camps="generic").corpus
            seen.append([one.source for one in corpus.set_aside])

    pool.before = look
    run(groupings=["article", "corpus"])
    (news / "empty.txt").write_text("")
    reasons = [one.path for one in run(groupings=["article", "corpus"]).reports if one.status == "built"]
    assert reasons == ["corpus/good.html"], "no article has changed, but the corpus has lost one"
    assert seen == [[], [], [], [], ["news/empty.txt"]]
