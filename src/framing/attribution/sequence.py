"""The attribution model: sources, cues and contents of statements, found by a small neural network.

A BiLSTM-CRF (Lample et al. 2016) labels the words of each paragraph as part of a source, a cue or a
content; a linker fitted with it ties every cue to its source, or to nobody, and every content to its
cue. It was fitted on PolNeAR (Newell, Margolin & Ruths 2018) by `training/fit_attribution.py`; here
it runs in plain NumPy. What it was measured to do stands in `framing/resources/attribution.md`.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from framing.article import Span
from framing.attribution import _features as features
from framing.attribution import _labels as labels
from framing.attribution._assembly import (
    EVIDENCE,
    Flat,
    Floats,
    Ints,
    Tagged,
    TaggedSpans,
    assemble,
    evidence_of,
    mend_labels,
)
from framing.attribution._network import Packed, halve_gates, marginals, run_lstm, viterbi
from framing.attribution._vectors import Vectors
from framing.attribution.weights import FOUND
from framing.statement import Attribution
from framing.text import Document
from framing.threads import one_thread

FORMAT = 2
"""The version of the weights file that `training/fit_attribution.py` writes."""

READ = (1, 2)
"""The versions that this code reads; the first knew no word vectors."""


SHIPPED = Path(__file__).parent.parent / "resources" / "attribution.npz"


SEQUENCES_AT_ONCE = 128
"""Sequences that the network reads side by side; of long ones fewer, so that they have no more than so many words."""

ROWS_AT_ONCE = 12_000

WORDS_AT_ONCE = 40_000
"""Bounds the memory of one call, however many articles, and however long, it is given."""


TYPES_KEPT = 50_000

_TYPES_AT_ONCE = 512


class WeightsError(ValueError):
    """Weights that are missing, damaged or of another version, and how to mend it."""


class Tagger:
    """Finds who says what, with fitted weights.

    Args:
        arrays: the arrays of a weights file, as `training/fit_attribution.py` writes it.
        version: what identifies the weights, their SHA-256.
        least: the probability, 0 to 1, below which a statement is not reported.

    Example:
        >>> from framing.article import Article
        >>> text = "The mayor said on Monday that the bridge would be closed."
        >>> [[found]] = Tagger.load().attribute([Document(Article("a", text))])
        >>> found.source.of(text), found.cue.of(text)
        ('The mayor', 'said')
    """

    version: str

    def __init__(
        self,
        arrays: Mapping[str, npt.NDArray[Any]],
        version: str = "unsaved",
        *,
        least: float = FOUND.now.model,
    ) -> None:
        self.version, self.least = version, least
        part = {name: np.asarray(value) for name, value in arrays.items()}
        real = {
            name: np.asarray(value, dtype=np.float32)
            for name, value in part.items()
            if value.dtype.kind == "f"
        }
        self._words = {w: i for i, w in enumerate(part["words"].tobytes().decode("utf-8").split("\n"))}
        self._shapes = {s: i for i, s in enumerate(part["shapes"].tobytes().decode("utf-8").split("\n"))}
        self._cue_class = part["cue_class"].astype(np.int64)
        self._common = part["common"].astype(bool)
        self._word, self._gram = real["embed_word"], real["embed_gram"]
        self._shape, self._cue = real["embed_shape"], real["embed_cue"]
        self._vectors = Vectors.of(part, real)
        shape_end = self._word.shape[1] + self._gram.shape[1] + self._shape.shape[1]
        state_end = shape_end + real["embed_state"].shape[1]
        enter = halve_gates(real["lower_input"])
        of_type = np.concatenate([enter[:, :shape_end], enter[:, state_end:]], axis=1)
        self._enter = np.ascontiguousarray(of_type.transpose(1, 0, 2).reshape(of_type.shape[1], -1))
        of_state = (
            real["embed_state"] @ enter[:, shape_end:state_end] + halve_gates(real["lower_bias"])[:, None]
        )
        self._enter_state = np.ascontiguousarray(
            of_state.transpose(1, 0, 2).reshape(features.QUOTE_STATES, -1)
        )
        # The states come doubled out of run_lstm, so what reads them is halved.
        self._lower_recurrent = halve_gates(real["lower_recurrent"]) * np.float32(0.5)
        self._upper_input = halve_gates(real["upper_input"]) * np.float32(0.5)
        self._upper_bias = halve_gates(real["upper_bias"])
        self._upper_recurrent = halve_gates(real["upper_recurrent"]) * np.float32(0.5)
        self._emit, self._emit_bias = real["emit"] * np.float32(0.5), real["emit_bias"]
        hard_start, hard_moves = labels.hard_constraints()
        self._start, self._moves = real["start"] + hard_start, real["moves"] + hard_moves
        self._linkers = tuple(
            _Linker(
                real[f"{name}_anchor"] * np.float32(0.5), real[f"{name}_anchor_bias"],
                real[f"{name}_option"] * np.float32(0.5), real[f"{name}_option_bias"],
                real[f"{name}_nobody"] * np.float32(0.5), real[f"{name}_nobody_bias"], real[f"{name}_pair"],
            )
            for name in ("source", "content")
        )  # fmt: skip
        self._calibration = real["calibration"]
        if self._calibration.shape != (len(EVIDENCE),) or len(self._words) != len(self._word):
            raise ValueError("its parts do not belong together")
        self._types = _Types(self)
        self._marked: tuple[Document, Ints, list[str]] | None = None

    @classmethod
    def load(cls, path: str | Path | None = None) -> Tagger:
        """Read weights.

        Args:
            path: a file written by `training/fit_attribution.py`; the shipped weights where not given.

        Raises:
            WeightsError: if there are none, or they are damaged, or of another version.
        """
        if path is None:
            return _shipped()
        return _read(
            Path(path),
            "fit them again with `python training/fit_attribution.py --gold FILE.jsonl --out PATH`",
        )

    def attribute(self, documents: Sequence[Document]) -> list[list[Attribution]]:
        """The attributions of every document, in text order.

        Args:
            documents: any number; they are worked off in portions, so memory stays bounded.

        Returns:
            One list a document. `score` is the estimated probability that a human annotator has the
            same statement with the same source; it is low where the text does not look like English.
        """
        return [[attribution for attribution, _ in found] for found in self.examine(documents)]

    def examine(self, documents: Sequence[Document]) -> list[list[tuple[Attribution, Floats]]]:
        """As `attribute`, each with the evidence that its score is computed from (see `EVIDENCE`)."""
        found: list[list[tuple[Attribution, Floats]]] = [[] for _ in documents]
        with one_thread():
            for portion in _portions(documents):
                for number, attribution, evidence in self._portion(documents, portion):
                    found[number].append((attribution, evidence))
        self._marked = None
        return found

    def _portion(
        self, documents: Sequence[Document], portion: list[tuple[int, list[features.Window]]]
    ) -> Iterator[tuple[int, Attribution, Floats]]:
        """The attributions of some windows, which are given document by document."""
        flat = self._flatten(documents, portion)
        tagged = self._tag(flat)
        spans = TaggedSpans.of(tagged, flat)
        source_link, source_trust = self._link(0, spans, tagged.hidden)
        content_link, content_trust = self._link(1, spans, tagged.hidden)
        drafts = assemble(spans, flat, source_link, content_link)
        evidence = evidence_of(drafts, spans, tagged.trust, source_trust, content_trust)
        damping = self._damping(flat)
        scores = 1.0 / (1.0 + np.exp(-(evidence @ self._calibration)))
        for number, draft in enumerate(drafts):
            if scores[number] < self.least:
                continue
            paragraph = spans.paragraph[draft.cue]
            document, offset = flat.document_of[paragraph], flat.offset_of[paragraph]
            words = documents[document].words
            source, cue, *contents = (
                None
                if at is None
                else Span(words.starts[spans.firsts[at] - offset], words.ends[spans.lasts[at] - offset])
                for at in (draft.source, draft.cue, *draft.contents)
            )
            attribution = Attribution(
                source=source,
                cue=cue,
                content=tuple(span for span in contents if span is not None),
                score=round(float(scores[number]) * float(damping[paragraph]), 3),
            )
            yield document, attribution, evidence[number]

    def _flatten(
        self, documents: Sequence[Document], portion: list[tuple[int, list[features.Window]]]
    ) -> Flat:
        types: list[Ints] = []
        states: list[Ints] = []
        rows: list[tuple[int, int, int, int]] = []
        document_of: list[int] = []
        offset_of: list[int] = []
        starts: list[int] = []
        size = 0
        if len(self._types) > TYPES_KEPT:
            self._types = _Types(self)
        for number, pieces in portion:
            document = documents[number]
            first, last = min(p.first for p in pieces), max(p.last for p in pieces)
            if self._marked is None or self._marked[0] is not document:
                # Kept, because a huge document comes in many portions.
                state = features.quote_states(document)
                self._marked = document, state, features.marked_forms(document, state)
            _, state, forms = self._marked
            forms = forms[first:last]
            types.append(np.fromiter(map(self._types.__getitem__, forms), dtype=np.int64, count=len(forms)))
            states.append(state[first:last])
            offset = size - first
            known: int | None = None
            for piece in pieces:
                if piece.paragraph != known:
                    known = piece.paragraph
                    document_of.append(number)
                    offset_of.append(offset)
                    starts.append(piece.core_first + offset)
                rows.append(
                    (
                        piece.first + offset,
                        piece.last - piece.first,
                        piece.core_first + offset,
                        piece.core_last + offset,
                    )
                )
            size += last - first
        table = np.array(rows, dtype=np.int64).reshape(-1, 4)
        return Flat(
            types=np.concatenate(types) if types else np.zeros(0, dtype=np.int64),
            states=np.concatenate(states) if states else np.zeros(0, dtype=np.int64),
            windows=table,
            paragraph_starts=np.array(starts, dtype=np.int64),
            document_of=document_of,
            offset_of=offset_of,
        )

    def _tag(self, flat: Flat) -> Tagged:
        """Labels, their posteriors and the hidden states of every word."""
        size = len(flat.types)
        found = Tagged(
            labels=np.zeros(size, dtype=np.int64),
            trust=np.ones(size, dtype=np.float32),
            hidden=np.zeros((size, self._emit.shape[0]), dtype=np.float32),
        )
        pairs, place = np.unique(flat.types * features.QUOTE_STATES + flat.states, return_inverse=True)
        of_type, of_state = np.divmod(pairs, features.QUOTE_STATES)
        used, position = np.unique(of_type, return_inverse=True)
        projected = (self._types.table(used) @ self._enter)[position] + self._enter_state[of_state]
        half = projected.shape[1] // 2
        ahead, back = np.ascontiguousarray(projected[:, :half]), np.ascontiguousarray(projected[:, half:])
        order = np.argsort(-flat.windows[:, 1], kind="stable")
        for some in _batches(flat.windows[order, 1]):
            chosen = flat.windows[order[some]]
            packed = Packed.of(chosen[:, 0], chosen[:, 1])
            hidden = self._encode(ahead, back, place, packed)
            emissions = hidden @ self._emit
            emissions += self._emit_bias
            best = viterbi(emissions, self._moves, self._start, packed)
            posterior = marginals(emissions, self._moves, self._start, packed)
            trust = np.take_along_axis(posterior, best[:, None], axis=1)[:, 0]
            rows: Ints | slice = slice(None)
            if (chosen[:, 3] - chosen[:, 2] != chosen[:, 1]).any():
                rows = _core_rows(chosen, packed)
            at = packed.forward[rows]
            found.labels[at] = best[rows]
            found.trust[at] = trust[rows]
            found.hidden[at] = hidden[rows]
        mend_labels(found.labels, flat.paragraph_starts)
        return found

    def _encode(self, ahead: Floats, back: Floats, place: Ints, packed: Packed) -> Floats:
        """Twice the sum of both layers' states, (rows, 2 × units)."""
        count, width = len(packed.forward), ahead.shape[1]
        units = width // 4
        inputs = np.empty((2, count, width), dtype=np.float32)
        np.take(ahead, place[packed.forward], axis=0, out=inputs[0], mode="clip")
        np.take(back, place[packed.backward], axis=0, out=inputs[1], mode="clip")
        states = run_lstm(inputs, self._lower_recurrent, packed)
        lower = np.empty((count, 2 * units), dtype=np.float32)
        lower[:, :units] = states[0]
        np.take(states[1], packed.mirror, axis=0, out=lower[:, units:], mode="clip")
        np.matmul(lower, self._upper_input[0], out=inputs[0])
        np.matmul(lower[packed.mirror], self._upper_input[1], out=inputs[1])
        inputs += self._upper_bias[:, None]
        states = run_lstm(inputs, self._upper_recurrent, packed)
        lower[:, :units] += states[0]
        lower[:, units:] += states[1][packed.mirror]
        return lower

    def _link(self, kind: int, spans: TaggedSpans, hidden: Floats) -> tuple[Ints, Floats]:
        """For every cue its source, or for every content its cue; -1 for nobody; and the log posteriors."""
        chosen: Ints = np.full(len(spans.first), -1, dtype=np.int64)
        trust: Floats = np.zeros(len(spans.first), dtype=np.float32)
        anchors, options, slots, buckets = spans.candidates[kind]
        mine = spans.cues if kind == 0 else spans.contents
        if not len(mine):
            return chosen, trust
        linker = self._linkers[kind]
        edge = np.concatenate([hidden[spans.first[mine]], hidden[spans.last[mine]]], axis=1)
        scores = np.full((len(mine), 1 + 2 * labels.NEAREST), -1e9, dtype=np.float32)
        answers = np.full(scores.shape, -1, dtype=np.int64)
        scores[:, 0] = (edge @ linker.nobody)[:, 0] + linker.nobody_bias
        if len(anchors):
            different, place = np.unique(options, return_inverse=True)
            other = np.concatenate([hidden[spans.first[different]], hidden[spans.last[different]]], axis=1)
            left = edge @ linker.anchor + linker.anchor_bias
            right = other @ linker.option + linker.option_bias
            scores[anchors, slots] = np.einsum("ij,ij->i", left[anchors], right[place]) + linker.pair[buckets]
            answers[anchors, slots] = options
        best = scores.argmax(axis=1)
        high = scores.max(axis=1)
        chosen[mine] = answers[np.arange(len(mine)), best]
        trust[mine] = -np.log(np.exp(scores - high[:, None]).sum(axis=1))
        return chosen, trust

    def _damping(self, flat: Flat) -> Floats:
        """What the scores of every paragraph are multiplied by: 1 for English as newspapers print it.

        In other languages the common English words are missing; in capitals the casing is, which tells
        names from words. The model hardly saw either, so its own posteriors say little there.
        """
        word, capital, letter = self._types.traits(flat.types)
        edges = np.append(flat.paragraph_starts, len(flat.types))
        document = np.array(flat.offset_of)
        common, total, capitals = (
            np.add.reduceat(column.astype(np.float32), edges[:-1]) for column in (word, letter, capital)
        )
        # A headline has few common words: short paragraphs are judged together with their article.
        whole = np.unique(document, return_inverse=True)[1]
        long = total >= 25
        share = np.bincount(whole, common)[whole] / np.maximum(1, np.bincount(whole, total)[whole])
        share = np.where(long, common / np.maximum(1, total), share)
        english = np.clip(share / 0.3, 0, 1) ** 2
        shouted = np.where((total >= 6) & (capitals > 0.6 * total), 0.7, 1.0)
        return (english * shouted).astype(np.float32)


@dataclass(frozen=True)
class _Linker:
    anchor: Floats
    anchor_bias: Floats
    option: Floats
    option_bias: Floats
    nobody: Floats
    nobody_bias: Floats
    pair: Floats


class _Types(dict[str, int]):
    """The different words met so far, numbered, with their embeddings, which are made when they are asked for."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self._of = tagger
        width = sum(t.shape[1] for t in (tagger._word, tagger._gram, tagger._shape, tagger._cue))
        width += tagger._vectors.width
        self._rows = np.zeros((1024, width), dtype=np.float32)
        self._traits = np.zeros((1024, 3), dtype=bool)
        self._waiting: list[str] = []

    def __missing__(self, form: str) -> int:
        number = self[form] = len(self)
        self._waiting.append(form)
        return number

    def _make(self) -> None:
        """The embeddings of the words that have none yet, some at a time."""
        while len(self) > len(self._rows):
            self._rows = np.concatenate([self._rows, np.zeros_like(self._rows)])
            self._traits = np.concatenate([self._traits, np.zeros_like(self._traits)])
        first = len(self) - len(self._waiting)
        for low in range(0, len(self._waiting), _TYPES_AT_ONCE):
            forms = self._waiting[low : low + _TYPES_AT_ONCE]
            rows = slice(first + low, first + low + len(forms))
            self._rows[rows], self._traits[rows] = self._described(forms)
        self._waiting = []

    def _described(self, forms: Sequence[str]) -> tuple[Floats, npt.NDArray[np.bool_]]:
        of = self._of
        normal = [features.normal(form) for form in forms]
        words = np.array([of._words.get(word, 0) for word in normal], dtype=np.int64)
        shapes = np.array([of._shapes.get(features.shape(form), 0) for form in forms], dtype=np.int64)
        made = [
            of._word[words], self._grams(normal), of._shape[shapes],
            of._cue[of._cue_class[words]], of._vectors.several(normal),
        ]  # fmt: skip
        traits = [
            (common, len(form) > 1 and form.isupper(), form[:1].isalpha())
            for form, common in zip(forms, of._common[words].tolist(), strict=True)
        ]
        return np.concatenate(made, axis=1), np.array(traits, dtype=bool)

    def _grams(self, normal: Sequence[str]) -> Floats:
        """The mean of the embeddings of each word's pieces, added up in the order in which they stand in it."""
        table = self._of._gram
        pieces = [features.ngrams(word, len(table)) for word in normal]
        counts = np.array([len(one) for one in pieces], dtype=np.int64)
        ids = np.zeros((len(pieces), int(counts.max())), dtype=np.int64)
        ids[np.arange(ids.shape[1]) < counts[:, None]] = [piece for one in pieces for piece in one]
        order = np.argsort(-counts, kind="stable")
        sums = table[ids[order, 0]]
        for step in range(1, ids.shape[1]):
            longer = int((counts > step).sum())
            sums[:longer] += table[ids[order[:longer], step]]
        made = np.empty_like(sums)
        made[order] = sums
        return np.asarray(made / counts[:, None].astype(np.float32), dtype=np.float32)

    def table(self, numbers: Ints) -> Floats:
        """The embeddings of some types, (types, width)."""
        self._make()
        return self._rows[numbers]

    def traits(self, numbers: Ints) -> tuple[npt.NDArray[np.bool_], ...]:
        """Whether each is a common English word; in capitals; a word at all."""
        self._make()
        return tuple(self._traits[numbers].T)


def _batches(lengths: Ints) -> Iterator[slice]:
    """Falling lengths in runs that are read side by side."""
    left = 0
    while left < len(lengths):
        size = max(1, min(SEQUENCES_AT_ONCE, ROWS_AT_ONCE // max(1, int(lengths[left]))))
        yield slice(left, left + size)
        left += size


def _core_rows(chosen: Ints, packed: Packed) -> Ints:
    steps = np.arange(int(chosen[0, 1]))[:, None]
    runs = steps < chosen[None, :, 1]
    column = np.broadcast_to(np.arange(len(chosen)), runs.shape)[runs]
    at = packed.forward
    found: Ints = np.flatnonzero((at >= chosen[column, 2]) & (at < chosen[column, 3]))
    return found


def _portions(documents: Sequence[Document]) -> Iterator[list[tuple[int, list[features.Window]]]]:
    """The windows of the documents, about WORDS_AT_ONCE words a time; only a huge document is cut."""
    portion: list[tuple[int, list[features.Window]]] = []
    size = 0
    for number, document in enumerate(documents):
        pieces: list[features.Window] = []
        for window in features.windows(document):
            pieces.append(window)
            size += window.last - window.first
            if size >= 2 * WORDS_AT_ONCE:
                yield [*portion, (number, pieces)]
                portion, pieces, size = [], [], 0
        if pieces:
            portion.append((number, pieces))
        if size >= WORDS_AT_ONCE:
            yield portion
            portion, size = [], 0
    if portion:
        yield portion


# What NumPy, zipfile and the network raise on files that are no weights, or half of them.
_DAMAGE = (
    ValueError, KeyError, TypeError, IndexError, EOFError, OSError, AttributeError, NotImplementedError,
    zipfile.BadZipFile, zlib.error,
)  # fmt: skip


@lru_cache(maxsize=1)
def _shipped() -> Tagger:
    return _read(SHIPPED, "install framing again")


def _read(path: Path, remedy: str) -> Tagger:
    try:
        raw = path.read_bytes()
    except OSError as problem:
        raise WeightsError(
            f"the attribution weights {path} cannot be read ({problem.strerror or problem}); {remedy}."
        ) from None
    try:
        with np.load(io.BytesIO(raw), allow_pickle=False) as archive:
            held = {name: archive[name] for name in archive.files}
        form = int(held["format"])
        if form in READ:
            return Tagger(held, hashlib.sha256(raw).hexdigest())
    except _DAMAGE as problem:
        raise WeightsError(
            f"the attribution weights {path} are damaged or not weights at all ({type(problem).__name__}); {remedy}."
        ) from None
    raise WeightsError(
        f"the attribution weights {path} are of format {form}, but this version of framing reads format {FORMAT} "
        f"and before; {remedy}."
    )
