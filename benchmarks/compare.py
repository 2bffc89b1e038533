"""How far comparisons and corrected shares hold what they promise, on corpora whose truth is known.

    python benchmarks/compare.py intervals            # do 95 % intervals hold the truth in 93 to 97 of 100 corpora?
    python benchmarks/compare.py discoveries          # how many of the differences that are called are none?
    python benchmarks/compare.py corrected            # labels that err more in one group: is the correction unbiased?
    python benchmarks/compare.py page                 # 10,000 articles, 12 outlets, 24 months: seconds and bytes

Each takes `--runs N`; 1,000 where not given (100 for discoveries). Figures go to standard output as lines of JSON.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd

from framing.study.clustered import difference, ratio
from framing.study.compared import DIFFER, compare
from framing.study.corrected import corrected
from framing.tables import SCHEMAS, Tables, frame

FORMS = (("share", 0.03), ("share", 0.1), ("share", 0.3), ("share", 0.6), ("rate", 0.008), ("mean", 0.1))


def drawn(
    rng: np.random.Generator, form: str, level: float, articles: int, alike: float
) -> tuple[np.ndarray, np.ndarray]:
    """What stands above and below the line in articles of one group; `alike` is how alike the cases of an article are."""
    size = 1.0 + rng.negative_binomial(2, 2 / 16, size=articles)
    if form == "share":
        odds = rng.beta(level * (1 - alike) / alike, (1 - level) * (1 - alike) / alike, size=articles)
        return rng.binomial(size.astype(int), odds).astype(float), size
    if form == "rate":
        return rng.poisson(30 * size * rng.gamma(1 / alike, level * alike, size=articles)).astype(
            float
        ), 30 * size
    own = rng.normal(level, alike**0.5 * 0.5, size=articles)
    return size * own + np.sqrt(size) * rng.normal(0, 0.5, size=articles), size


def intervals(runs: int) -> None:
    """How often the interval of a group, and that of the difference of two, holds the truth."""
    for form, level in FORMS:
        for articles in (15, 30, 100, 300):
            for alike in (0.05, 0.3):
                rng = np.random.default_rng(articles)
                own = gap = 0
                for _ in range(runs):
                    one = ratio(*drawn(rng, form, level, articles, alike), form=form)
                    other = ratio(*drawn(rng, form, 1.3 * level, articles, alike), form=form)
                    own += one.low <= level <= one.high
                    _, low, high = difference(other, one)
                    gap += low <= 0.3 * level <= high
                told = {"form": form, "level": level, "articles": articles, "alike": alike,
                        "interval": own / runs, "difference": gap / runs}  # fmt: skip
                print(json.dumps(told), flush=True)


def corpus(
    articles: int, outlets: int, months: int, *, seed: int = 0, differing: int = 0, gap: float = 0.12, text: bool = False
) -> Tables:  # fmt: skip
    """A corpus of which it is known in what the first outlet differs from the others.

    Args:
        articles, outlets, months: how many.
        seed: of the draw.
        differing: 1 for outlet 0 to quote more women, to quote directly more often and to hedge more; 0 for none.
        gap: how much.
        text: whether the articles have words, with stories that several outlets tell.
    """
    rng = np.random.default_rng(seed)
    outlet = np.sort(rng.integers(0, outlets, articles))
    apart = (outlet == 0) * gap * differing
    day = pd.Timestamp("2022-01-01", tz="UTC") + pd.to_timedelta(
        rng.integers(0, 30 * months, articles), unit="D"
    )
    names = np.array([f"a{number}" for number in range(articles)])
    words = rng.negative_binomial(8, 8 / 408, articles) + 60
    rows: dict[str, pd.DataFrame] = {}
    event = rng.integers(0, max(1, articles // 3), articles)
    rows["articles"] = pd.DataFrame({
        "article_id": names, "text": _texts(rng, words, event) if text else "", "outlet": [f"Outlet {o + 1}" for o in outlet],
        "published": day if not text else pd.Timestamp("2022-01-01", tz="UTC") + pd.to_timedelta(event * 30 * months
                                                                                                 // (event.max() + 1), unit="D"),
        "words": words, "language": "en", "event": event.astype(str)})  # fmt: skip

    def many(mean: float) -> np.ndarray:
        return np.repeat(np.arange(articles), rng.negative_binomial(2, 2 / (2 + mean), articles))

    def article(base: float, more: np.ndarray | float = 0.0) -> np.ndarray:
        level = np.clip(base + more, 0.01, 0.99)
        return rng.beta(level * 9, (1 - level) * 9, articles)

    at = many(12)
    direct = rng.random(len(at)) < article(0.3, apart)[at]
    kinds = rng.choice(
        ["person", "organisation", "unnamed person", "agentless"], len(at), p=[0.5, 0.2, 0.2, 0.1]
    )
    rows["statements"] = pd.DataFrame({
        "article_id": names[at], "statement_id": np.arange(len(at)), "kind": np.where(direct, "direct", "indirect"),
        "speaker_type": kinds, "camp": rng.choice(["city", "critics", "experts"], len(at)), "act": "states", "made": True,
        "source_start": rng.integers(0, 2000, len(at)), "cue_start": None, "content": [[{"start": 60 * (n % 30), "end": 60 * (n % 30) + 80}] for n in range(len(at))]})  # fmt: skip
    at = many(6)
    woman = rng.random(len(at)) < article(0.3, apart)[at]
    person = rng.integers(0, 400, len(at))
    rows["sources"] = pd.DataFrame({
        "article_id": names[at], "speaker": [f"Person {p}" for p in person], "person_id": [f"p{p}" for p in person],
        "affiliation": rng.choice(["government", "politics", "business", "citizens", "expert"], len(at)),
        "gender": np.where(woman, "woman", "man"), "named": True, "statements": rng.integers(1, 4, len(at)), "words": 30,
        "quoted_words": rng.integers(0, 25, len(at))})  # fmt: skip
    at = many(3)
    rows["accusations"] = pd.DataFrame({
        "article_id": names[at], "accusation_id": np.arange(len(at)), "start": (begin := rng.integers(0, 2000, len(at))),
        "end": begin + 90, "target": [f"Lou Roe{n % 9}" for n in range(len(at))], "score": 0.8,
        "accuser": np.where(rng.random(len(at)) < article(0.3)[at], None, "Lee"), "kind": "accuses",
        "voice": np.where(rng.random(len(at)) < 0.5, "journalist", "0"),
        "reply": np.where(rng.random(len(at)) < article(0.75)[at], "none", "denies")})  # fmt: skip
    rate = rng.gamma(4, (0.012 * (1 + 2 * apart)) / 4)
    at = np.repeat(np.arange(articles), rng.poisson(words * rate))
    rows["hedges"] = pd.DataFrame({
        "article_id": names[at], "start": 0, "category": rng.choice(["hedge", "weasel", "booster", "evidential"], len(at)),
        "voice": np.where(rng.random(len(at)) < 0.75, "journalist", "0")})  # fmt: skip
    at = many(5)
    rows["loaded"] = pd.DataFrame(
        {"article_id": names[at], "voice": np.where(rng.random(len(at)) < 0.8, "journalist", "0")}
    )
    at = many(4)
    rows["names"] = pd.DataFrame({
        "article_id": names[at], "referent": rng.choice(["the war", "the fence"], len(at)), "voice": "journalist",
        "term": rng.choice(["war", "conflict", "crisis"], len(at)), "connotation": rng.choice([-1, 0, 1], len(at))})  # fmt: skip
    frames = ["conflict", "economic", "human_interest", "morality"]
    at = np.repeat(np.arange(articles), len(frames))
    rows["frames"] = pd.DataFrame(
        {"article_id": names[at], "frame": frames * articles, "present": rng.random(len(at)) < 0.4}
    )
    at = many(18)
    rows["sentences"] = pd.DataFrame(
        {"article_id": names[at], "start": np.arange(len(at)) % 37 * 60, "end": 0, "region": "body"}
    )
    rows["tone"] = pd.DataFrame({"article_id": names[at], "compound": rng.normal(0, 0.4, len(at)) + article(0.5)[at] - 0.5,
                                 "voice": np.where(rng.random(len(at)) < 0.8, "journalist", "0")})  # fmt: skip
    at = many(10)
    rows["tone_toward"] = pd.DataFrame(
        {"article_id": names[at], "polarity": rng.choice([-1, 0, 1], len(at)), "voice": "journalist"}
    )
    return Tables({name: _complete(name, made) for name, made in rows.items()})


def _complete(name: str, made: pd.DataFrame) -> pd.DataFrame:
    """The columns of the schema, those that are not given empty."""
    empty = frame(name, ())
    known = [column for column, _ in SCHEMAS[name]]
    for column in known:
        if column not in made:
            made[column] = pd.Series(
                [None] * len(made), dtype=empty[column].dtype if len(made) == 0 else object
            )
    return made[[*known, *(c for c in made.columns if c not in known)]]


def _texts(rng: np.random.Generator, words: np.ndarray, event: np.ndarray) -> list[str]:
    """Words by Zipf's law, a fifth of them those of the event."""
    letters = np.array(list("abcdefghijklmnopqrstuvwxyz"))
    vocabulary = np.array(["".join(rng.choice(letters, rng.integers(3, 10))) for _ in range(30_000)])
    common = 1 / np.arange(1, 20_001)
    made = []
    for size, which in zip(words, event, strict=True):
        own = vocabulary[20_000 + (which * 40 + np.arange(40)) % 10_000]
        told = np.where(
            rng.random(size) < 0.2,
            rng.choice(own, size),
            rng.choice(vocabulary[:20_000], size, p=common / common.sum()),
        )
        made.append(" ".join(told))
    return made


TRUE = {"women among sources", "statements by women", "direct", "indirect", "hedge in the journalist's words",
        "hedge in quoted words", "weasel in the journalist's words", "weasel in quoted words",
        "booster in the journalist's words", "booster in quoted words", "evidential in the journalist's words",
        "evidential in quoted words"}  # fmt: skip


def discoveries(runs: int, *, articles: int = 240, draws: int = 1000) -> dict[str, float]:
    """Of all that is called a difference, the share that is none: with nothing true, and with twelve of forty true."""
    found: dict[str, float] = {}
    for differing in (0, 1):
        shares, called, power = [], 0, []
        for run in range(runs):
            made = compare(
                corpus(articles, 4, 12, seed=run, differing=differing),
                "outlet",
                over="month",
                draws=draws,
                seed=run,
            )
            table = made.estimates
            # Where outlet 0 differs, it differs from the others together, and so does each other, a little.
            false = (table["told"] == DIFFER) & ~(table["measure"].isin(TRUE) if differing else False)
            changes = sum(int((made.courses[name] < 0.05).sum()) for name in ("trend_q", "change_q"))
            overall = made.measures
            false_overall = (overall["q"] < 0.05) & ~(overall["measure"].isin(TRUE) if differing else False)
            wrong = int(false.sum()) + changes + int(false_overall.sum())
            every = int((table["told"] == DIFFER).sum()) + changes + int((overall["q"] < 0.05).sum())
            shares.append(wrong / every if every else 0.0)
            called += every
            power.append(float((overall.loc[overall["measure"].isin(TRUE), "told"] == DIFFER).mean()))
        found[f"false discovery rate, {'some' if differing else 'none'} true"] = float(np.mean(shares))
        found[f"called a run, {'some' if differing else 'none'} true"] = called / runs
        if differing:
            found["true measures found"] = float(np.mean(power))
    print(json.dumps(found), flush=True)
    return found


def labelled(
    rng: np.random.Generator, articles: int, each: int, codes: int
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Two groups with the same truth, 30 %, and a machine that sees 12 points more in the second; a coded sample."""
    group = np.repeat(np.repeat([0, 1], articles), each)
    cluster = np.repeat(np.arange(2 * articles), each)
    odds = rng.beta(2.7, 6.3, 2 * articles)
    label = rng.random(len(group)) < odds[cluster]
    missed, invented = np.where(group == 1, 0.05, 0.15), np.where(group == 1, 0.20, 0.05)
    guess = np.where(label, rng.random(len(group)) > missed, rng.random(len(group)) < invented)
    # Rows that the machine marks are drawn twice as often: codes go where there is something to see.
    chance = np.minimum(1.0, 2 * codes / len(group) * np.where(guess, 1.4, 0.7))
    taken = rng.random(len(group)) < chance
    rows = pd.DataFrame(
        {"predicted": guess.astype(float), "group": np.where(group == 1, "B", "A"), "cluster": cluster}
    )
    sample = pd.DataFrame(
        {"label": label[taken].astype(float), "probability": chance[taken]}, index=np.flatnonzero(taken)
    )
    return rows, sample


def correction(
    runs: int, *, articles: int = 150, each: int = 10, codes: int = 100
) -> dict[str, dict[str, float]]:
    """Error of the machine's and of the corrected shares and their difference, and how often the interval holds."""
    rng = np.random.default_rng(1)
    kept: dict[str, list[tuple[float, float, bool, bool]]] = {}
    for _ in range(runs):
        rows, sample = labelled(rng, articles, each, codes)
        table = corrected(rows["predicted"], sample, groups=rows["group"], clusters=rows["cluster"])
        for name, row in zip(table.index, table.to_dict("records"), strict=True):
            truth = 0.3 if row["what"] == "share" else 0.0
            kept.setdefault(str(name), []).append((
                row["raw"] - truth, row["corrected"] - truth, row["raw_low"] <= truth <= row["raw_high"],
                row["low"] <= truth <= row["high"]))  # fmt: skip
    found = {}
    for name, errors in kept.items():
        means = np.mean(np.array(errors, dtype=float), axis=0)
        found[name] = {
            "raw bias": means[0],
            "corrected bias": means[1],
            "raw holds": means[2],
            "corrected holds": means[3],
        }
        print(json.dumps({"of": name, "articles": articles, "codes a group": codes, **{k: round(v, 4) for k, v in
                          found[name].items()}}), flush=True)  # fmt: skip
    return found


def page(runs: int) -> None:
    """Seconds from tables on disk to the page, and its size."""
    from framing.comparison.making import make
    from framing.tables import write

    made = corpus(10_000, 12, 24, text=True, differing=1)
    with tempfile.TemporaryDirectory() as folder:
        write(made, Path(folder) / "tables")
        for what, options in {
            "by outlet over month": {"by": "outlet", "over": "month"}, "by outlet, paired": {"by": "outlet", "pair": "event"},
            "by month": {"by": "month"},
        }.items():  # fmt: skip
            begun, busy = time.perf_counter(), time.process_time()
            done = make(Path(folder) / "tables", Path(folder) / "page.html", **options)
            print(json.dumps({"page": what, "seconds": round(time.perf_counter() - begun, 1),
                              "processor seconds": round(time.process_time() - busy, 1), "kB": done.size // 1000,
                              "measures": len(done.found.measures), "tests": done.found.tests}), flush=True)  # fmt: skip


def main() -> None:
    """Run one of the benchmarks."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=["intervals", "discoveries", "corrected", "page"])
    parser.add_argument("--runs", type=int)
    given = parser.parse_args()
    if given.what == "corrected":
        for articles, each, codes in ((150, 10, 75), (150, 10, 150), (40, 10, 60), (400, 5, 300)):
            correction(given.runs or 1000, articles=articles, each=each, codes=codes)
        return
    {"intervals": intervals, "discoveries": discoveries, "page": page}[given.what](
        given.runs or (100 if given.what == "discoveries" else 1000)
    )


if __name__ == "__main__":
    main()
