"""The converter of public corpora, on small files of our own in their shapes."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from framing.evaluate import evaluate

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def convert() -> ModuleType:
    spec = importlib.util.spec_from_file_location("convert", ROOT / "benchmarks" / "convert.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def items(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_every_corpus_is_read_and_measured(convert: ModuleType, tmp_path: Path) -> None:
    repos, out = tmp_path / "repos", tmp_path / "out"
    text = "The mill will close, Ann Lee said. It may rain."
    files = {
        "PolNeAR/data/dev/text/mill.txt": text,
        "PolNeAR/data/dev/attributions/mill_ab12.ann": (
            "T1\tSource 21 28\tAnn Lee\nT2\tCue 29 33\tsaid\nT3\tContent 0 8;9 19\tThe mill will close\n"
            "T4\tAttribution 29 33\tsaid\nE1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n"
        ),
        "PolNeAR/data/dev/attributions/mill_cd34.ann": "",
        "uncertainty/corpora/old/wiki.xml": (
            "<Annotation><DocumentSet><Document><DocID>Rain_1</DocID><DocumentPart type='Title'>"
            "<Sentence id='S1.1'>Rain</Sentence></DocumentPart><DocumentPart type='Text'><Sentence id='S1.2'>It "
            "<ccue type='speculation_modal_'>may</ccue> rain.</Sentence></DocumentPart>"
            "</Document></DocumentSet></Annotation>"
        ),
        "pattern/test/corpora/uncertainty-conll2010.csv": '"1","Some say it rains."\n"0","It rains."\n',
        convert._BABE: (
            "text;topic;label_bias;biased_words\n"
            "A vile plan.;town;Biased;['vile']\nA plan.;town;No agreement;[]\n"
        ),
        "narrative-framing/dataset_original/Fold_1/test.txt": "Two sides clash.\tFalse\tFalse\tTrue\tFalse\tFalse\n",
        f"{convert._MTSC}/newsmtsc-rw/dev.jsonl": json.dumps(
            {
                "sentence_normalized": "Lee is kind.",
                "targets": [{"from": 0, "to": 3, "mention": "Lee", "polarity": 6.0}],
            }
        ),
        "directed_sentiment_analysis/dataset/valid.txt": "[Lee] attacked [Dahl].\tLee\tDahl\t3\n",
    }  # fmt: skip
    for name, content in files.items():
        (repos / name).parent.mkdir(parents=True, exist_ok=True)
        (repos / name).write_text(content, encoding="utf-8")
    made = convert.convert(repos, out)
    assert made == {
        "polnear_dev": 1, "hedge_wiki_dev": 1, "weasel_dev": 2, "babe_dev": 1, "frames_dev": 1, "newsmtsc_dev": 1,
        "relations_dev": 1,
    }  # fmt: skip
    [article] = items(out / "polnear_dev.jsonl")
    assert article["annotator"] == "ab12"
    assert article["attributions"] == [
        {"source": [[21, 28]], "cue": [[29, 33]], "content": [[0, 8], [9, 19]]}
    ]
    assert items(out / "hedge_wiki_dev.jsonl")[0]["cues"] == [
        {"start": 3, "end": 6, "type": "speculation_modal"}
    ]
    assert items(out / "babe_dev.jsonl")[0]["words"] == ["vile"]
    assert items(out / "newsmtsc_dev.jsonl")[0]["targets"][0]["polarity"] == 1
    relation = items(out / "relations_dev.jsonl")[0]
    assert [relation["text"][slice(*relation[key])] for key in "pq"] == ["Lee", "Dahl"]
    assert (relation["p_to_q"], relation["q_to_p"]) == (-1, 0)
    for task, name in (
        ("attribution", "polnear_dev"),
        ("hedges", "hedge_wiki_dev"),
        ("weasel", "weasel_dev"),
    ):
        assert evaluate(task, out / f"{name}.jsonl")["items"] == made[name]
