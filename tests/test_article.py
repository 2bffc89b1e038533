import pytest

from framing.article import Article, Corpus, Region, Span


def test_a_span_cannot_run_backwards() -> None:
    with pytest.raises(ValueError, match="start=5, end=2"):
        Span(5, 2)


def test_a_region_needs_a_known_name() -> None:
    with pytest.raises(ValueError, match="allowed are headline"):
        Region("footer", 0, 1)


@pytest.mark.parametrize("regions", [(Region("body", 0, 9),), (Region("body", 0, 3), Region("date", 2, 4))])
def test_regions_stay_inside_the_text_and_apart(regions: tuple[Region, ...]) -> None:
    with pytest.raises(ValueError, match="article 'a'"):
        Article("a", "Rain.", regions=regions)


def test_a_corpus_is_read_by_place_slice_and_id() -> None:
    corpus = Corpus(tuple(Article(str(n), "Rain.") for n in range(4)))
    assert corpus[1].id == "1"
    assert [a.id for a in corpus[2:]] == ["2", "3"]
    assert corpus["3"] is corpus[-1]
    with pytest.raises(KeyError, match="no article 'x'"):
        corpus["x"]


def test_a_notebook_draws_an_article() -> None:
    drawn = Article("a", "The mayor said it rained.")._repr_html_()
    assert '<div class="fr">' in drawn
    assert "it rained" in drawn
