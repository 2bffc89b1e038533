"""The corpora of benchmarks/compare.py, of which the truth is known, for tests."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

_HOME = Path(__file__).parents[1] / "benchmarks" / "compare.py"
_spec = importlib.util.spec_from_file_location("compare_benchmark", _HOME)
assert _spec is not None
assert _spec.loader is not None
benchmark = importlib.util.module_from_spec(_spec)
sys.modules[_spec.name] = benchmark
_spec.loader.exec_module(benchmark)

corpus, drawn, correction, labelled = (
    benchmark.corpus,
    benchmark.drawn,
    benchmark.correction,
    benchmark.labelled,
)
