"""Pages on demand: what an address stands for, who may ask, what grows meanwhile, and how it ends."""

from __future__ import annotations

import contextlib
import json
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.request
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from framing.dataset import worker
from framing.dataset.making import Choice, make
from framing.report.build import build
from framing.runner import kernels
from framing.serve import front, running, shelves
from framing.serve.app import application
from framing.serve.press import Press, Unmade
from framing.serve.shelves import Missing, ReportsShelf, Shown, TablesShelf, shelf

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # httpx is to have a successor one day
    from starlette.testclient import TestClient

TEXT = "{title}\n\nThe quay {n} may close, Ana Ruiz, head of the port, said. The union was accused of delay."


class _Inline:
    """Does the jobs of a dataset in this process."""

    def run(self, jobs: Any) -> Iterator[tuple[Any, Any]]:
        for job in list(jobs):
            yield job, json.loads(json.dumps(worker.do(json.loads(json.dumps(job)), lambda message: None)))

    def close(self) -> None:
        pass


def dataset(folder: Path, count: int, *, size: int | None = 8) -> Path:
    """Tables of so many articles, in parts of about eight or as single files."""
    rows = (
        {
            "id": f"Story {n}" if n % 5 == 4 else f"a{n}", "headline": f"<b>Quay</b> {n} & more",
            "date": f"2024-05-{n + 1:02}", "text": TEXT.format(title=f"Quay {n}", n=n),
            "outlet": "The Post" if n % 2 else "Écho",
        }
        for n in range(count)
    )  # fmt: skip
    source = folder / "in.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in rows))
    make([str(source)], folder / "tables", lambda progress: _Inline(), Choice(size=size))
    return folder / "tables"


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return dataset(tmp_path_factory.mktemp("served"), 20)


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Pages without workers: the job is made, the page says what it is about. Returns the ids of the jobs."""
    asked: list[str] = []

    class Pool:
        def __init__(self) -> None:
            self.jobs: list[Any] = []

        def submit(self, job: Any) -> None:
            self.jobs.append(job)

        def finished(self) -> Iterator[tuple[Any, Any]]:
            while self.jobs:
                job = self.jobs.pop()
                asked.append(job["id"])
                folder = Path(job["folder"])
                folder.mkdir()
                made = {f"{job['name']}.html": f"{job['title']} {job['articles']}", "tone.csv": "a,b"}
                for name, text in made.items():
                    (folder / name).write_text(text)
                yield job, {"files": list(made), "figures": {}}

        def stop(self) -> None:
            pass

        def close(self) -> None:
            pass

    monkeypatch.setattr(kernels, "pool", lambda *a, **k: Pool())
    monkeypatch.setattr(shelves, "_GLANCE", 0.0)
    return asked


@contextlib.contextmanager
def client(folder: Path, **how: Any) -> Iterator[TestClient]:
    with TestClient(application(shelf(folder, **how)[0]), base_url="http://127.0.0.1:8765") as made:
        yield made


def said(page: str) -> str:
    """Heading and first paragraph of a page that says why there is none."""
    return " ".join(re.findall(r"<(?:h1|p class=\"prose\")>(.*?)</(?:h1|p)>", page)[:2])


def test_a_page_is_made_once_and_only_when_it_is_asked_for(tables: Path, stub: list[str]) -> None:
    with client(tables) as web:
        assert stub == []
        first = web.get("/articles/a3/report.html")
        assert (first.status_code, first.text) == (200, "<b>Quay</b> 3 & more ['a3']")
        assert web.get("/articles/a3/tone.csv").headers["content-type"] == "text/csv; charset=utf-8"
        again = web.get("/articles/a3/report.html", headers={"if-none-match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert stub == ["articles/a3/report.html"]


def test_an_article_whose_id_is_no_file_name_is_found_by_the_name_that_a_batch_gives_it(
    tables: Path, stub: list[str]
) -> None:
    with client(tables) as web:
        [there] = re.findall(r'href="(articles/story-4-[^"]+)"', web.get("/").text)
        assert web.get(f"/{there}").text.endswith("['Story 4']")


def test_the_index_finds_filters_orders_and_turns_pages(
    tables: Path, stub: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(front, "ROWS", 6)

    def listed(query: str) -> list[str]:
        with client(tables) as web:
            return re.findall(
                r"&lt;b&gt;Quay&lt;/b&gt; (\d+) &amp; more</a>", web.get(f"/index.html{query}").text
            )

    assert listed("") == ["0", "1", "2", "3", "4", "5"]
    assert listed("?page=4") == ["18", "19"]
    assert listed("?page=99&sort=nonsense") == ["18", "19"]
    assert listed("?sort=newest") == ["19", "18", "17", "16", "15", "14"]
    assert listed("?q=QUAY+13") == ["13"]
    assert listed("?q=story") == ["4", "9", "14", "19"]  # in the id
    assert listed("?outlet=%C3%89cho&sort=newest") == ["18", "16", "14", "12", "10", "8"]
    assert listed("?q=nothing%20of%20the%20kind") == []


def test_what_is_typed_into_the_search_cannot_become_markup(tables: Path, stub: list[str]) -> None:
    with client(tables) as web:
        page = web.get("/", params={"q": '"><script>alert(1)</script>'})
    assert "<script>alert" not in page.text
    assert 'value="&#34;&gt;&lt;script&gt;' in page.text
    assert "form-action 'self'" in page.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/articles/zz/report.html", "there is no article 'zz' among the 20 here."),
        ("/articles/a1/../../in.jsonl", "there is no page 'in.jsonl' here."),
        ("/..%2f..%2fin.jsonl", "there is no page '../../in.jsonl' here."),
        ("/articles/..%2f../report.html", "there is no page 'articles/../../report.html' here."),
        ("/articles/a1/secret.txt", "'secret.txt' does not belong to this page; its files are report.html, tone.csv."),
        ("/manifest.jsonl", "there is no page 'manifest.jsonl' here."),
        ("/<script>", "there is no page '<script>' here."),
    ],
)  # fmt: skip
def test_what_is_not_there_is_told_in_one_sentence(
    tables: Path, stub: list[str], address: str, words: str
) -> None:
    from framing.show.html import esc

    with client(tables) as web:
        answer = web.get(address)
    assert answer.status_code == 404
    assert said(answer.text) == f"Not found {esc(words[:1].upper() + words[1:])}"


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8765", "127.0.0.1.evil.example", "", "a b", "[::1"]
)
def test_a_name_that_was_made_to_lead_here_is_refused(tables: Path, stub: list[str], host: str) -> None:
    with client(tables) as web:
        answer = web.get("/articles/a1/report.html", headers={"host": host})
    assert answer.status_code == 400
    assert "Quay" not in answer.text
    assert stub == []


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:1", "[::1]:8765", "desk.example"])
def test_its_own_names_are_served(tables: Path, stub: list[str], host: str) -> None:
    with TestClient(application(shelf(tables)[0], hosts=["Desk.example"])) as web:
        assert web.get("/", headers={"host": host}).status_code == 200


def test_pages_can_only_be_read_and_carry_their_policy(tables: Path, stub: list[str]) -> None:
    with client(tables) as web:
        assert web.post("/").status_code == 405
        assert web.head("/").content == b""
        for address in ("/", "/articles/a1/report.html", "/articles/a1/tone.csv", "/nowhere"):
            headers = web.get(address).headers
            assert "default-src 'none'" in headers["content-security-policy"]
            assert "frame-ancestors 'none'" in headers["content-security-policy"]
            assert headers["x-content-type-options"] == "nosniff"
        assert (
            "sandbox" in web.get("/articles/a1/report.html").headers["content-security-policy"]
        )  # it brings none


def test_articles_that_are_added_are_seen_and_pages_of_others_are_kept(
    tmp_path: Path, stub: list[str]
) -> None:
    folder = dataset(tmp_path, 12)
    with client(folder) as web:
        web.get("/articles/a0/report.html")
        assert "12 articles to open" in web.get("/").text
        assert web.get("/articles/a16/report.html").status_code == 404
        dataset(tmp_path, 18)
        assert "18 articles to open" in web.get("/").text
        assert web.get("/articles/a16/report.html").text.endswith("['a16']")
        web.get("/articles/a0/report.html")
        web.get("/corpus/report.html")
    assert stub.count("articles/a0/report.html") <= 2  # once more at most, where its part is another now
    assert stub[-1] == "corpus/report.html"


def test_single_files_that_are_written_anew_are_seen(tmp_path: Path, stub: list[str]) -> None:
    folder = dataset(tmp_path, 2, size=None)
    with client(folder) as web:
        assert web.get("/corpus/report.html").text.endswith("['a0', 'a1']")
        dataset(tmp_path, 3, size=None)
        assert web.get("/corpus/report.html").text.endswith("['a0', 'a1', 'a2']")
        assert web.get("/corpus/02_voices.html").text.startswith("Who gets to speak?: all 3 articles")


def test_a_run_that_is_moving_files_does_not_empty_the_index(tmp_path: Path, stub: list[str]) -> None:
    folder = dataset(tmp_path, 10)
    with client(folder) as web:
        assert "10 articles to open" in web.get("/").text
        (folder / "manifest.jsonl").write_text("")  # nothing finished is named
        assert "10 articles to open" in web.get("/").text


def test_a_page_that_cannot_be_made_says_why_and_the_next_one_is_made(
    tables: Path, stub: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = TablesShelf._job

    def broken(self: TablesShelf, one: Any, *rest: Any) -> Any:
        if "a1" in one.path:
            raise OSError(28, "No space left on device")
        return whole(self, one, *rest)

    monkeypatch.setattr(TablesShelf, "_job", broken)
    with client(tables) as web:
        answer = web.get("/articles/a1/report.html")
        assert answer.status_code == 503
        assert "No space left on device" in said(answer.text)
        assert web.get("/articles/a2/report.html").status_code == 200


def test_only_so_many_pages_are_kept(tmp_path: Path, stub: list[str]) -> None:
    press = Press(page="x:y", timeout=1, kept=10)

    def files(key: str) -> None:
        press.files(
            key,
            lambda desk: {"id": key, "folder": str(desk / "made"), "name": "n", "title": "t", "articles": []},
        )

    for key in ("one", "two", "two", "one"):
        files(key)
    assert stub == ["one", "two", "one"]
    place = press.desk
    press.close()
    assert not place.exists()
    with pytest.raises(Unmade, match="stopping"):
        files("three")


def test_a_reports_folder_shows_its_pages_and_nothing_else(tmp_path: Path) -> None:
    out = tmp_path / "reports"
    page = out / "articles" / "a" / "report.html"
    page.parent.mkdir(parents=True)
    page.write_text("<p>made</p>")
    (page.parent / "tone.csv").write_text("a,b")
    (out / "index.html").write_text("<p>index</p>")
    (out / ".cache").mkdir()
    (out / ".cache" / "part").write_text("secret")
    (out / "runs.yaml").write_text("secret")
    kept = {"notebook": "report", "unit": "article", "title": "A", "parts": {"suite": "x"}}
    entries = {
        "articles/a/report.html": {**kept, "files": {"report.html": 11, "tone.csv": 3}},
        "articles/b/report.html": {**kept, "parts": {}, "files": {}, "reason": "cell 2 failed"},
    }
    (out / "manifest.json").write_text(json.dumps({"format": 1, "reports": entries, "readings": {}}))
    with client(out) as web:
        assert web.get("/").text == web.get("/index.html").text == "<p>index</p>"
        assert web.get("/articles/a/report.html").text == "<p>made</p>"
        assert web.get("/articles/a/tone.csv").text == "a,b"
        for hidden in ("/.cache/part", "/runs.yaml", "/manifest.json", "/articles/a/..%2f..%2fruns.yaml"):
            assert web.get(hidden).status_code == 404, hidden
        assert "(cell 2 failed)" in web.get("/articles/b/report.html").text
    with pytest.raises(Missing):
        ReportsShelf(out).get("../in.jsonl", {})


def test_what_is_no_folder_of_tables_is_told(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="there are no tables in"):
        shelf(tmp_path)
    with pytest.raises(ValueError, match="is no folder"):
        shelf(tmp_path / "nothing")


def test_camps_other_than_those_of_the_tables_are_told(tables: Path) -> None:
    _, [note] = shelf(tables, camps="seed")
    assert "made with other camps" in note
    found, notes = shelf(tables)
    assert isinstance(found, TablesShelf)
    assert (found.shown, notes) == (Shown(tables.name, "generic"), [])


def test_a_port_that_is_taken_is_told_in_one_sentence() -> None:
    with (
        running.bound("127.0.0.1", 0) as first,
        pytest.raises(ValueError, match=r"the port \d+ of 127.0.0.1 is taken.*--port\.$"),
    ):
        running.bound("127.0.0.1", first.getsockname()[1])
    with pytest.raises(ValueError, match="no address of this machine"):
        running.bound("no such host", 0)


@pytest.mark.notebook
def test_a_page_has_the_bytes_that_a_batch_makes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder = dataset(tmp_path, 2, size=None)
    build(["in.jsonl"], "reports", notebooks=["report"], groupings=["article", "corpus"], jobs=1)
    pages, _ = shelf(folder, source="in.jsonl", camps="generic")
    try:
        for place in ("articles/a1", "corpus"):
            made = sorted(path for path in (tmp_path / "reports" / place).iterdir())
            assert len(made) > 5
            for path in made:
                assert pages.get(f"{place}/{path.name}", {}).data == path.read_bytes(), path.name
    finally:
        pages.close()


@pytest.fixture
def served(tables: Path) -> Iterator[Callable[[], tuple[subprocess.Popen[str], str]]]:
    """Starts the command as a user does; gives the process and where its pages are."""
    started: list[subprocess.Popen[str]] = []

    def start() -> tuple[subprocess.Popen[str], str]:
        command = [sys.executable, "-m", "framing.cli", "serve", str(tables), "--port", "0"]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        started.append(process)
        assert process.stdout is not None
        return process, process.stdout.readline().split()[0]

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
            process.wait()


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C cannot be sent to one process there")
def test_ctrl_c_ends_it_also_in_the_middle_of_a_page(served: Any) -> None:
    process, home = served()
    answers: list[int] = []

    def ask() -> None:
        try:
            answers.append(urllib.request.urlopen(f"{home}articles/a1/report.html", timeout=30).status)
        except urllib.error.HTTPError as error:
            answers.append(error.code)

    waiting = threading.Thread(target=ask)
    waiting.start()
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    told, _ = process.communicate(timeout=30)
    waiting.join()
    assert (process.returncode, told.strip()) == (0, "Stopped.")
    assert answers == [503]
