"""Samples are drawn with the probabilities that they tell, and are the same again."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from framing.annotate import annotate
from framing.article import Article, Corpus
from framing.corrections import text_hash
from framing.exchange import samples
from framing.exchange.coding_units import found_again, units
from framing.tables import Tables

STORIES = (
    (
        "Post",
        "Ann Lee, a doctor, said the clinic may close. The mayor said it will stay. 😀 Police said nothing.",
    ),
    (
        "Mail",
        "The union accused Metroline of theft. Metroline denied it. Ana Ruiz, a minister, called it false.",
    ),
    ("Post", "Bo Marsh, a lawyer, said the bill is unfair. Critics say it is racist. Prices rose."),
    (None, '"We lost," said coach Ed Poe. The club said he would go.'),
)


@pytest.fixture(scope="module")
def tables() -> Tables:
    return annotate(
        Corpus(tuple(Article(f"a{n}", text, outlet=outlet) for n, (outlet, text) in enumerate(STORIES)))
    )


@pytest.mark.parametrize("of", ["statements", "sources", "accusations", "articles", "sentences"])
def test_every_kind_is_drawn_with_its_words_and_read_back(tables: Tables, of: str, tmp_path: Path) -> None:
    drawn = samples.sample(tables, 6, of=of, seed=3)
    samples.write(drawn, tmp_path / "s.jsonl")
    assert samples.read(tmp_path / "s.jsonl") == drawn
    texts = dict(zip(tables.articles["article_id"], tables.articles["text"], strict=True))
    for one in drawn.drawn:
        text = texts[one.unit.article_id]
        assert one.unit.text_hash == text_hash(text)
        assert one.id.startswith("u")  # no spreadsheet takes it for a number
        before, words, behind = one.parts
        assert words == text[one.unit.start : one.unit.end]
        assert text[one.window_start :].startswith(before + words + behind)
        assert {q.name for q in drawn.questions} >= set(one.unit.machine)
    again = samples.sample(tables, 6, of=of, seed=3)
    other = samples.sample(tables, 6, of=of, seed=4)
    assert again == drawn
    if drawn.population > 6:
        assert other.drawn != drawn.drawn
        samples.write(again, tmp_path / "again.jsonl")
        assert (tmp_path / "again.jsonl").read_bytes() == (tmp_path / "s.jsonl").read_bytes()


def test_the_probability_told_is_the_one_it_is_drawn_with(tables: Tables) -> None:
    times: Counter[str] = Counter()
    told: dict[str, float] = {}
    for seed in range(400):
        drawn = samples.sample(tables, 5, of="sentences", stratify=["outlet"], seed=seed)
        assert len(drawn.drawn) == 5
        for one in drawn.drawn:
            times[one.id] += 1
            told[one.id] = one.probability
    assert len(told) == len(units(tables, "sentences"))
    for name, probability in told.items():
        assert times[name] / 400 == pytest.approx(probability, abs=0.1)


def test_strata_and_groups_come_from_row_source_and_article(tables: Tables) -> None:
    drawn = samples.sample(tables, 8, stratify=["outlet", "named"])
    assert sum(one.size for one in drawn.strata) == drawn.population == len(tables.statements)
    assert {one.names[0] for one in drawn.strata} == {"Post", "Mail", "not known"}
    for one in drawn.drawn:
        stratum = next(s for s in drawn.strata if s.names == one.stratum)
        assert one.probability == stratum.drawn / stratum.size
    said = "\n".join(samples.told(drawn))
    assert (
        f"Drew 8 of {drawn.population} statements, stratified by outlet and named (proportional), seed 1"
        in said
    )


@pytest.mark.parametrize(
    ("sizes", "n", "how", "wanted"),
    [
        ((90, 9, 1), 10, "proportional", (7, 2, 1)),
        ((90, 9, 1), 10, "equal", (5, 4, 1)),
        ((50, 50), 10, "proportional", (5, 5)),
        ((3, 3), 100, "proportional", (3, 3)),
        ((10, 10, 10, 10), 5, "proportional", (2, 1, 1, 1)),
    ],
)
def test_draws_are_shared_out(sizes: tuple[int, ...], n: int, how: str, wanted: tuple[int, ...]) -> None:
    made = samples.allocate({(str(at),): size for at, size in enumerate(sizes)}, n, how)
    assert tuple(made.values()) == wanted


def test_copies_count_once(tables: Tables) -> None:
    rows = [
        {"article_id": n, "text": "It rained.", "words": 2, "copy_of": c}
        for n, c in (("a", None), ("b", "a"))
    ]
    twice = Tables.from_rows({"articles": rows})
    assert samples.sample(twice, 9, of="articles").population == 1
    both = samples.sample(twice, 9, of="articles", copies="keep")
    assert len({one.id for one in both.drawn}) == 2
    assert len({one.unit.key for one in both.drawn}) == 1


def test_what_cannot_be_drawn_is_told(tables: Tables, tmp_path: Path) -> None:
    with pytest.raises(samples.SampleError, match="no column 'paper' to stratify by; the columns are"):
        samples.sample(tables, 5, stratify=["paper"])
    with pytest.raises(samples.SampleError, match="makes 4 strata, more than the 3 rows"):
        samples.sample(tables, 3, stratify=["article"])
    with pytest.raises(samples.SampleError, match="the tables have no statements"):
        samples.sample(Tables.from_rows({}), 3)
    with pytest.raises(samples.SampleError, match="--n is 0"):
        samples.sample(tables, 0)
    (tmp_path / "x.jsonl").write_text("{}\n")
    with pytest.raises(samples.SampleError, match="is no sample"):
        samples.read(tmp_path / "x.jsonl")
    drawn = samples.sample(tables, 3)
    samples.write(drawn, tmp_path / "s.jsonl")
    lines = (tmp_path / "s.jsonl").read_text(encoding="utf-8").split("\n")
    (tmp_path / "s.jsonl").write_text("\n".join([lines[0], lines[1], lines[2][:50]]), encoding="utf-8")
    with pytest.raises(samples.SampleError, match=r"s\.jsonl, line 3: is damaged"):
        samples.read(tmp_path / "s.jsonl")


def test_a_row_is_known_again_in_other_tables_of_the_same_text(tables: Tables) -> None:
    other = annotate(Corpus(tuple(Article(f"b{n}", text) for n, (_, text) in enumerate(STORIES))))
    again = found_again(other, "statements")
    for one in samples.sample(tables, 50).drawn:
        assert again[one.unit.key].machine == one.unit.machine


def test_tables_of_an_older_version_lack_columns_and_are_read(tables: Tables, tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    from framing.exchange.shelved import tables_in
    from framing.tables import write

    write(tables, tmp_path)
    place = tmp_path / "sources.parquet"
    pq.write_table(pq.read_table(place).drop_columns(["own_affiliation"]), place)
    (tmp_path / "corrections.parquet").unlink()
    found = tables_in(tmp_path)
    assert found.sources["own_affiliation"].isna().all()
    assert samples.sample(found, 5, of="sources") == samples.sample(tables, 5, of="sources")
    assert len(found.hedges) == 0  # nobody is asked about them
