"""The list of public names is what the code says."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

DOCS = Path(__file__).parents[1] / "docs"


def test_the_list_of_public_names_is_new():
    spec = spec_from_file_location("api", DOCS / "api.py")
    made = module_from_spec(spec)
    spec.loader.exec_module(made)
    page = made.page()
    assert (DOCS / "api.md").read_text(encoding="utf-8") == page, "run python docs/api.py"
    bare = [line for line in page.splitlines() if line.startswith("- ") and " – " not in line]
    assert not bare, "public names need a line that says what they are for"
