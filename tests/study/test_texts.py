"""Keyness, copies and concordance."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.study import concordance, copies, find, keyness
from framing.tables import Tables

FLOOD = (
    "The river rose by two metres in the night and flooded the lower town, the water board said. "
    "Volunteers carried sandbags to the school until the early morning, and the road to the coast stayed shut."
)
BUDGET = (
    "The finance committee wants to spend less on parks next year. Its chair told members that the reserves "
    "would not last beyond spring if the current plans for the swimming hall were kept."
)


def corpus(*texts: str) -> Tables:
    articles = [
        {"article_id": f"a{i}", "text": text, "words": len(text.split())} for i, text in enumerate(texts)
    ]
    return Tables.from_rows({"articles": articles})


def test_fighting_words_rank_and_tame_rare_words() -> None:
    one = Counter({"terrorist": 30, "the": 500, "oddity": 1})
    other = Counter({"civilian": 28, "the": 480})
    table = keyness.fighting_words(one, other)
    assert table["word"].iloc[0] == "terrorist"
    assert table["word"].iloc[-1] == "civilian"
    z = table.set_index("word")["z"]
    assert z["terrorist"] > 1.96 > abs(z["oddity"])
    assert z["civilian"] < -1.96
    q = table.set_index("word")["q"]
    assert q["terrorist"] < 0.001 < q["oddity"]


def test_log_likelihood_is_the_known_one() -> None:
    # Rayson & Garside's formula by hand: 10 of 1,000 against 2 of 1,000.
    table = keyness.fighting_words({"w": 10, "rest": 990}, {"w": 2, "rest": 998}).set_index("word")
    two_cells = 2 * (10 * np.log(10 / 6) + 2 * np.log(2 / 6))
    assert table.loc["w", "g2"] == pytest.approx(two_cells)


bags = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 50))


@given(bags, bags)
@settings(deadline=None)
def test_fighting_words_are_antisymmetric(one: dict[str, int], other: dict[str, int]) -> None:
    there = keyness.fighting_words(one, other)
    back = keyness.fighting_words(other, one)
    if there.empty:
        assert back.empty
        return
    z = there.set_index("word")["z"] + back.set_index("word")["z"]
    assert np.allclose(z.to_numpy(dtype=float), 0)


def test_near_copies_are_found_and_others_are_not() -> None:
    texts = {"wire": FLOOD, "paper": FLOOD.replace("two metres", "2m") + " More follows.", "other": BUDGET}
    table = copies.near(texts)
    assert table[["article", "other_article"]].values.tolist() == [["wire", "paper"]]
    assert copies.groups(table) == [["paper", "wire"]]


def test_short_and_empty_texts_are_no_copies_of_all() -> None:
    assert copies.near({"a": "", "b": "", "c": "one two", "d": BUDGET}).empty
    assert len(copies.near({"a": "one two", "b": "One two!"})) == 1


@given(st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_a_text_is_a_copy_of_itself(text: str) -> None:
    table = copies.near({"a": text, "b": text})
    if len(copies.shingles("a", text).hashes):
        assert table["jaccard"].tolist() == [1.0]
    else:
        assert table.empty


def test_near_scales_with_texts() -> None:
    generator = np.random.default_rng(0)
    words = [f"w{i}" for i in range(3000)]
    texts = {str(i): " ".join(generator.choice(words, 120)) for i in range(600)}
    texts["copy"] = texts["7"] + " end"
    assert copies.near(texts)[["article", "other_article"]].values.tolist() == [["7", "copy"]]


def test_threshold_is_checked() -> None:
    with pytest.raises(ValueError, match="above 0 and not above 1"):
        copies.near({}, threshold=0)


def test_repeated_captions_and_wire_credits() -> None:
    caption = "A worker stacks sandbags in front of the old school (AFP)"
    text = f"{caption}\n\n{caption}\n\n{FLOOD}"
    parts = [("caption", 0, len(caption)), ("caption", text.rindex(caption), text.rindex(caption) + len(caption)),
             ("body", text.index(FLOOD), len(text))]  # fmt: skip
    tables = Tables.from_rows(
        {
            "articles": [{"article_id": "a0", "text": text, "words": 50}],
            "regions": [
                {"article_id": "a0", "region": r, "start": start, "end": end} for r, start, end in parts
            ],
        }
    )
    table = copies.passages(tables)
    assert table["times"].tolist() == [2, 2]
    assert set(table["region"]) == {"caption"}
    credits = copies.credits(tables)
    assert credits["agency"].tolist() == ["Agence France-Presse"] * 2


def test_concordance_stays_in_the_paragraph_and_keeps_columns() -> None:
    tables = corpus("First line.\nIt may well rain in the far north of the country tomorrow.")
    marks = find(tables, "may").assign(kind="hedge")
    line = concordance(tables, marks, width=20).iloc[0]
    assert line["left"] == "It"
    assert line["mark"] == "may"
    assert line["right"] == "well rain in the"
    assert line["kind"] == "hedge"


@given(st.text(min_size=1, max_size=200), st.data())
@settings(deadline=None)
def test_concordance_takes_any_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    clean = text.encode("utf-8", "replace").decode()
    table = concordance(
        corpus(clean), pd.DataFrame({"article_id": ["a0"], "start": [start], "end": [end]}), width=10
    )
    assert table["mark"].iloc[0] == " ".join(clean[start:end].split())


def test_find_wants_something_to_find() -> None:
    tables = corpus("Terror. Terrorists.")
    assert len(find(tables, "terror*")) == 2
    with pytest.raises(ValueError, match="nothing to look for"):
        find(tables, " ")
    with pytest.raises(ValueError, match="is broken"):
        find(tables, "(", regular=True)


def test_camp_words_count_a_word_once() -> None:
    text = "We will win, Holt said Lee said."
    statements = [
        {"article_id": "a0", "statement_id": i, "camp": "city", "content": [{"start": 0, "end": 11}]}
        for i in range(2)
    ]
    tables = Tables.from_rows(
        {"articles": [{"article_id": "a0", "text": text, "words": 7}], "statements": statements}
    )
    assert keyness.camp_words(tables) == {"city": Counter(we=1, will=1, win=1)}
