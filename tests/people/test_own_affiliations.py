"""Affiliations of one's own stand under the shipped ones, and a bad row is told where it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from framing.annotate import annotate
from framing.article import Article
from framing.words.tables import WordTableError

STORY = (
    "A report by the Environment Agency found that the council had failed. "
    "The harbour master, Ed Poe, said it was late. "
    "Jo Marsh, a councillor and critic of the Environment Agency, said so too."
)
HEAD = "word,class,value,source\n"


def own(folder: Path, rows: str) -> dict[str, tuple[str, str | None]]:
    (folder / "affiliations.more.csv").write_text(HEAD + rows, encoding="utf-8")
    found = annotate(Article("a", STORY), lexicons=folder).sources
    return {
        name: (shipped, mine)
        for name, shipped, mine in zip(
            found["speaker"], found["affiliation"], found["own_affiliation"], strict=True
        )
    }


def test_a_source_has_both(tmp_path: Path) -> None:
    plain = annotate(Article("a", STORY)).sources
    assert plain["own_affiliation"].isna().all()
    found = own(
        tmp_path, "environment agency,body,government/regulator,x\nharbour master,office,government/port,x\n"
    )
    agency = next(value for name, value in found.items() if "Agency" in name)
    assert agency == ("government", "regulator")
    assert found["Ed Poe"] == ("government", "port")
    assert found["Jo Marsh"] == ("politics", None)  # who names the agency but is none of it


def test_an_own_one_holds_only_under_its_shipped_one(tmp_path: Path) -> None:
    found = own(tmp_path, "council,body,business/company,x\n")
    assert all(mine is None for _, mine in found.values())


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            "epa,body,goverment/regulator,x\n",
            "row 2: the value 'goverment/regulator' of 'epa' is no affiliation",
        ),
        (
            "EPA,body,government,x\n",
            "row 2: the word 'EPA' has capitals; write it in small letters, as 'epa'",
        ),
        ("epa,boddy,government,x\n", "row 2: the class 'boddy' of 'epa' is unknown"),
    ],
)
def test_a_bad_row_is_told_also_when_the_file_was_read_before(row: str, said: str, tmp_path: Path) -> None:
    own(tmp_path, "environment agency,body,government/regulator,x\n")
    with pytest.raises(WordTableError, match=said):
        own(tmp_path, row)
    assert own(tmp_path, "environment agency,body,government/watchdog,x\n")
