"""How fast the layers are on one core: python benchmarks/annotate_speed.py [--articles FILE.jsonl] [--spacy-python PATH]

Times every layer on the same articles (the benchmark's, where they lie beside the project, else the
seed article over and over), the best of several rounds; the peak memory of 1,000 articles and the
time of import and first article, each in a fresh process; and, where spaCy is installed, its small
English architecture with random weights on the same texts: the arithmetic is that of a fitted one.
One JSON object goes to stdout, a table to stderr.
"""

from __future__ import annotations

import os

for _library in ("OMP", "OPENBLAS", "MKL", "BLIS"):  # before NumPy is imported, else it has no effect
    os.environ[f"{_library}_NUM_THREADS"] = "1"

import argparse  # noqa: E402
import gc  # noqa: E402
import json  # noqa: E402
import subprocess  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402
from collections.abc import Callable, Sequence  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402

from framing.evaluate import outside  # noqa: E402

ROOT = Path(__file__).resolve().parents[1]
BENCHMARK = outside.folder(ROOT) / "polnear_dev.jsonl"
TARGETS = {
    "statements layer": 60_000,
    "ratio to spaCy": 7.0,
    "memory of 1,000 articles, MB": 400,
    "first article, s": 1.0,
}

FIRST_ARTICLE = """
import sys, time
began = time.perf_counter()
import framing
from framing.article import Article
from framing.layers.statements import statements
from framing.text import Document
statements([Document(Article("first", sys.stdin.read()))])
print(time.perf_counter() - began)
"""

MEMORY = """
import resource, sys
sys.path.insert(0, {here!r})
from annotate_speed import read
from framing.article import Article
from framing.attribution.sequence import Tagger
from framing.layers.statements import statements
from framing.text import Document
texts = read({path!r})
texts = [texts[i % len(texts)] for i in range(1000)]
tagger, found = Tagger.load(), 0
for left in range(0, 1000, 64):
    documents = [Document(Article(str(i), text)) for i, text in enumerate(texts[left : left + 64])]
    found += sum(map(len, statements(documents, tagger=tagger)))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 if sys.platform == "darwin" else 1024))
"""

SPACY = """
import json, sys, time
import spacy
texts = json.load(sys.stdin)
def cnn(rows):
    return {"@architectures": "spacy.Tok2Vec.v2",
            "embed": {"@architectures": "spacy.MultiHashEmbed.v2", "width": 96, "rows": rows,
                      "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"][: len(rows)],
                      "include_static_vectors": False},
            "encode": {"@architectures": "spacy.MaxoutWindowEncoder.v2", "width": 96, "depth": 4, "window_size": 1,
                       "maxout_pieces": 3}}
rows = [5000, 1000, 2500, 2500, 50, 50]
heard = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "tok2vec"}
state = {"@architectures": "spacy.TransitionBasedParser.v2", "extra_state_tokens": False, "hidden_width": 64,
         "maxout_pieces": 2, "use_upper": True}
nlp = spacy.blank("en")
nlp.add_pipe("tok2vec", config={"model": cnn(rows)})
tagger = nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": heard}})
parser = nlp.add_pipe("parser", config={"model": {**state, "state_type": "parser", "tok2vec": heard}})
ner = nlp.add_pipe("ner", config={"model": {**state, "state_type": "ner", "tok2vec": cnn(rows)}})
for n in range(49): tagger.add_label(f"T{n}")
for n in range(44): parser.add_label(f"d{n}")
for n in range(18): ner.add_label(f"E{n}")
nlp.initialize()
nlp.max_length = 10_000_000
list(nlp.pipe(texts[:8]))
best = 1e9
for _ in range(int(sys.argv[1])):
    began = time.process_time()
    for _ in nlp.pipe(texts, batch_size=64): pass
    best = min(best, time.process_time() - began)
print(json.dumps({"seconds": best, "version": spacy.__version__}))
"""


def read(path: str | Path | None) -> list[str]:
    """The texts to time: one a line of a JSON Lines file, else the seed article fifty times."""
    if path is not None:
        lines = Path(path).read_text(encoding="utf-8").split("\n")
        return [json.loads(line)["text"] for line in lines if line.strip()]
    return [p.read_text(encoding="utf-8") for p in sorted((ROOT / "seeds").glob("*.txt"))] * 50


def best_of(rounds: int, prepare: Callable[[], Any], work: Callable[[Any], object]) -> float:
    """The least processor time of `work`, in seconds, each round on something freshly prepared."""
    times = []
    for _ in range(rounds):
        given = prepare()
        gc.collect()
        began = time.process_time()
        work(given)
        times.append(time.process_time() - began)
    return min(times)


def layers(texts: Sequence[str], rounds: int) -> tuple[dict[str, float | None], int]:
    """Seconds for every layer over all texts (None where the layer is not there), and the number of tokens."""
    from importlib import import_module

    from framing.article import Article
    from framing.attribution.sequence import Tagger
    from framing.layers.statements import statements
    from framing.layers.voices import Voices
    from framing.text import Document, words

    words("NLTK is imported by the first call.")

    def fresh() -> list[Any]:
        return [Document(Article(str(i), text)) for i, text in enumerate(texts)]

    def cut(documents: Sequence[Any]) -> None:
        for doc in documents:
            _ = doc.words, doc.story, doc.quotes

    def prepared() -> list[Any]:
        documents = fresh()
        cut(documents)
        for doc in documents:
            _ = doc.sentences
        return documents

    tagger = Tagger.load()
    timed: dict[str, float | None] = {}
    timed["words"] = best_of(rounds, fresh, lambda ds: [d.words for d in ds])
    timed["paragraphs and quotation marks"] = best_of(
        rounds, fresh, lambda ds: [(d.story, d.quotes) for d in ds]
    )
    timed["sentences"] = best_of(rounds, fresh, lambda ds: [d.sentences for d in ds])
    timed["attribution model"] = best_of(rounds, prepared, tagger.attribute)

    def whole(documents: Sequence[Any]) -> None:
        for left in range(0, len(documents), 64):
            statements(documents[left : left + 64], tagger=tagger)

    timed["statements layer"] = best_of(rounds, fresh, whole)
    documents = prepared()
    found = statements(documents, tagger=tagger)
    voices = [Voices(doc, mine) for doc, mine in zip(documents, found, strict=True)]
    timed["voices"] = best_of(
        rounds, lambda: None, lambda _: [Voices(d, s) for d, s in zip(documents, found, strict=True)]
    )
    each = list(zip(documents, voices, found, strict=True))
    # What a line is called: module, function, how it is called.
    ways: dict[str, tuple[str, str, Callable[[Any, Any, Any, Any], object]]] = {
        "certainty": ("hedges", "certainty", lambda f, d, v, s: f(d, v, s)),
        "loaded": ("loaded", "loaded", lambda f, d, v, s: f(d, v)),
        "naming": ("names", "naming", lambda f, d, v, s: f(d, v)),
        "frames": ("frames", "frames", lambda f, d, v, s: f(d)),
        "tone": ("tone", "tone", lambda f, d, v, s: f(d, v)),
        "frames, the policy scheme too": ("frames", "frames", lambda f, d, v, s: f(d, scheme="policy")),
        "tone toward every mention": ("tone", "toward_rows", lambda f, d, v, s: f(d, v)),
        "relations": ("relations", "relations", lambda f, d, v, s: f(d, s)),
    }
    for name, (module, function, way) in ways.items():
        layer = getattr(import_module(f"framing.layers.{module}"), function)
        way(layer, *each[0])
        timed[name] = best_of(rounds, lambda: None, lambda _: [way(layer, *e) for e in each])  # noqa: B023
    five = ("certainty", "loaded", "naming", "frames", "tone")
    timed["certainty, loaded, naming, frames, tone together"] = sum(timed[name] or 0.0 for name in five)
    timed["and with the three further tables"] = sum(timed[name] or 0.0 for name in ways)
    return timed, sum(len(doc.words) for doc in documents)


def child(code: str, given: str = "", *arguments: str, python: str = sys.executable) -> str | None:
    """What a fresh Python prints, or None where it fails."""
    done = subprocess.run(
        [python, "-c", code, *arguments], input=given, capture_output=True, text=True, check=False
    )
    return done.stdout.strip() if done.returncode == 0 else None


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=Path, default=BENCHMARK if BENCHMARK.exists() else None)
    parser.add_argument("--rounds", type=int, default=3, help="the best of so many counts")
    parser.add_argument(
        "--spacy-python", default=sys.executable, help="a Python that has spaCy, if this one has not"
    )
    given = parser.parse_args()
    texts = read(given.articles)
    timed, tokens = layers(texts, given.rounds)
    result: dict[str, Any] = {
        "articles": len(texts), "tokens": tokens,
        "tokens a second": {name: None if s is None else round(tokens / s) for name, s in timed.items()},
    }  # fmt: skip
    first = [child(FIRST_ARTICLE, texts[0]) for _ in range(given.rounds)]
    result["first article, s"] = min((round(float(t), 3) for t in first if t), default=None)
    memory = child(
        MEMORY.format(here=str(Path(__file__).parent), path=str(given.articles) if given.articles else None)
    )
    result["memory of 1,000 articles, MB"] = round(float(memory)) if memory else None
    spacy = child(SPACY, json.dumps(texts), str(given.rounds), python=given.spacy_python)
    if spacy:
        seconds = json.loads(spacy)["seconds"]
        result["spaCy"] = json.loads(spacy)["version"]
        result["tokens a second"]["spaCy, small English architecture"] = round(tokens / seconds)
        result["ratio to spaCy"] = (
            round(seconds / timed["statements layer"], 1) if timed["statements layer"] else None
        )
    for name, value in result["tokens a second"].items():
        print(f"{name:52}{'not there' if value is None else f'{value:>12,} tokens/s'}", file=sys.stderr)
    for name in ("first article, s", "memory of 1,000 articles, MB", "ratio to spaCy"):
        print(f"{name:52}{result.get(name)!s:>12}   (target {TARGETS[name]})", file=sys.stderr)
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
