"""Files and texts that break off are in doubt, whole ones are not."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from framing.cli import main
from framing.reading import read

HEAD = "Bridge closed after cracks were found"
PARAS = [
    f"The council closed bridge number {n} on Tuesday after engineers found cracks, a spokeswoman said."
    for n in range(30)
]
WHOLE = {
    "page.html": f"<!DOCTYPE html><html><head><title>{HEAD}</title></head><body><div><h1>{HEAD}</h1>"
    + "".join(f"<p>{one}</p>" for one in PARAS) + "</div></body></html>",
    "letter.rtf": "{\\rtf1\\ansi{\\b " + HEAD + "}\\par\n" + "\\par\n".join(PARAS) + "\\par}",
    "news.xml": f"<nitf><head><title>{HEAD}</title></head><body><body.content>"
    + "".join(f"<p>{one}</p>" for one in PARAS) + "</body.content></body></nitf>",
    "mail.eml": f"From: a@b.example\nTo: c@d.example\nSubject: {HEAD}\nDate: Mon, 4 Mar 2024 10:00:00 +0000\n"
    'MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary="XX"\n\n--XX\nContent-Type: text/plain\n\n'
    + "\n\n".join(PARAS) + "\n--XX--\n",
    "plain.txt": HEAD + "\n\n" + "\n\n".join(PARAS),
}  # fmt: skip


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("share", [0.3, 0.5, 0.8])
def test_a_file_that_breaks_off_is_in_doubt(tmp_path: Path, name: str, share: float) -> None:
    text = WHOLE[name]
    (tmp_path / name).write_text(text[: text.index(" closed bridge", int(len(text) * share)) + 20])
    [doubt] = read(tmp_path / name).doubts
    assert doubt.kind == "cut off"
    assert "breaks off" in doubt.detail or "mid-sentence" in doubt.detail


@pytest.mark.parametrize("name", WHOLE)
def test_a_whole_file_is_not(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(WHOLE[name])
    assert read(tmp_path / name).doubts == ()


@pytest.mark.parametrize(
    "page",
    [
        f"<title>{HEAD}</title><h1>{HEAD}</h1>" + "".join(f"<p>{one}" for one in PARAS),  # end tags left out, as may be
        f"<html><body><div><br/><article><h1>{HEAD}</h1>" + "".join(f"<p>{one}</p>" for one in PARAS)
        + "</article></div>",
    ],
)  # fmt: skip
def test_html_may_leave_out_end_tags(tmp_path: Path, page: str) -> None:
    (tmp_path / "page.html").write_text(page)
    assert read(tmp_path / "page.html").doubts == ()


def test_strict_fails_on_it(tmp_path: Path) -> None:
    (tmp_path / "letter.rtf").write_text(WHOLE["letter.rtf"][:-200])
    told = CliRunner().invoke(main, ["inspect", "--strict", str(tmp_path / "letter.rtf")])
    assert told.exit_code != 0
    assert "the file breaks off: its last group is not closed" in told.output
