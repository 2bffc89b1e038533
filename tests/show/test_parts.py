"""Small tables: tone toward whom."""

from __future__ import annotations

from stories import CAMPS, Page, story

from framing import show


def toward(rows):
    tables = story()
    frame = tables.tone_toward
    whole = [{"article_id": "bridge", "sentence_id": 0, "start": start, "end": start + 3, "target": name,
              "target_type": kind, "polarity": 0, "score": 0.0, "voice": "journalist", "camp": None}
             for name, kind, start in rows]  # fmt: skip
    import pandas as pd

    object.__setattr__(tables, "tone_toward", pd.DataFrame(whole, columns=list(frame.columns)))
    return str(show.toward(show.view(tables, CAMPS)))


def test_tone_is_toward_people_bodies_and_countries_only():
    seen = Page(
        toward([("Ada Quill", "person", 60), ("Weirport", "place", 60), ("Norland", "country", 60)])
    ).text
    assert "Ada Quill" in seen
    assert "Norland" in seen
    assert "Weirport" not in seen


def test_tone_toward_many_is_twelve_rows_and_a_table_to_open():
    html = toward([(f"Body {i}", "organisation", 60) for i in range(20)])
    shown, _, rest = html.partition("<details>")
    assert shown.count("<tr>") == 12 + 2
    assert "and 8 more" in shown
    assert rest.count('scope="row"') == 8


def test_who_is_named_in_captions_alone_is_left_out():
    tables = story()
    tables.regions.loc[tables.regions["region"] == "headline", "region"] = "caption"
    frame = tables.tone_toward
    row = {"article_id": "bridge", "sentence_id": 0, "start": 0, "end": 5, "target": "Weir Pictures",
           "target_type": "organisation", "polarity": 0, "score": 0.0, "voice": "journalist", "camp": None}  # fmt: skip
    import pandas as pd

    object.__setattr__(tables, "tone_toward", pd.DataFrame([row], columns=list(frame.columns)))
    assert "Weir Pictures" not in str(show.toward(show.view(tables, CAMPS)))
