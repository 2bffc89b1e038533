"""The matrix: from flags, from a file, and what is said of a wrong one."""

from __future__ import annotations

from pathlib import Path

import pytest

from framing.report.runs import ARTICLE, CORPUS, STUDY, RunsError, from_file, from_flags


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "runs.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_flags_the_seed_article_gets_a_report_and_the_study() -> None:
    [run] = from_flags()
    assert run.inputs == ("seeds/",)
    assert run.notebooks == (("report", (ARTICLE, CORPUS)),)
    [run] = from_flags(["news/"], notebooks=["report", "study"])
    assert run.notebooks == (("report", (ARTICLE,)), *((name, (CORPUS,)) for name in STUDY))


def test_every_camps_file_gives_a_run_in_a_folder_of_its_own() -> None:
    runs = from_flags(["news/"], camps=["generic", "my/Strikes 2.yaml"], groupings=["article", "outlet"])
    assert [(run.camps, run.folder) for run in runs] == [
        ("generic", "camps-generic"), ("my/Strikes 2.yaml", "camps-strikes-2"),
    ]  # fmt: skip
    assert runs[0].columns == ("outlet",)
    assert from_flags(camps=["generic"])[0].folder == ""


def test_a_file_describes_the_same_matrix(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "runs:\n"
        "  - name: strikes\n    inputs: news/strikes/\n    notebooks: [report, 02_voices]\n"
        "    camps: [generic, other]\n    groupings: [article]\n    seed: 3\n"
        "  - name: all\n    text_column: body\n",
    )
    runs = from_file(path)
    assert [(run.folder, run.camps, run.seed, run.text_column) for run in runs] == [
        ("strikes/camps-generic", "generic", 3, None),
        ("strikes/camps-other", "other", 3, None),
        ("all", None, 0, "body"),
    ]
    assert runs[0].inputs == ("news/strikes/",)
    assert runs[2].inputs == ("seeds/",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("runs: [", "not valid YAML"),
        ("", "needs a list `runs`"),
        ("runs: {}", "needs a list `runs`"),
        ("run:\n  - {}", "needs a list `runs`"),
        ("runs:\n  - name: a\nruns2: 1", "unknown key `runs2`; did you mean `runs`?"),
        ("runs:\n  - notebook: [report]", "did you mean `notebooks`?"),
        ("runs:\n  - just text", "must be a mapping"),
        ("runs:\n  - {}\n  - {}", "has no `name`"),
        ("runs:\n  - name: a\n  - name: a", "is taken"),
        ("runs:\n  - name: ../up", "cannot be a folder"),
        ("runs:\n  - name: corpus", "cannot be a folder"),
        ("runs:\n  - inputs: []", "`inputs` must be a text or a list"),
        ("runs:\n  - inputs: [1]", "`inputs` must be a text or a list"),
        ("runs:\n  - seed: -1", "whole number from 0"),
        ("runs:\n  - seed: true", "whole number from 0"),
        ("runs:\n  - text_column: 7", "name of a column"),
        ("runs:\n  - camps: [a.yaml, x/a.yml]", "same name"),
    ],
)
def test_a_mistake_is_one_sentence(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(RunsError) as caught:
        from_file(written(tmp_path, text))
    sentence = str(caught.value)
    assert said in sentence
    assert "\n" not in sentence
    assert sentence.endswith(".")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no runs file"):
        from_file(tmp_path / "none.yaml")


def test_bytes_that_are_not_text_are_said(tmp_path: Path) -> None:
    path = tmp_path / "runs.yaml"
    path.write_bytes(b"runs: \xff\xfe")
    with pytest.raises(RunsError, match="not valid YAML"):
        from_file(path)


def test_a_column_gives_the_page_over_all_and_one_a_group_and_a_span_one_page() -> None:
    [run] = from_flags(groupings=["outlet"])
    assert run.notebooks == (("report", (CORPUS, "outlet")),)
    assert run.compared == ("outlet", "")
    [run] = from_flags(groupings=["month"])
    assert (run.notebooks, run.compared) == ((("report", (CORPUS,)),), ("month", ""))
    [run] = from_flags(groupings=["article", "desk", "month"])
    assert (run.notebooks, run.compared) == ((("report", (ARTICLE, CORPUS, "desk")),), ("desk", "month"))
    [run] = from_flags(notebooks=["02_voices"], groupings=["month"])
    assert run.notebooks == (("02_voices", ("month",)),)
