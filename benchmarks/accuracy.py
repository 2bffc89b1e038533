"""Measure every layer: python benchmarks/accuracy.py [--write] [--benchmarks DIR]

Prints a table. With --write it also pins the figures: the floors that the accuracy gate holds
(tests/accuracy/floors.json; a floor is raised, never lowered, unless --lower is given) and what the
reports say of each layer (src/framing/resources/accuracy.json). Gold that is not there is left as it was.
"""

from __future__ import annotations

import argparse
import datetime
import json
import math
from pathlib import Path
from typing import Any

from framing.evaluate import evaluate, outside
from framing.tables import atomic

ROOT = Path(__file__).parents[1]
FLOORS = ROOT / "tests" / "accuracy" / "floors.json"
SHOWN = ROOT / "src" / "framing" / "resources" / "accuracy.json"

# task, place, gold file, measures that are pinned
RUNS = (
    ("attribution", "benchmarks", "polnear_dev.jsonl", ("joint.f1", "content.f1", "recall.agentless.joint")),
    ("agentless", "own", "agentless.jsonl", ("agentless.p", "agentless.r")),
    ("speakers", "own", "speakers/dev.jsonl", ("name", "title", "type", "camp")),
    ("speakers", "own", "speakers/test.jsonl", ("name", "title", "type", "camp")),
    ("speakers", "own", "speakers/modern_dev.jsonl", ("name", "title", "type")),
    ("speakers", "own", "speakers/modern_test.jsonl", ("name", "title", "type")),
    ("pronouns", "own", "pronouns.jsonl", ("accuracy",)),
    ("hedges", "benchmarks", "hedge_wiki_dev.jsonl", ("token.f1",)),
    ("weasel", "benchmarks", "weasel_dev.jsonl", ("macro_f1",)),
    ("loaded", "benchmarks", "babe_dev.jsonl", ("macro_f1",)),
    ("frames", "benchmarks", "frames_dev.jsonl", ("macro_f1", "macro_gain")),
    ("tone", "benchmarks", "newsmtsc_dev.jsonl", ("macro_f1",)),
    ("relations", "benchmarks", "relations_dev.jsonl", ("macro_f1", "directed_negative.f1")),
    (
        "accusations",
        "own",
        "accusations/own_test.jsonl",
        ("accusation.f1", "accuser", "target", "reply.there"),
    ),
    (
        "accusations",
        "stand-off",
        "accusations/news_test.jsonl",
        ("accusation.f1", "accuser", "target", "reply.there"),
    ),
    ("sources", "own", "sources/own_test.jsonl", ("affiliation", "function", "gender")),
    ("sources", "stand-off", "sources/news_test.jsonl", ("affiliation", "function", "gender")),
    ("sources", "stand-off", "sources/news_second.jsonl", ("affiliation", "function", "gender")),
    ("sides", "own", "sides/own.jsonl", ("member.right", "told")),
)
ANCHORS = {
    "statements": "GenderGapTracker's rules 0.36; two people 0.75",
    "statements_content": "GenderGapTracker's rules 0.47; two people 0.80",
    "hedges": "public hedge lists 0.29 to 0.35",
    "hedges_weasel": "public weasel lists 0.69",
    "loaded": "best public lexicon 0.60; TF-IDF and regression fitted on the data 0.72",
    "frames": "every frame in every text 0.45",
    "tone_toward": "VADER 0.52; a large language model fitted on the data (GRU-TSC) 0.83",
    "sources_affiliation": "two people 0.95",
    "accusations": "two people 0.88",
    "accusations_own": "two people 0.93",
    "accusations_accuser": "two people 0.97",
    "accusations_target": "two people 0.95",
    "accusations_reply": "two people 0.95",
    "relations": "none everywhere 0.16; two questions to a network for tone toward a target 0.32",
}
# What a report shows: key, layer, task, gold file, measure, its name for a reader, the data's name.
SHOW = (
    ("statements", "statements", "attribution", "polnear_dev.jsonl", "joint.f1", "F1 of content and source together", "PolNeAR (84 US campaign articles)"),
    ("statements_content", "statements (content)", "attribution", "polnear_dev.jsonl", "content.f1", "F1 of content", "PolNeAR (84 US campaign articles)"),
    ("agentless_precision", "agentless (precision)", "agentless", "agentless.jsonl", "agentless.p", "precision", "sentences of our own"),
    ("agentless_recall", "agentless (recall)", "agentless", "agentless.jsonl", "agentless.r", "recall", "sentences of our own"),
    ("speakers_name", "speakers (name)", "speakers", "speakers/modern_test.jsonl", "name", "accuracy", "eight test articles of our own"),
    ("speakers_role", "speakers (role)", "speakers", "speakers/modern_test.jsonl", "title", "accuracy", "eight test articles of our own"),
    ("speakers_type", "speakers (type)", "speakers", "speakers/modern_test.jsonl", "type", "accuracy", "eight test articles of our own"),
    ("hedges", "hedges", "hedges", "hedge_wiki_dev.jsonl", "token.f1", "F1 of words", "Szeged, Wikipedia part (6,000 sentences)"),
    ("hedges_weasel", "hedges (weasel sentences)", "weasel", "weasel_dev.jsonl", "macro_f1", "macro-F1", "CoNLL-2010 (1,482 sentences)"),
    ("loaded", "loaded words", "loaded", "babe_dev.jsonl", "macro_f1", "macro-F1 of sentences", "BABE (1,689 sentences)"),
    ("frames", "frames", "frames", "frames_dev.jsonl", "macro_f1", "mean F1 of five frames (all-positive: 0.45)", "Narrative Frames (254 climate articles)"),
    ("tone_toward", "tone toward a target", "tone", "newsmtsc_dev.jsonl", "macro_f1", "macro-F1", "NewsMTSC (783 targets)"),
    ("accusations", "accusations", "accusations", "accusations/news_test.jsonl", "accusation.f1", "F1 of clauses", "60 US campaign articles, coded by hand"),
    ("accusations_own", "accusations", "accusations", "accusations/own_test.jsonl", "accusation.f1", "F1 of clauses", "12 articles of our own"),
    ("accusations_accuser", "accusations (accuser)", "accusations", "accusations/news_test.jsonl", "accuser", "accuracy", "60 US campaign articles, coded by hand"),
    ("accusations_target", "accusations (accused)", "accusations", "accusations/news_test.jsonl", "target", "accuracy", "60 US campaign articles, coded by hand"),
    ("accusations_reply", "accusations (reply, where there is one)", "accusations", "accusations/news_test.jsonl", "reply.there", "share told", "60 US campaign articles, coded by hand"),
    ("sources_affiliation", "sources (affiliation)", "sources", "sources/news_second.jsonl", "affiliation", "accuracy", "20 US campaign articles, a second coder"),
    ("sources_affiliation_own", "sources (affiliation)", "sources", "sources/own_test.jsonl", "affiliation", "accuracy", "16 articles of our own"),
    ("sources_gender", "sources (gender, where shown)", "sources", "sources/news_second.jsonl", "gender", "accuracy", "20 US campaign articles, a second coder"),
    ("relations", "relations", "relations", "relations_dev.jsonl", "macro_f1", "macro-F1 of five answers", "Park, Pan and Joo 2021 (1,414 pairs)"),
    ("relations_negative", "relations (who is against whom)", "relations", "relations_dev.jsonl", "directed_negative.f1", "F1", "Park, Pan and Joo 2021 (1,414 pairs)"),
    ("sides", "sides", "sides", "sides/own.jsonl", "member.right", "share of the members on the right side", "30 articles of our own"),
    ("sides_told", "sides (told, where there are some)", "sides", "sides/own.jsonl", "told", "share of disputes", "30 articles of our own"),
)  # fmt: skip


def main() -> None:
    """Measure, print, and pin where asked to."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true", help="pin the figures")
    parser.add_argument("--lower", action="store_true", help="let --write lower a floor too")
    parser.add_argument(
        "--benchmarks",
        default=str(outside.folder(ROOT)),
        help="the outside gold files; FRAMING_BENCHMARKS names them too",
    )
    given = parser.parse_args()
    own = ROOT / "data" / "gold"
    places = {"own": own, "stand-off": own, "benchmarks": Path(given.benchmarks)}
    results: dict[tuple[str, str], dict[str, Any]] = {}
    for task, place, gold, measures in RUNS:
        path = places[place] / gold
        if not path.exists() or (place == "stand-off" and not outside.texts_of(path)):
            print(f"{task:12} {gold}: not there, left as it was")
            continue
        found = results[task, gold] = evaluate(task, path, bootstrap=1000)
        for name in measures:
            low, high = found.get("ci95", {}).get(name, (math.nan, math.nan))
            print(
                f"{task:12} {gold:24} {name:24} {found['metrics'][name]:.4f} [{low:.3f}, {high:.3f}]",
                flush=True,
            )
    if given.write:
        pin(results, given.lower)
        show(results)
        document()


def document() -> None:
    """Write the table of README anew from what the reports say."""
    shown = json.loads(SHOWN.read_text(encoding="utf-8"))
    lines = [
        "| layer | measure | value | 95 % interval | on | public anchors |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for key, row in shown.items():
        interval = "" if row["low"] is None else f"{row['low']:.2f} to {row['high']:.2f}"
        cells = (
            row["layer"],
            row["metric"],
            f"{row['value']:.3f}",
            interval,
            row["data"],
            ANCHORS.get(key, ""),
        )
        lines.append("| " + " | ".join(cells) + " |")
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    before, rest = text.split("<!-- accuracy:begin -->")
    behind = rest.split("<!-- accuracy:end -->")[1]
    table = "\n".join(lines)
    with atomic(readme) as beside:
        beside.write_text(
            f"{before}<!-- accuracy:begin -->\n{table}\n<!-- accuracy:end -->{behind}", encoding="utf-8"
        )
    print(f"wrote the table in {readme}")


def pin(results: dict[tuple[str, str], dict[str, Any]], lower: bool) -> None:
    """Write the floors, each the figure just measured, cut after four places."""
    old = {}
    if FLOORS.exists():
        old = {(f["task"], f["gold"]): f for f in json.loads(FLOORS.read_text(encoding="utf-8"))["floors"]}
    for task, place, gold, measures in RUNS:
        if (task, gold) not in results:
            continue
        found = results[task, gold]
        before = old.get((task, gold), {})
        same_data = before.get("sha256") == found["sha256"]
        least = {}
        for name in measures:
            value = math.floor(found["metrics"][name] * 10_000) / 10_000
            kept = before.get("at_least", {}).get(name, 0) if same_data and not lower else 0
            least[name] = max(value, kept)
        old[task, gold] = {
            "task": task,
            "place": place,
            "gold": gold,
            "sha256": found["sha256"],
            "at_least": least,
        }
    ordered = [old[task, gold] for task, _, gold, _ in RUNS if (task, gold) in old]
    _write(FLOORS, {"floors": ordered})


def show(results: dict[tuple[str, str], dict[str, Any]]) -> None:
    """Write what the reports say of each layer."""
    shown = json.loads(SHOWN.read_text(encoding="utf-8")) if SHOWN.exists() else {}
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    for key, layer, task, gold, name, metric, data in SHOW:
        if (task, gold) not in results:
            continue
        found = results[task, gold]
        low, high = found.get("ci95", {}).get(name, (None, None))
        row = {
            "layer": layer,
            "metric": metric,
            "value": found["metrics"][name],
            "low": low,
            "high": high,
            "data": data,
        }
        row = {field: round(value, 4) if isinstance(value, float) else value for field, value in row.items()}
        if task == "frames":
            # Each frame beside what marking every text would score: a report draws only what is told better.
            row["by_frame"] = {
                frame[: -len(".all_positive_f1")]: [
                    round(found["metrics"][frame[: -len("all_positive_f1")] + "f1"], 4), round(floor, 4),
                ]
                for frame, floor in found["metrics"].items()
                if frame.endswith(".all_positive_f1")
            }  # fmt: skip
        before = shown.get(key, {})
        unchanged = all(before.get(field) == value for field, value in row.items())
        shown[key] = row | {"date": before.get("date", today) if unchanged else today}
    _write(SHOWN, {key: shown[key] for key, *_ in SHOW if key in shown})


def _write(path: Path, content: object) -> None:
    with atomic(path) as beside:
        beside.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"wrote {path}")


if __name__ == "__main__":
    main()
