"""How time and memory grow with hostile text: python benchmarks/linear.py [--shape NAME …] [--sizes 10000 100000 1000000]

Each shape is repeated to a size and annotated as one article by every layer. A line tells seconds for each size, by how
much the time grows per step of ten (14 is allowed), the most memory, and the layers that gave up.
`tests/test_linear.py` holds a few of the shapes at the two smaller sizes.
"""

from __future__ import annotations

import argparse
import itertools
import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))


from hostile import SHAPES  # noqa: E402

GROWTH, SECONDS, MEGABYTES = 14.0, 10.0, 600

CHILD = """
import json, resource, sys, time
sys.path.insert(0, {tests!r})
from hostile import annotated, of_size
annotated("Ann Lee said it may rain.")
began = time.perf_counter(), time.process_time()
aside = annotated(of_size({name!r}, {size}))
wall, cpu = time.perf_counter() - began[0], time.process_time() - began[1]
print(json.dumps([cpu, wall, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, aside]))
"""


def measure(name: str, size: int, limit: float) -> tuple[float, float, list[str]]:
    """Processor seconds, megabytes and what was given up, for one shape of one size in a process of its own."""
    code = CHILD.format(tests=str(ROOT / "tests"), name=name, size=size)
    try:
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, timeout=limit, check=False
        )
    except subprocess.TimeoutExpired:
        return float("inf"), 0.0, [f"no end within {limit:.0f} s"]
    if done.returncode:
        return float("inf"), 0.0, [done.stderr.strip().splitlines()[-1] if done.stderr else "killed"]
    cpu, _, memory, aside = json.loads(done.stdout)
    return cpu, memory, aside


def main() -> None:
    """Print a line a shape, and exit with 1 where one breaks a bound."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shape", nargs="*", default=list(SHAPES))
    parser.add_argument("--sizes", nargs="*", type=int, default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--limit", type=float, default=120.0, help="seconds after which a shape is given up")
    given = parser.parse_args()
    broken = 0
    for name in given.shape:
        times, told, most = [], [], 0.0
        for size in given.sizes:
            cpu, memory, aside = measure(name, size, given.limit)
            times.append(cpu)
            most = max(most, memory)
            told += aside
        # Below a few hundredths of a second the clock tells more of the machine than of the text.
        growth = max((b / max(a, 0.05) for a, b in itertools.pairwise(times)), default=1.0)
        bad = (
            growth > GROWTH
            or (max(given.sizes) <= 1_000_000 and times[-1] > SECONDS)
            or most > MEGABYTES
            or told
        )
        broken += bool(bad)
        seconds = "  ".join(f"{t:8.2f}" for t in times)
        print(
            f"{'!' if bad else ' '} {name:28}{seconds}   x{growth:5.1f} {most:7.0f} MB  {'; '.join(told)[:160]}",
            flush=True,
        )
    print(f"{broken} of {len(given.shape)} shapes break a bound")
    raise SystemExit(broken > 0)


if __name__ == "__main__":
    main()
