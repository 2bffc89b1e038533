"""The attribution model: spans inside the text whatever it is, the same answer every time, clear errors."""

from __future__ import annotations

import io
import json
import resource
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from framing.article import Article, Region
from framing.attribution import _features as features
from framing.attribution import _labels as labels
from framing.attribution._network import Packed, marginals, viterbi
from framing.attribution.sequence import SHIPPED, Tagger, WeightsError
from framing.statement import Attribution
from framing.text import Document

ROOT = Path(__file__).parents[2]

STORY = """Ferry fares to rise in spring, island council says

The council on Harrow Island said on Tuesday that ferry fares would rise by a tenth in April.

"Nobody likes this," Moira Tennant, the council's transport lead, told reporters. "But the boats are old."

Residents accused the operator of neglect. Two of five crossings were cancelled, according to Piet Vermeulen.

Critics believe the plan will fail.
"""

PIECES = st.sampled_from(
    [
        '"', "“", "”", "'", "’", "‘", "«", "»", "``", "''", "said", "he",
        "Mr.", "Putin", "\n", "\n\n", " ", "\t", "\x00",
        "\u2028", "\r\n", "...", "…", "—", "-", "accused", "of",
        "according to", "that", "ÅNGSTRÖM", "ß", "🙂", "e\u0301",
        "\ud800", "12,000.50", "U.S.", "don't", "SAID", ":", "(", "]", "Q:",
        "@handle", "https://a.example/b?c", "他说", "قال",
    ]
)  # fmt: skip
HOSTILE = st.one_of(
    st.lists(PIECES, max_size=60).map("".join),
    st.lists(PIECES, max_size=60).map(" ".join),
    st.text(max_size=120),
)


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger.load()


def document(text: str, *regions: Region) -> Document:
    return Document(Article("a", text, regions=regions))


def spans(attribution: Attribution) -> list:
    return [s for s in (attribution.source, attribution.cue, *attribution.content) if s is not None]


def test_finds_direct_indirect_and_belief(tagger: Tagger) -> None:
    [found] = tagger.attribute([document(STORY)])
    said = {(a.source.of(STORY) if a.source else None, a.cue.of(STORY)) for a in found if a.cue}
    assert ("Moira Tennant, the council's transport lead,", "told") in {
        (s and f"{s.rstrip(',')},", c) for s, c in said
    }
    assert "according to" in {cue for _, cue in said}
    assert any(source == "Critics" and cue == "believe" for source, cue in said)
    assert all(a.content and 0 <= a.score <= 1 for a in found)


def test_a_quotation_around_its_cue_is_one_statement(tagger: Tagger) -> None:
    text = '"The bridge is safe," said Ana Lopes, the mayor. "It was checked in June."'
    [[found]] = tagger.attribute([document(text)])
    assert found.source is not None
    assert "Lopes" in found.source.of(text)
    assert len(found.content) == 2


@given(HOSTILE)
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_spans_lie_inside_any_text(text: str) -> None:
    doc = document(text)
    [found] = Tagger.load().attribute([doc])
    for attribution in found:
        assert attribution.content
        assert 0 <= attribution.score <= 1
        for span in spans(attribution):
            assert 0 <= span.start < span.end <= len(text)
            assert not text[span.start].isspace()
            assert not text[span.end - 1].isspace()
        starts = [s.start for s in attribution.content]
        assert starts == sorted(starts)


@given(st.lists(HOSTILE, min_size=1, max_size=4))
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_articles_do_not_influence_each_other(texts: list[str]) -> None:
    tagger = Tagger.load()
    docs = [document(text) for text in texts]
    together = tagger.attribute(docs)
    turned = tagger.attribute(docs[::-1])[::-1]
    alone = [tagger.attribute([doc])[0] for doc in docs]
    for found in zip(together, turned, alone, strict=True):
        assert len({tuple((a.source, a.cue, a.content) for a in f) for f in found}) == 1
        for scores in zip(*([a.score for a in f] for f in found), strict=True):
            assert max(scores) - min(scores) < 0.01


def test_same_answer_every_time(tagger: Tagger) -> None:
    fresh = Tagger(dict(np.load(SHIPPED, allow_pickle=False)))
    assert tagger.attribute([document(STORY)]) == fresh.attribute([document(STORY)])
    assert len(tagger.version) == 64


def test_nothing_is_found_in_nothing(tagger: Tagger) -> None:
    assert tagger.attribute([]) == []
    assert tagger.attribute([document(""), document("\n \n"), document("Word")]) == [[], [], []]


def test_furniture_is_not_read(tagger: Tagger) -> None:
    text = "The minister said taxes will fall.\n\nThe editor said subscribe now and pay nothing."
    end = text.index("\n")
    doc = document(text, Region("body", 0, end), Region("furniture", end + 2, len(text)))
    [found] = tagger.attribute([doc])
    assert [a.source.of(text) for a in found if a.source] == ["The minister"]


def test_marks_of_any_kind_are_read_alike(tagger: Tagger) -> None:
    straight = 'The report is "a sad mistake of the past," said Governor Ilse Brandt on Monday.'
    single = straight.replace('"a', "‘a").replace(',"', ",’")
    angled = straight.replace('"a', "«a").replace(',"', ",»")
    curly = straight.replace('"a', "“a").replace(',"', ",”")
    found = tagger.attribute([document(t) for t in (straight, single, angled, curly)])
    assert len(found[0]) == 1
    assert len({tuple((a.source, a.cue, a.content) for a in f) for f in found}) == 1


@pytest.mark.parametrize(
    "text",
    [
        'El ministro dijo el martes que los precios de la vivienda van a subir. "No hay nada que hacer", '
        "afirmó ante la prensa después de la reunión con los alcaldes de la provincia.",
        'Der Minister sagte am Dienstag, dass die Preise steigen werden. "Das ist leider nicht zu ändern", '
        "erklärte er nach dem Treffen mit den Bürgermeistern der Region vor der Presse.",
    ],
)
def test_other_languages_get_low_scores(tagger: Tagger, text: str) -> None:
    [found] = tagger.attribute([document(text)])
    assert all(a.score < 0.35 for a in found)


def test_capitals_lower_the_score(tagger: Tagger) -> None:
    text = "The mayor of Eastport said on Monday that the bridge would be closed for a month."
    [[plain]] = tagger.attribute([document(text)])
    [loud] = tagger.attribute([document(text.upper())])
    assert all(a.score < plain.score for a in loud)


def test_a_huge_paragraph_takes_little_memory(tagger: Tagger) -> None:
    line = 'The harbour master said that the tide was early. "We saw it," she added, pointing at the quay. '
    small, large = document(line * 500), document(line * 2100)
    for doc in (small, large):
        _ = doc.words, doc.quotes, doc.story
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    tagger.attribute([small])
    [found] = tagger.attribute([large])
    assert len(large.text) > 195_000
    assert len(found) > 3_000
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 200_000 * (1024 if sys.platform == "darwin" else 1)


def test_windows_cover_each_word_once() -> None:
    doc = document("word " * 2000 + "\n" + "end.")
    pieces = list(features.windows(doc))
    cores = [n for p in pieces for n in range(p.core_first, p.core_last)]
    assert cores == list(range(len(doc.words)))
    assert all(p.last - p.first <= features.WINDOW for p in pieces)
    assert all(p.first <= p.core_first and p.core_last <= p.last for p in pieces)


def test_cutting_hardly_changes_what_is_found(tagger: Tagger, monkeypatch: pytest.MonkeyPatch) -> None:
    text = " ".join(
        f"The {who} said the {what} would {verb} by {when}."
        for who in ("mayor", "minister", "coach", "pilot")
        for what in ("harbour", "budget", "team")
        for verb, when in (("grow", "June"), ("fail", "Friday"))
    )
    whole = tagger.attribute([document(text)])[0]
    monkeypatch.setattr(features, "WINDOW", 80)
    monkeypatch.setattr(features, "MARGIN", 20)
    cut = tagger.attribute([document(text)])[0]
    same = {(a.source, a.cue, a.content) for a in whole} & {(a.source, a.cue, a.content) for a in cut}
    assert len(same) >= 0.8 * len(whole)


def test_an_announced_quotation_in_the_next_paragraph() -> None:
    text = 'Mr Okoro continued:\n\n"We had hoped for rain in May, and it never came."'
    [found] = Tagger.load().attribute([document(text)])
    assert all(span.end <= len(text) for a in found for span in spans(a))


# ------------------------------------------------------------------ the parts


@given(st.lists(st.integers(1, 9), min_size=1, max_size=6), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_batched_decoding_equals_one_by_one(lengths: list[int], random: object) -> None:
    noise = np.random.default_rng(len(lengths) * 100 + sum(lengths))
    sizes = np.array(sorted(lengths, reverse=True))
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    flat = noise.normal(size=(int(sizes.sum()), labels.LABELS)).astype(np.float32) * 3
    start, moves = labels.hard_constraints()
    packed = Packed.of(starts, sizes)
    best = np.empty(len(flat), dtype=int)
    best[packed.forward] = viterbi(flat[packed.forward], moves, start, packed)
    posterior = np.empty_like(flat)
    posterior[packed.forward] = marginals(flat[packed.forward], moves, start, packed)
    assert np.allclose(posterior.sum(axis=1), 1, atol=1e-4)
    for first, size in zip(starts, sizes, strict=True):
        alone = Packed.of(np.array([first]), np.array([size]))
        rows = flat[first : first + size]
        assert (viterbi(rows, moves, start, alone) == best[first : first + size]).all()
        previous = 0
        for label in best[first : first + size].tolist():
            assert label % 2 == 1 or label == 0 or previous in (label, label - 1)
            previous = label


def test_marginals_are_those_of_all_sequences() -> None:
    from itertools import pairwise, product

    noise = np.random.default_rng(3)
    emissions = noise.normal(size=(3, 3)).astype(np.float32)
    moves, start = noise.normal(size=(3, 3)).astype(np.float32), noise.normal(size=3).astype(np.float32)
    weight = np.zeros((3, 3))
    for path in product(range(3), repeat=3):
        score = start[path[0]] + sum(emissions[i, y] for i, y in enumerate(path))
        score += sum(moves[a, b] for a, b in pairwise(path))
        for i, y in enumerate(path):
            weight[i, y] += np.exp(score)
    packed = Packed.of(np.array([0]), np.array([3]))
    assert np.allclose(
        marginals(emissions, moves, start, packed), weight / weight.sum(axis=1, keepdims=True), atol=1e-4
    )


# ------------------------------------------------------------------ weights


def test_missing_weights_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match=r"cannot be read.*fit_attribution"):
        Tagger.load(tmp_path / "none.npz")


@pytest.mark.parametrize("damage", ["empty", "text", "cut", "flipped"])
def test_damaged_weights_say_so(tmp_path: Path, damage: str) -> None:
    raw = SHIPPED.read_bytes()
    made = {
        "empty": b"",
        "text": b"hello",
        "cut": raw[: len(raw) // 2],
        "flipped": raw[:200_000] + b"\x00" * 500 + raw[200_500:],
    }
    path = tmp_path / "w.npz"
    path.write_bytes(made[damage])
    with pytest.raises(WeightsError, match=r"damaged.*fit_attribution"):
        Tagger.load(path)


def test_weights_of_another_version_or_shape(tmp_path: Path) -> None:
    held = dict(np.load(SHIPPED, allow_pickle=False))
    for change, message in (
        ({"format": np.array(99)}, "format 99"),
        ({"calibration": np.zeros(2, "f4")}, "damaged"),
    ):
        file = io.BytesIO()
        np.savez(file, **{**held, **change})
        path = tmp_path / "w.npz"
        path.write_bytes(file.getvalue())
        with pytest.raises(WeightsError, match=message):
            Tagger.load(path)


def test_pickled_weights_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "w.npz"
    with path.open("wb") as file:
        np.savez(file, format=np.array([{"a": 1}], dtype=object))
    with pytest.raises(WeightsError, match="damaged"):
        Tagger.load(path)


def test_shipped_weights_are_small() -> None:
    assert SHIPPED.stat().st_size <= 6_000_000


# ------------------------------------------------------------------ fitting


def _gold(path: Path) -> Path:
    """A little gold of invented sentences, with the offsets found by searching."""
    rows = []
    for number, who in enumerate(
        ("Anna Berg", "The union", "A spokesman", "Mr Ito", "The coach", "Lena Roth") * 4
    ):
        content = f"the plan number {number} would never work in the town"
        text = f"{who} said {content}. The hall was cold."
        attribution = {
            "source": [[0, len(who)]],
            "cue": [[len(who) + 1, len(who) + 5]],
            "content": [[text.index(content), text.index(content) + len(content)]],
        }
        rows.append({"id": str(number), "text": text, "attributions": [attribution]})
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


def test_fitting_learns_a_small_gold(tmp_path: Path) -> None:
    pytest.importorskip("torch", reason="PyTorch is needed for fitting only")
    gold, out = _gold(tmp_path / "gold.jsonl"), tmp_path / "weights.npz"
    done = subprocess.run(
        [sys.executable, str(ROOT / "training" / "fit_attribution.py"), "--gold", str(gold), "--out", str(out),
         "--epochs", "80", "--quick"],
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    text = "The union said the plan number 3 would never work in the town. The hall was cold."
    [[found]] = Tagger.load(out).attribute([document(text)])
    assert found.source is not None
    assert found.source.of(text) == "The union"


@pytest.mark.parametrize(
    "line",
    ["{", '{"text": "a"}', '{"text": "a", "attributions": [{"source": [[0, 9]], "cue": [], "content": []}]}'],
)
def test_bad_gold_names_the_line(tmp_path: Path, line: str) -> None:
    pytest.importorskip("torch", reason="PyTorch is needed for fitting only")
    gold = tmp_path / "gold.jsonl"
    gold.write_text('{"text": "a", "attributions": []}\n' + line, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(ROOT / "training" / "fit_attribution.py"), "--gold", str(gold),
         "--out", str(tmp_path / "w.npz")],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode != 0
    assert "line 2" in done.stderr
    assert "Traceback" not in done.stderr
