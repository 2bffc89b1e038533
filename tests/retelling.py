"""Tables of one short article whose statements are written by hand, for tests of what is told of it."""

from framing.tables import Tables


def tables(text, statements=(), accusations=(), headline=""):
    rows = [
        {
            "article_id": "a",
            "statement_id": n,
            "kind": "indirect",
            "score": 0.9,
            "made": True,
            "speaker_type": "organisation",
            **row,
        }
        for n, row in enumerate(statements)
    ]
    sources = [
        {"article_id": "a", "speaker": row["speaker"], "affiliation": "business", "statements": 1, "named": True,
         "share": 0.9, "speaker_type": row["speaker_type"]}
        for row in rows if row.get("speaker")
    ]  # fmt: skip
    start = len(headline) + 2 if headline else 0
    regions = [{"article_id": "a", "region": "body", "start": start, "end": len(text)}]
    if headline:
        regions.append({"article_id": "a", "region": "headline", "start": 0, "end": len(headline)})
    charges = [
        {
            "article_id": "a",
            "accusation_id": n,
            "kind": "accuses",
            "voice": "journalist",
            "reply": "none",
            **row,
        }
        for n, row in enumerate(accusations)
    ]
    return Tables.from_rows({
        "articles": [{"article_id": "a", "text": text, "words": len(text.split()), "headline": headline or None}],
        "regions": regions, "statements": rows, "sources": sources, "accusations": charges,
    })  # fmt: skip


def said(text, source, cue, content, **more):
    at = text.index(f"{cue} {content}")
    begin = text.rindex(source, 0, at) if source else None
    inside = at + len(cue) + 1
    return {
        "source_start": begin, "source_end": begin + len(source) if source else None, "cue_start": at,
        "cue_end": at + len(cue), "content": [{"start": inside, "end": inside + len(content)}], **more,
    }  # fmt: skip
