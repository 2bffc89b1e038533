"""Do the tests bite? python tests/mutations.py [--room ROOM]

Every entry of tests/mutations.toml changes one line of the package and names the tests that should fail for it.
The script makes each change in a copy of the project, runs those tests there, and prints which changes were
caught. It is run by hand: thirty changes take some minutes.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LISTED = ROOT / "tests" / "mutations.toml"


@dataclass(frozen=True)
class Mutation:
    """One line changed: the file below src/framing, the words taken out and put in, the tests that should fail."""

    file: str
    old: str
    new: str
    tests: str

    @property
    def room(self) -> str:
        """The room that the file stands in."""
        return self.file.split("/")[0].removesuffix(".py")


def listed() -> list[Mutation]:
    """The mutations of the list.

    Raises:
        SystemExit: for one whose words do not stand exactly once in its file.
    """
    found = [Mutation(**row) for row in tomllib.loads(LISTED.read_text(encoding="utf-8"))["mutation"]]
    for one in found:
        times = (ROOT / "src" / "framing" / one.file).read_text(encoding="utf-8").count(one.old)
        if times != 1:
            raise SystemExit(
                f"{one.file}: {one.old!r} stands there {times} times; a mutation needs a line of its own."
            )
    return found


def caught(one: Mutation, copy: Path) -> bool:
    """Whether the named tests fail with the line changed."""
    file = copy / "src" / "framing" / one.file
    before = file.read_text(encoding="utf-8")
    file.write_text(before.replace(one.old, one.new), encoding="utf-8")
    try:
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *one.tests.split()],
            cwd=copy, env=os.environ | {"PYTHONPATH": str(copy / "src"), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True, check=False,
        )  # fmt: skip
    finally:
        file.write_text(before, encoding="utf-8")
    if done.returncode not in (0, 1):
        raise SystemExit(f"{one.tests}: pytest could not run it\n{done.stdout.decode()[-2000:]}")
    return done.returncode == 1


def main() -> None:
    """Make every change in turn; exit non-zero where more than a tenth survive."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--room", help="only the files of one room, for instance people")
    given = parser.parse_args()
    wanted = [one for one in listed() if given.room in (None, one.room)]
    survived = []
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / "copy"
        shutil.copytree(
            ROOT,
            copy,
            ignore=shutil.ignore_patterns(
                ".git", ".venv", "reports", "__pycache__", ".*_cache", ".hypothesis"
            ),
        )
        for one in wanted:
            bites = caught(one, copy)
            survived += [] if bites else [one]
            print(f"{'caught  ' if bites else 'SURVIVED'} {one.file}: {one.old!r} -> {one.new!r}", flush=True)
    print(f"{len(wanted) - len(survived)} of {len(wanted)} caught")
    raise SystemExit(len(survived) * 10 > len(wanted))


if __name__ == "__main__":
    main()
