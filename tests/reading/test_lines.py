"""The model of a page's lines: what it adds to the rules on pages that it never saw, and what it leaves alone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from reading.conftest import load_page

from framing.reading import lines
from framing.reading.blocks import blocks_of
from framing.reading.structure import structure

KEPT_BACK = sorted((Path(__file__).parents[2] / "data" / "gold" / "pages" / "kept_back").glob("*.page"))
STORY = {"body", "headline", "standfirst"}


def test_on_pages_that_it_never_saw(monkeypatch):
    """Floors of 28 November 2026; the rules alone remove .834."""
    assert len(KEPT_BACK) == 6
    body = lost = waste = removed = 0
    for path in KEPT_BACK:
        page = load_page(path)
        found = structure(page.text)
        for region, start, end in page.lines:
            words = len(page.text[start:end].split())
            told = {r.name for r in found.regions if r.start < end and r.end > start}
            body += words * (region == "body")
            lost += words * (region == "body" and "body" not in told)
            waste += words * (region == "furniture")
            removed += words * (region == "furniture" and not told & STORY)
        assert found.headline == next(page.text[s:e] for region, s, e in page.lines if region == "headline")
    assert removed / waste >= 0.88
    assert lost / body <= 0.013


def test_a_story_without_furniture_stays_whole():
    text = "The mayor resigned on Monday, the council said.\n\nSign up\n\nShe had held the office for nine years."
    blocks = blocks_of(text)
    lines.tell(blocks)
    assert [block.name for block in blocks] == [None, None, None]


def test_the_headline_is_the_models_where_it_is_far_surer():
    blocks = blocks_of("Republish this story\n\nState knew the soil was toxic")
    blocks[0].title, blocks[1].title = 0.05, 0.6
    assert lines.headline(blocks, [0, 1], 0) == 1
    blocks[0].title = 0.4
    assert lines.headline(blocks, [0, 1], 0) == 0
    blocks[1].title = 0.1
    assert lines.headline(blocks, [0, 1], None) == 0


@pytest.mark.parametrize("content", [b"", b"no archive"])
def test_damaged_weights_are_told_in_one_sentence(tmp_path, content):
    (tmp_path / "lines.npz").write_bytes(content)
    with pytest.raises(ValueError, match="install the package again") as told:
        lines.read(tmp_path / "lines.npz")
    assert "\n" not in str(told.value)


def test_weights_of_another_format(tmp_path):
    np.savez(tmp_path / "lines.npz", format=np.array(99))
    with pytest.raises(ValueError, match="other format"):
        lines.read(tmp_path / "lines.npz")
