"""How often corrected shares hold the truth when the sample is drawn as `framing sample` draws it.

    python benchmarks/coded_shares.py --runs 1000

Simulated corpora: 200 articles with ten rows each in two outlets, whose true shares differ by ten points; a machine that
errs more in one outlet, so that its own difference is off by another ten; 200 rows coded, stratified by outlet, the same
number of each. Printed for each share and the difference: how often the 95 % interval holds the truth, and the mean error
of the machine's figure and of the corrected one.
"""

from __future__ import annotations

import argparse
import json

import numpy as np
import pandas as pd

from framing.exchange.samples import allocate
from framing.study.corrected import corrected

TRUE = {"A": 0.5, "B": 0.4, "A − B": 0.1}


def one_run(generator: np.random.Generator) -> pd.DataFrame:
    article = np.repeat(np.arange(200), 10)
    outlet = np.where(article < 130, "A", "B")
    share = generator.beta(4, 6, 200) + 0.1 * (np.arange(200) < 130)
    truth = (generator.random(2000) < np.clip(share, 0, 1)[article]).astype(float)
    wrong = np.where(
        outlet == "A", generator.random(2000) < 0.05, (truth == 1) & (generator.random(2000) < 0.25)
    )
    rows = {(name,): np.flatnonzero(outlet == name) for name in "AB"}
    counts = allocate({name: len(found) for name, found in rows.items()}, 200, "equal")
    drawn = np.concatenate(
        [generator.choice(found, counts[name], replace=False) for name, found in rows.items()]
    )
    probability = [counts[(outlet[at],)] / len(rows[(outlet[at],)]) for at in drawn]
    coded = pd.DataFrame({"label": truth[drawn], "probability": probability}, index=drawn)
    machine = pd.Series(np.where(wrong, 1 - truth, truth))
    return corrected(machine, coded, pd.Series(outlet), pd.Series(article))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=5)
    given = parser.parse_args()
    generator = np.random.default_rng(given.seed)
    found = [one_run(generator) for _ in range(given.runs)]
    told = {
        name: {
            "held": float(np.mean([one.loc[name, "low"] <= truth <= one.loc[name, "high"] for one in found])),
            "error_machine": float(np.mean([one.loc[name, "raw"] - truth for one in found])),
            "error_corrected": float(np.mean([one.loc[name, "corrected"] - truth for one in found])),
        }
        for name, truth in TRUE.items()
    }
    print(json.dumps({"runs": given.runs, **told}, indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main()
