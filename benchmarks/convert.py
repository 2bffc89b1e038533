"""Turn the public corpora into the gold files that accuracy is measured on: python benchmarks/convert.py REPOS OUT

REPOS is a folder that holds checkouts (or unpacked archives) of the public repositories, under these names;
what is not there is left out and named. OUT takes one JSON Lines file a corpus; point FRAMING_BENCHMARKS at
it and the accuracy gate, `benchmarks/accuracy.py` and `benchmarks/snapshot.py` use it.

    PolNeAR                        networkdynamics/PolNeAR                                     polnear_train, polnear_dev
    uncertainty                    meyersbs/uncertainty (Szeged, Wikipedia part)               hedge_wiki_dev
    pattern                        clips/pattern (CoNLL-2010, balanced sample)                 weasel_dev
    Neural-Media-Bias-Detection-Using-Distant-Supervision-With-BABE   Media-Bias-Group/…       babe_dev
    narrative-framing              phenixace/narrative-framing                                 frames_dev
    NewsMTSC                       fhamborg/NewsMTSC                                           newsmtsc_train, newsmtsc_dev
    directed_sentiment_analysis    bywords/directed_sentiment_analysis                         relations_train, relations_dev

The floors in tests/accuracy/floors.json name the SHA-256 of the file that each was measured on. A file made
here from the whole of a public part may hold more articles than that one; the gate then says that the floor
was not checked, and `benchmarks/accuracy.py` prints the figure.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from lxml import etree

Item = dict[str, Any]


def polnear(folder: Path) -> Iterator[Item]:
    """brat stand-off: the first annotator of every article, attributions as spans of source, cue, content."""
    by_article: dict[str, Path] = {}
    for file in sorted((folder / "attributions").glob("*.ann")):
        by_article.setdefault(file.stem.rpartition("_")[0], file)
    for name, file in by_article.items():
        text = (folder / "text" / f"{name}.txt").read_text(encoding="utf-8")
        spans: dict[str, list[list[int]]] = {}
        attributions = []
        for line in file.read_text(encoding="utf-8").splitlines():
            key, _, rest = line.partition("\t")
            if key.startswith("T"):
                places = rest.split("\t")[0].partition(" ")[2]
                spans[key] = [[int(edge) for edge in piece.split()] for piece in places.split(";")]
            elif key.startswith("E"):
                attributions.append([part.split(":") for part in rest.split()])
        yield {
            "id": name,
            "annotator": file.stem.rpartition("_")[2],
            "text": text,
            "attributions": [
                {
                    part: sorted(
                        piece
                        for role, key in event
                        if role.rstrip("0123456789") == part.capitalize()
                        for piece in spans.get(key, ())
                    )
                    for part in ("source", "cue", "content")
                }
                for event in attributions
            ],
        }


def hedges(file: Path) -> Iterator[Item]:
    """Szeged's XML: a sentence with its cues, titles left out."""
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    tree = etree.parse(str(file), parser)
    number = 0
    for document in tree.iter("Document"):
        name = document.findtext("DocID")
        for sentence in document.iter("Sentence"):
            text, cues = sentence.text or "", []
            for cue in sentence:
                start = len(text)
                text += cue.text or ""
                kind = cue.get("type", "").strip(" _")
                cues.append({"start": start, "end": len(text), "type": kind})
                text += cue.tail or ""
            number += 1
            if sentence.getparent().get("type") != "Title":
                yield {
                    "id": f"wiki-{number:05}",
                    "doc": name,
                    "sentence": sentence.get("id"),
                    "text": text,
                    "cues": cues,
                }


def weasel(file: Path) -> Iterator[Item]:
    """CoNLL-2010 as a table: label, sentence."""
    with file.open(encoding="utf-8-sig", newline="") as handle:
        for number, row in enumerate(csv.reader(handle)):
            if len(row) >= 2 and row[0].strip().isdigit():
                yield {"id": f"weasel-{number:04}", "text": row[1], "label": int(int(row[0]) > 0)}


def babe(file: Path) -> Iterator[Item]:
    """BABE's expert labels; sentences without agreement are left out."""
    with file.open(encoding="utf-8-sig", newline="") as handle:
        for number, row in enumerate(csv.DictReader(handle, delimiter=";")):
            label = {"Biased": 1, "Non-biased": 0}.get(row.get("label_bias") or row.get("label") or "")
            if label is not None:
                words = re.findall(r"'([^']+)'|\"([^\"]+)\"", row.get("biased_words") or "")
                yield {
                    "id": f"babe-{number:04}",
                    "topic": row.get("topic", ""),
                    "text": row["text"],
                    "label": label,
                    "words": [one or other for one, other in words],
                }


FRAMES = ("responsibility", "human_interest", "conflict", "morality", "economic")


def frames(folder: Path) -> Iterator[Item]:
    """The test folds 1 to 3: a text and five columns of True or False a line."""
    for fold in (1, 2, 3):
        file = folder / f"Fold_{fold}" / "test.txt"
        if not file.is_file():
            continue
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines()):
            text, *labels = line.split("\t")
            if len(labels) == len(FRAMES):
                told = {name: int(label == "True") for name, label in zip(FRAMES, labels, strict=True)}
                yield {"id": f"{fold}-{number}", "text": text, "frames": told}


def tone(file: Path, prefix: str) -> Iterator[Item]:
    """NewsMTSC: 2, 4 and 6 are negative, neutral and positive."""
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        yield {
            "id": f"{prefix}-{number:04}",
            "text": row["sentence_normalized"],
            "targets": [
                {
                    "start": target["from"],
                    "end": target["to"],
                    "mention": target["mention"],
                    "polarity": {2: -1, 4: 0, 6: 1}[int(target["polarity"])],
                }
                for target in row["targets"]
            ],
        }


# The five classes in the order of the corpus's paper: none, p for q, q for p, p against q, q against p.
RELATIONS = ((0, 0), (1, 0), (0, 1), (-1, 0), (0, -1))


def relations(file: Path, prefix: str) -> Iterator[Item]:
    """Sentences with two [entities] in brackets, and the class."""
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines()):
        parts = line.split("\t")
        if len(parts) != 4 or not parts[3].strip().isdigit():
            continue
        text, places = "", []
        for piece in re.split(r"(\[[^\[\]]*\])", parts[0]):
            if piece.startswith("[") and len(places) < 2:
                places.append([len(text), len(text) + len(piece) - 2])
                piece = piece[1:-1]
            text += piece
        if len(places) == 2:
            p_to_q, q_to_p = RELATIONS[int(parts[3])]
            yield {"id": f"{prefix}-{number}", "text": text, "p": places[0], "q": places[1],
                   "p_to_q": p_to_q, "q_to_p": q_to_p}  # fmt: skip


_BABE = "Neural-Media-Bias-Detection-Using-Distant-Supervision-With-BABE/data/final_labels_SG2.csv"
_MTSC = "NewsMTSC/experiments/default/datasets"
SOURCES: tuple[tuple[str, str, Callable[[Path], Iterable[Item]]], ...] = (
    ("polnear_train", "PolNeAR/data/train", polnear),
    ("polnear_dev", "PolNeAR/data/dev", polnear),
    ("hedge_wiki_dev", "uncertainty/corpora/old/wiki.xml", hedges),
    ("weasel_dev", "pattern/test/corpora/uncertainty-conll2010.csv", weasel),
    ("babe_dev", _BABE, babe),
    ("frames_dev", "narrative-framing/dataset_original", frames),
    (
        "newsmtsc_train",
        "NewsMTSC/controller_data/datasets/NewsMTSC-dataset/train.jsonl",
        lambda f: tone(f, "train"),
    ),
    ("newsmtsc_dev", f"{_MTSC}/newsmtsc-rw/dev.jsonl", lambda f: tone(f, "rw-dev")),
    ("relations_train", "directed_sentiment_analysis/dataset/train.txt", lambda f: relations(f, "dse-train")),
    ("relations_dev", "directed_sentiment_analysis/dataset/valid.txt", lambda f: relations(f, "dse-dev")),
)


def convert(repos: Path, out: Path) -> dict[str, int]:
    """Write what is there; how many items of each corpus."""
    out.mkdir(parents=True, exist_ok=True)
    made = {}
    for name, place, reader in SOURCES:
        source = repos / place
        if not source.exists():
            print(f"{name}: no {source}, left out")
            continue
        items = list(reader(source))
        lines = "".join(json.dumps(item) + "\n" for item in items)
        (out / f"{name}.jsonl").write_text(lines, encoding="utf-8")
        made[name] = len(items)
        print(f"{name}: {len(items):,} items")
    return made


def main() -> None:
    """Read the two folders from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("repos", type=Path)
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    convert(given.repos, given.out)


if __name__ == "__main__":
    main()
