from __future__ import annotations

import errno
import json
import os
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import framing
from framing import locking, parts, tables
from framing.annotate import annotate
from framing.dataset.listing import listing
from framing.reading import pieces
from framing.tables import SCHEMAS

from .engines import STORY, Inline, bytes_of, run, write


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished dataset of forty articles, and its input."""
    folder = tmp_path_factory.mktemp("whole")
    run(write(folder / "in.jsonl", range(40)), folder / "out")
    return folder


def test_parts_read_as_the_tables_that_one_process_makes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pieces, "SIZE", 900)  # the file is read in several pieces
    source = write(tmp_path / "in.jsonl", [*range(20), *range(6)])  # ids that clash, texts that repeat
    with source.open("a") as file:
        file.write(
            "no json\n"
            + json.dumps({"text": "It rained, the mayor said.", "date": "13/05/2024", "desk": "x"})
        )
        file.write("\n" + json.dumps({"text": "It snowed, the mayor said.", "date": "04/05/2024"}) + "\n")
    done = run(source, tmp_path / "out")
    corpus = framing.read(source)
    expected = annotate(corpus)
    found = tables.read(tmp_path / "out")
    assert done.made > 2
    assert found.articles["copy_of"].notna().sum() == 6
    assert found.articles["published"].dropna().dt.month.tolist() == [5, 5]
    for name in SCHEMAS:
        pd.testing.assert_frame_equal(found[name], expected[name], check_dtype=False)
    assert [list(one) for one in done.set_aside] == [[one.source, one.reason] for one in corpus.set_aside]
    assert tables.dataset(tmp_path / "out", "articles").count_rows() == len(corpus)


def test_the_same_bytes_in_whatever_order_parts_are_made(whole: Path, tmp_path: Path) -> None:
    run(whole / "in.jsonl", tmp_path / "out", Inline(backwards=True))
    assert bytes_of(tmp_path / "out") == bytes_of(whole / "out")


def test_a_stopped_run_goes_on_from_there(whole: Path, tmp_path: Path) -> None:
    stops = Inline(lambda job: _interrupt() if len(stops.made) == 2 else None)
    with pytest.raises(KeyboardInterrupt):
        run(whole / "in.jsonl", tmp_path / "out", stops)
    with pytest.raises(ValueError, match=r"not finished \(2 of \d+ parts"):
        tables.read(tmp_path / "out")
    assert "not finished, 2 of" in next(listing(tmp_path / "out"))
    journal = tmp_path / "out" / parts.MANIFEST
    journal.write_text(journal.read_text() + '{"part": true, "na')  # as a power cut leaves it
    again = Inline()
    done = run(whole / "in.jsonl", tmp_path / "out", again)
    assert (done.kept, set(again.made) & set(stops.made)) == (2, set())
    assert bytes_of(tmp_path / "out") == bytes_of(whole / "out")


def _interrupt() -> None:
    raise KeyboardInterrupt


def test_of_a_corpus_that_has_grown_only_what_is_new_is_annotated(whole: Path, tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", range(40))
    run(source, tmp_path / "out")
    source.write_text(json.dumps({"id": "new", "text": STORY, "desk": "port"}) + "\n" + source.read_text())
    engine = Inline()
    done = run(source, tmp_path / "out", engine)
    assert (done.new, done.again, engine.annotated) == (1, 40, 1)
    assert tables.read(tmp_path / "out").articles["desk"].tolist() == ["port"] + [None] * 40
    fresh = Inline()
    run(source, tmp_path / "fresh", fresh)
    assert fresh.annotated == 41
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "fresh")  # and nothing of before is left


def test_articles_that_are_gone_are_gone_from_the_tables(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", range(40))
    run(source, tmp_path / "out")
    write(source, range(0, 40, 2))
    engine = Inline()
    assert run(source, tmp_path / "out", engine).articles == 20
    assert engine.annotated == 0
    assert tables.read(tmp_path / "out").articles["page"].tolist() == list(range(0, 40, 2))


def test_other_camps_make_all_anew_and_say_so(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", range(20))
    run(source, tmp_path / "out")
    camps = tmp_path / "camps.yaml"
    camps.write_text("camps: {port: {names: [Ana Ruiz]}}")
    engine = Inline()
    done = run(source, tmp_path / "out", engine, camps=str(camps))
    assert engine.annotated == 20
    assert any("all parts were made anew" in note for note in done.notes)
    assert set(tables.read(tmp_path / "out").statements["camp"].dropna()) >= {"port"}


def test_where_nothing_has_changed_nothing_is_read(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", range(20))
    run(source, tmp_path / "out")
    reads = Inline(lambda job: pytest.fail("it was read"))
    assert "Nothing has changed" in run(source, tmp_path / "out", reads).notes[0]
    before = source.stat()
    write(source, [*range(19), 99])  # as long as before
    os.utime(source, ns=(before.st_atime_ns, before.st_mtime_ns - 10**12))  # by a clock that went back
    assert run(source, tmp_path / "out").new == 1


def test_a_new_file_in_a_folder_is_seen(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for n in range(12):
        (tmp_path / "in" / f"{n:02}.txt").write_text(f"{STORY} Ship number {n} waited.")
    run(tmp_path / "in", tmp_path / "out")
    (tmp_path / "in" / "00a.txt").write_text(f"{STORY} One more.")
    engine = Inline()
    assert run(tmp_path / "in", tmp_path / "out", engine).articles == 13
    assert engine.annotated == 1
    with pytest.raises(ValueError, match="would lie within the input"):
        run(tmp_path / "in", tmp_path / "in" / "tables")


def test_a_second_run_into_a_folder_says_so(whole: Path) -> None:
    held = locking.take(whole / "out" / ".lock")
    try:
        with pytest.raises(ValueError, match="another run is writing to"):
            run(whole / "in.jsonl", whole / "out")
        assert "is writing to" in next(listing(whole / "out"))
    finally:
        held.close()


def test_what_killed_runs_left_is_cleared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locking.tempfile, "tempdir", str(tmp_path))
    dead, alive = locking.Temporary(), locking.Temporary("ipython")
    dead._owner.close()  # as the system does when a process is gone
    out = tmp_path / "out"
    (out / ".work" / "made").mkdir(parents=True)
    for name in (
        ".articles.parquet.ab12_xyz",
        ".provenance.json.ab12_xyz",
        ".mine.parquet.ab12_xyz",
        ".hidden",
    ):
        (out / name).write_text("")
    done = run(write(tmp_path / "in.jsonl", range(12)), out)
    assert "Cleared 4 leftovers" in done.notes[0]
    left = {one.name for one in out.iterdir() if one.name.startswith(".")}
    assert left == {".mine.parquet.ab12_xyz", ".hidden", ".lock", ".keys", ".inputs.json"}
    assert (dead.path.exists(), alive.path.exists()) == (False, True)
    alive.cleanup()


def test_a_full_disk_stops_the_run_and_keeps_what_was_made(whole: Path, tmp_path: Path) -> None:
    full = {"fault": os.strerror(errno.ENOSPC), "errno": errno.ENOSPC, "place": "out"}
    engine = Inline(lambda job: full if len(engine.made) == 3 else None)
    with pytest.raises(OSError, match="No space") as raised:
        run(whole / "in.jsonl", tmp_path / "out", engine)
    assert raised.value.errno == errno.ENOSPC
    assert run(whole / "in.jsonl", tmp_path / "out").kept == 3
    assert bytes_of(tmp_path / "out") == bytes_of(whole / "out")


def test_a_part_that_fails_is_named_and_the_others_are_made(whole: Path, tmp_path: Path) -> None:
    engine = Inline(
        lambda job: {"fault": "it died", "errno": None, "place": ""} if len(engine.made) == 1 else None
    )
    done = run(whole / "in.jsonl", tmp_path / "out", engine)
    [(where, why)] = done.failed
    assert "in.jsonl:line" in where
    assert why == "it died"
    assert run(whole / "in.jsonl", tmp_path / "out").made == 1


def test_a_damaged_part_is_made_again(whole: Path, tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", range(40))
    run(source, tmp_path / "out")
    hurt = sorted((tmp_path / "out" / "hedges.parquet").iterdir())[0]
    hurt.write_bytes(hurt.read_bytes()[:-5])
    assert hurt.stem in "".join(listing(tmp_path / "out"))
    assert run(source, tmp_path / "out").made == 1
    hurt.unlink()
    with pytest.raises(ValueError, match="'hedges' is missing"):
        tables.read(tmp_path / "out")


def test_an_input_that_changes_meanwhile_is_told(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", range(12))

    def meddle(job: dict[str, Any]) -> None:
        if job["kind"] == "make":
            write(source, range(50, 62))

    done = run(source, tmp_path / "out", Inline(meddle))
    assert any("changed while this ran" in note for note in done.notes)
    assert tables.read(tmp_path / "out").articles["page"].tolist() == list(range(12))
    assert run(source, tmp_path / "out").new == 12  # and the next run takes it in


def test_an_article_set_aside_for_its_time_is_tried_again_with_more_of_it(tmp_path: Path) -> None:
    source = write(tmp_path / "in.jsonl", range(12))

    def slow(job: dict[str, Any]) -> None:
        if job["kind"] == "make" and job["limit"] < 9 and not job["skip"]:
            job["skip"] = {"0": "it took over 5 seconds"}

    done = run(source, tmp_path / "out", Inline(slow), limit=5.0)
    assert {why for _, why in done.set_aside} == {"it took over 5 seconds"}
    assert run(source, tmp_path / "out", limit=5.0).made == 0
    engine = Inline(slow)
    again = run(source, tmp_path / "out", engine, limit=10.0)
    assert (again.articles, engine.annotated, again.set_aside) == (12, len(done.set_aside), ())
