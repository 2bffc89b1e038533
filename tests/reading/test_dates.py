from __future__ import annotations

import pytest

from framing.reading import dateline
from framing.reading.bylines import byline
from framing.reading.dates import date_line, parse


@pytest.mark.parametrize(
    ("written", "utc"),
    [
        ("Tuesday 15 March 2016 12:42 GMT", "2016-03-15T12:42"),
        ("15 July 2016 12.42 BST", "2016-07-15T11:42"),
        ("Tue 26 Jul 2022 18.05 BST", "2022-07-26T17:05"),
        ("March 12, 2019", "2019-03-12T00:00"),
        ("Mar. 12, 2019 at 7:30 a.m. EST", "2019-03-12T12:30"),
        ("July 4, 2019 9:05 PM ET", "2019-07-05T01:05"),
        ("January 4, 2019 9:05 PM ET", "2019-01-05T02:05"),
        ("12:42 GMT, 15 March 2016", "2016-03-15T12:42"),
        ("2016-03-15T12:42:00+02:00", "2016-03-15T10:42"),
        ("2016-03-15", "2016-03-15T00:00"),
        ("15/03/2016 12:42", "2016-03-15T12:42"),
        ("03/15/2016", "2016-03-15T00:00"),
        ("10/02/18 05:31 PM ET", "2018-10-02T21:31"),
        ("3rd of May 2021", "2021-05-03T00:00"),
        ("Published: 3 May 2021 10:00 CEST", "2021-05-03T08:00"),
        ("October 3, 2022 5:42 PM GMT+1", "2022-10-03T16:42"),
        ("Sunday 18 February 2024 16:05, UK", "2024-02-18T16:05"),
        ("Thursday 18 July 2024 16:05, UK", "2024-07-18T15:05"),
        ("12am 1 May 2020", "2020-05-01T00:00"),
        ("31 February 2020", None),
        ("yesterday", None),
        ("15 March", None),
        ("", None),
        ("99/99/9999", None),
    ],
)
def test_written_dates(written, utc):
    found = parse(written)
    assert (found.strftime("%Y-%m-%dT%H:%M") if found else None) == utc


@pytest.mark.parametrize(
    "line", ["3 hours ago", "Updated 14 min ago", "Yesterday", "Last updated at 10:30", "Posted: 3 May 2021"]
)
def test_lines_that_are_dates(line):
    assert date_line(line).end == len(line)


@pytest.mark.parametrize("line", ["March on London planned", "May resigns", "2016", "12:42", "Comments 12"])
def test_lines_that_are_none(line):
    found = date_line(line)
    assert found is None or found.end < len(line)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ann Lee", ("Ann Lee",)),
        ("By ANN LEE and BO VAN DER EK", ("Ann Lee", "Bo Van Der Ek")),
        ("Ann Lee in Oslo", ("Ann Lee",)),
        ("By Ann Lee, Bo Ek and Cy Roe | CNT", ("Ann Lee", "Bo Ek", "Cy Roe")),
        ("By J.K. Rowe for MailOnline", ("J.K. Rowe",)),
        ("Harriet Voss Environment correspondent", ("Harriet Voss",)),
        ("By Reuters", ("Reuters",)),
        ("By Seán O'Brien", ("Seán O'Brien",)),
        ("By PETER LANGLEY FOR DAILYPOST.COM", ("Peter Langley",)),
        ("Words by Ann Lee", ("Ann Lee",)),
        ("By Ann Lee, Political Editor", ("Ann Lee",)),
    ],
)
def test_bylines(line, names):
    found = byline(line)
    assert found.names == names
    assert found.end == len(line)


@pytest.mark.parametrize(
    "line",
    ["By noon it was over", "White House", "Read More", "Middle East", "by far the best", "World News"],
)
def test_no_bylines(line):
    assert byline(line) is None


@pytest.mark.parametrize(
    ("paragraph", "place", "date", "agency"),
    [
        ("MOSCOW (Reuters) — The army", "MOSCOW", None, "Reuters"),
        ("BEIRUT, March 15 — The army", "BEIRUT", "March 15", None),
        ("LONDON, 15 Mar (AP) - The army", "LONDON", "15 Mar", "Associated Press"),
        ("WASHINGTON — The army", "WASHINGTON", None, None),
        ("HEMPSTEAD, N.Y., Sept. 26 (UPI) — The", "HEMPSTEAD, N.Y.", "Sept. 26", "UPI"),
        ("Paris (AFP) – The army", "Paris", None, "AFP"),
        ("ROSARIO/BUENOS AIRES (Reuters) - Grain", "ROSARIO/BUENOS AIRES", None, "Reuters"),
        ("(CNN) The army", None, None, "CNN"),
    ],
)
def test_datelines(paragraph, place, date, agency):
    found = dateline(paragraph)
    assert (found.place, found.date, found.agency) == (place, date, agency)
    assert paragraph[found.end :].startswith(("The", "Grain"))


@pytest.mark.parametrize(
    "paragraph",
    [
        "The army — what is left — went",
        "TRUMP: I never said that.",
        "A - B",
        "UPDATE — The army",
        "It (the army) left",
    ],
)
def test_no_datelines(paragraph):
    assert dateline(paragraph) is None
