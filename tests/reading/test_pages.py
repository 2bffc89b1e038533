"""Saved pages: whose date and whose name it is."""

from __future__ import annotations

import pytest

from framing.reading import read

P = "<p>The council closed the old bridge on Tuesday after engineers reported new cracks in two of the pillars.</p>"
Q = "<p>Residents accused the council of having ignored their warnings for years, one of them loudly.</p>"
TWEET = (
    '<blockquote class="twitter-tweet"><p>A disgrace.</p>&mdash; Jan Vos (@janvos) May 4, 2024</blockquote>'
)
POST = '<blockquote class="instagram-media"><p>A post shared by Jan Vos (@janvos) on May 4, 2024</p></blockquote>'
RELATED = '<div class="related"><a href="/x">Old</a> <time datetime="2019-01-01">1 January 2019</time></div>'
UPDATED = '<p>Updated <time datetime="2024-05-06"></time></p>'


def page(tmp_path, inner, foot="", head=""):
    title = "Bridge closed after inspection"
    (tmp_path / "case.html").write_text(
        f'<!DOCTYPE html><html lang="en"><head><title>{title}</title>{head}</head><body><main><article><h1>{title}</h1>'
        f"{inner}</article></main><footer>{foot}</footer></body></html>"
    )
    return read(tmp_path / "case.html")[0]


@pytest.mark.parametrize(
    ("inner", "foot"),
    [
        (P + Q, "Copyright 2024 Example Media"),
        (P + Q, "© 2019-2024 Example Media Ltd"),
        (P + TWEET + Q, ""),
        (P + POST + Q, ""),
        (P + Q + "<p>This article was amended on 4 May 2024 to correct a name.</p>", ""),
        (P + RELATED + Q, ""),
        ("<p>The bridge was opened on 4 May 1904.</p>" + P + Q, ""),
    ],
)  # fmt: skip
def test_a_date_that_is_not_the_articles_is_none(tmp_path, inner, foot):
    article = page(tmp_path, inner, foot)
    assert (article.published, article.byline, article.published_from) == (None, (), None)


@pytest.mark.parametrize(
    ("inner", "head", "origin"),
    [
        (P + Q, '<meta property="article:published_time" content="2024-05-04T10:00:00Z">', "page: its metadata"),
        ('<div class="meta">By Ana Diaz | May 4, 2024</div>' + P + Q, "", "page: date line"),
        ('<time datetime="2024-05-04">4 May</time>' + P + Q, "", "page: time"),
        (UPDATED + '<time datetime="2024-05-04"></time>' + P + Q, "", "page: time"),
        (P + Q, '<link rel="canonical" href="https://fenwick.example/2024/may/04/bridge">', "page: its address"),
    ],
)  # fmt: skip
def test_the_articles_own_date_and_where_it_stands(tmp_path, inner, head, origin):
    article = page(tmp_path, inner, head=head)
    assert article.published.strftime("%Y-%m-%d") == "2024-05-04"
    assert article.published_from == origin


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Ana Diaz, Senior Reporter", ("Ana Diaz",)),
        ("By Ana Diaz and Bo Li, political correspondents", ("Ana Diaz", "Bo Li")),
        ("Jan Vos, @janvos", ("Jan Vos",)),
        ("By admin", ()),
    ],
)
def test_jobs_and_accounts_are_no_authors(tmp_path, line, byline):
    assert page(tmp_path, f'<p class="byline">{line}</p>{P}{Q}').byline == byline


def test_a_declared_date_that_cannot_be_read_is_null_and_said(tmp_path):
    head = '<meta property="article:published_time" content="some time ago">'
    article = page(tmp_path, f'<time datetime="2024-05-04">4 May</time>{P}{Q}', head=head)
    assert article.published is None
    assert article.published_from == "page: its metadata (cannot be read)"
