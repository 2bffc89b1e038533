"""The file of corrections: what it may say, and what is told of a bad line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from framing.article import Article
from framing.corrections import (
    Correction,
    CorrectionError,
    correctable,
    fields_of,
    parse,
    read,
    text_hash,
    write,
)

HASH = text_hash("It may rain.")
GOOD = {"text_hash": HASH, "table": "hedges", "do": "reject", "start": 3, "end": 6}


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    lines = [
        Correction(HASH, "hedges", "accept", 3, 6, coder="Ana", when="2026-11-28T10:00:00Z", note="=1+1 – ü"),
        Correction(HASH, "statements", "relabel", 0, 4, field="target", value=None),
        Correction(HASH, "statements", "add", 0, 4, value={"speaker": "Lee", "cue_start": 5, "cue_end": 9}),
        Correction(HASH, "accusations", "move", 0, 4, field="target", value=[2, 3]),
        Correction(HASH, "frames", "relabel", name="conflict", field="present", value=False),
    ]
    write(lines, tmp_path / "c.jsonl")
    found = read(tmp_path / "c.jsonl")
    assert list(found.lines) == lines
    assert [one.line for one in found.lines] == [1, 2, 3, 4, 5]
    assert found.of(Article("x", "It may rain.")) == tuple(lines)
    assert found.of(Article("x", "It may rain!")) == ()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"do": "delete"}, "'do' is 'delete'; allowed are accept"),
        ({"table": "hedge"}, "'table' is 'hedge'; allowed are statements"),
        ({"table": "corrections"}, "'table' is 'corrections'"),
        ({"text_hash": "abc"}, "needs 'text_hash'"),
        ({"start": None}, "has the place None–6"),
        ({"start": 6}, "has the place 6–6"),
        ({"start": True}, "has the place True–6"),
        ({"colour": 1}, "unknown key 'colour'"),
        ({"coder": 7}, "'coder' is 7; write text"),
        ({"value": "weasel"}, "has 'value', which 'reject' does not take"),
        ({"do": "relabel", "field": "start", "value": 1}, "'field' is 'start'; allowed are category"),
        ({"do": "relabel", "field": "category", "value": "weasl"}, "'category' is 'weasl'; allowed are hedge, weasel"),
        ({"do": "relabel", "field": "category"}, "needs 'value'"),
        ({"do": "move", "value": [6, 3]}, "write the right place as [start, end]"),
        ({"do": "move", "value": [3, 7], "field": "source"}, "'field' is 'source'; allowed are"),
        ({"do": "add"}, "an added row of 'hedges' needs category"),
        ({"do": "add", "value": {"colour": 1}}, "'value' is 'colour'; allowed are category"),
        ({"table": "sources", "do": "add"}, "rows of 'sources' cannot be added"),
        ({"table": "sources", "do": "relabel", "field": "affiliation", "value": "goverment"}, "allowed are government"),
        ({"table": "statements", "do": "relabel", "field": "made", "value": 1}, "'made' is 1; write true or false"),
        ({"table": "frames", "do": "accept"}, "needs 'name', the frame"),
        ({"table": "relations", "do": "relabel", "field": "polarity", "value": True}, "'polarity' is True; allowed"),
        ({"table": "statements", "do": "add", "value": {"cue_start": 3}}, "write both cue_start and cue_end"),
    ],
)  # fmt: skip
def test_a_bad_line_is_told_with_what_is_allowed(change: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=r"\w") as caught:
        parse({**GOOD, **change})
    assert said in str(caught.value)


def test_every_bad_line_is_named_by_file_and_line(tmp_path: Path) -> None:
    file = tmp_path / "c.jsonl"
    file.write_text("\n".join([json.dumps(GOOD), "{", "", json.dumps({**GOOD, "do": "x"})]), encoding="utf-8")
    with pytest.raises(CorrectionError) as caught:
        read(file)
    assert f"{file}, line 2: is no JSON." in str(caught.value)
    assert f"{file}, line 4: 'do' is 'x'" in str(caught.value)
    with pytest.raises(CorrectionError, match="no corrections can be read"):
        read(tmp_path / "none.jsonl")


def test_what_follows_from_other_rows_cannot_be_set() -> None:
    assert set(fields_of("statements")) == {
        "kind", "speaker", "role", "speaker_type", "camp", "act", "target", "stance", "made",
    }  # fmt: skip
    assert not {"articles", "regions", "sentences", "quotations", "corrections"} & set(correctable())


def test_the_lines_on_the_page_can_be_read() -> None:
    page = (Path(__file__).parents[1] / "docs" / "corrections.md").read_text(encoding="utf-8")
    lines = page.split("```json\n")[1].split("```")[0].replace("fea9…dd62", HASH).strip().split("\n")
    assert [parse(json.loads(line)).do for line in lines] == [
        "reject",
        "relabel",
        "relabel",
        "move",
        "add",
        "relabel",
    ]
