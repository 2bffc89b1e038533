"""Write docs/variables.md, the codebook of every column of every table: python docs/variables.py

The columns are those of the schemas, the words stand in `src/framing/resources/exchange/variables.csv`; the same
codebook lies beside each export as CSV, Excel or Stata.
"""

from __future__ import annotations

from pathlib import Path

from framing.exchange.variables import as_markdown, codebook

HERE = Path(__file__).parent
_FIRST = """
Made by `python docs/variables.py` from the schemas. How people code sources, accusations and replies is told in
[codebook.md](codebook.md). Every table that has `article_id` can be joined with `articles`, which also carries the
input's own columns under their own names. Places are offsets into `articles.text`, in Unicode code points, the end
exclusive: `text[start:end]`.
"""


def page() -> str:
    """The whole codebook as Markdown."""
    head, _, rest = as_markdown(codebook(), "Variables").partition("\n")
    return f"{head}\n{_FIRST}{rest}"


if __name__ == "__main__":
    (HERE / "variables.md").write_text(page(), encoding="utf-8")
