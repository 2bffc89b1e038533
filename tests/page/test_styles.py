"""A page carries the rules that it can use, and no other."""

from __future__ import annotations

import pytest

from framing.page.styles import used
from framing.show.style import stylesheet


@pytest.mark.parametrize(
    ("css", "markup", "script", "kept"),
    [
        (".a{x:1}.b{x:2}", '<p class="a">', "", ".a{x:1}"),
        (".a .b{x:1}", '<p class="a">', "", ""),
        (".a,.b{x:1}", '<p class="b">', "", ".b{x:1}"),
        (".a:not(.b){x:1}", "<p class=a>", "", ".a:not(.b){x:1}"),
        ("p:has(.b){x:1}", "<p class=a>", "", ""),
        (".a:is(.b,.c){x:1}", '<p class="a">', "", ""),
        (".a:is(.b,.c){x:1}", '<p class="a c">', "", ".a:is(.b,.c){x:1}"),
        (":is(.b .c,i){x:1}", "<i>", "", ":is(.b .c,i){x:1}"),
        (".late{x:1}", "<p>", 'e.classList.add("late")', ".late{x:1}"),
        (".late{x:1}", "<p>", "late=1", ""),
        ("p,td:hover{x:1}#a{x:2}", "<i>", "", "p,td:hover{x:1}\n#a{x:2}"),
        ("@media print{.a{x:1}}", "<p>", "", ""),
        ("@media print{.a{x:1}.b{x:2}}", '<p class="b">', "", "@media print{.b{x:2}\n}"),
        ("@page{margin:1mm}", "", "", "@page{margin:1mm}"),
        (":root{--k:red;--l:blue}p{color:var(--l)}", "<p>", "", ":root{--l:blue}\np{color:var(--l)}"),
        (":root{--k:red}", '<p style="color:var(--k)">', "", ":root{--k:red}"),
    ],
)  # fmt: skip
def test_what_a_page_can_use_stays(css, markup, script, kept):
    assert used(css, markup, script) == kept


def test_a_bare_page_has_a_fraction_of_the_suites_style():
    whole = stylesheet()
    bare = used(whole, "<h1>A</h1><p>B</p>")
    assert len(bare) < len(whole) / 3
    assert "h1{" in bare
    assert ".duel" not in bare
