"""What a page may hold: nothing that runs, nothing that is fetched, in Chromium as in the markup."""

from __future__ import annotations

import re
import shutil
import time

import nbformat
import pytest

from framing.page.clean import clean, policy
from framing.page.page import to_html

RUNS = "window.ran=(window.ran||0)+1"
HEADS = (
    "",
    '<div class="fr"><style data-fr>a{}</style>',
)  # the second begins like a piece of the suite's own
_HANDLERS = [
    "<img/onerror={0} src=x>", "<img src=x onerror={0}>", "<IMG SRC=x ONERROR={0}>", "<img\tsrc=x\nonerror={0}>",
    "<img src='x'onerror={0}>", '<img src="x" onerror="{0}" ', "<svg/onload={0}>", "<svg onload={0}>",
    "<svg><g/onload={0}></svg>", "<svg><animate onbegin={0} attributeName=x dur=1s>", "<body onload={0}>",
    "<details open ontoggle={0}>x", "<input autofocus onfocus={0}>", "<select autofocus onfocus={0}>",
    "<textarea autofocus onfocus={0}>", "<video><source onerror={0}></video>", "<video src=x onerror={0}>",
    "<audio src=x onerror={0}>", "<marquee onstart={0}>", "<iframe onload={0}></iframe>", "<p onmouseover={0}>x",
    "<a onclick={0}>x</a>", "<div onpointerenter={0} style=position:fixed;inset:0>x</div>", "<x onclick={0}>x</x>",
    "<keygen autofocus onfocus={0}>", "<meter onmouseover={0}>0</meter>", "<style onload={0}></style>",
    "<link rel=stylesheet href=x onerror={0}>", "<object data=x onerror={0}>", "<embed src=x onload={0}>",
    "<form><button formaction=javascript:{0}>x</button></form>", "<isindex type=image src=1 onerror={0}>",
    "<table background=x onerror={0}>", "<math><mtext onclick={0}>x", "<p style='animation:x' onanimationstart={0}>",
    "<img src=`x`onerror={0}>", "<img src=x:x onerror={0}//>", "<!--><img src=x onerror={0}>-->",
    "<<img src=x onerror={0}>", "<img src=x onerror={0}", "<p/onclick={0}/>x", "<b\x0conclick={0}>x</b>",
]  # fmt: skip
_SCRIPTS = [
    "<script>{0}</script>", "<SCRIPT>{0}</SCRIPT>", "<script >{0}</script >", "<script\n>{0}</script\n>",
    "<script/x>{0}</script>",
    "<scr<script></script>ipt>{0}</script>", "<<script>{0}//<</script>", "<svg><script>{0}</script></svg>",
    "<svg><script xlink:href='data:,{0}'/></svg>", "<math><script>{0}</script></math>", "<script>{0}",
    "<script type=module>{0}</script>", "<noscript><p title='</noscript><script>{0}</script>'></noscript>",
    "<template><script>{0}</script></template>", "<title><script>{0}</script></title>",
    "<textarea></textarea><script>{0}</script>", "<xmp><script>{0}</script></xmp>",
    "<p>a</p><script>{0}</script\x00>",
    "<style><!--</style><script>{0}</script>-->", "<iframe srcdoc='<script>parent.{0}</script>'></iframe>",
    "<select><script>{0}</script></select>", "<svg></p><style><a id='</style><img src=1 onerror={0}>'>",
    "<math><mi></mi><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror={0}&gt;'>",
    "<form><math><mtext></form><form><mglyph><style></math><img src=x onerror={0}>",
]  # fmt: skip
_ADDRESSES = [
    "<a href='javascript:{0}'>x</a>", "<a href='JaVaScRiPt:{0}'>x</a>", "<a href='java\tscript:{0}'>x</a>",
    "<a href='&#106;avascript:{0}'>x</a>", "<a href=' javascript:{0}'>x</a>", "<a href='vbscript:{0}'>x</a>",
    "<a href='data:text/html,<script>{0}</script>'>x</a>",
    "<svg><a xlink:href='javascript:{0}'><text y=9>x</text></a></svg>",
    "<svg><use href='data:image/svg+xml,<svg id=x onload={0}>#x'/></svg>", "<iframe src='javascript:{0}'></iframe>",
    "<object data='javascript:{0}'></object>", "<embed src='javascript:{0}'>",
    "<form action='javascript:{0}'><input type=submit>",
    "<meta http-equiv=refresh content='0;url=javascript:{0}'>", "<base href='javascript:{0}//'><a href=x>x</a>",
    "<math href='javascript:{0}'>x</math>", "<img src='javascript:{0}'>", "<svg><image href='javascript:{0}'/></svg>",
    "<svg><set attributeName=href to='javascript:{0}'/></svg>", "<p style='background:url(javascript:{0})'>x</p>",
]  # fmt: skip
PAYLOADS = [
    head + shape.replace("{0}", RUNS) for head in HEADS for shape in (*_HANDLERS, *_SCRIPTS, *_ADDRESSES)
]
FAR = [
    "<img src=https://far.example/a.png>", "<img src=//far.example/a.png>",
    "<img srcset='https://far.example/a.png 1x'>",
    "<video poster=https://far.example/a.png></video>", "<p style='background:url(https://far.example/a)'>x</p>",
    "<style>@import 'https://far.example/a.css'</style>", "<link rel=stylesheet href=https://far.example/a.css>",
    "<svg><image href=https://far.example/a.png /></svg>", "<svg><use href=https://far.example/a.svg#x /></svg>",
    "<svg><rect fill='url(https://far.example/a.svg#x)'/></svg>",
    "<table background=https://far.example/a.png></table>",
    r"<p style='background:\75rl(https://far.example/a)'>x</p>", "<input type=image src=https://far.example/a.png>",
]  # fmt: skip


def notebook(*pieces):
    outputs = [nbformat.v4.new_output("display_data", data={"text/html": piece}) for piece in pieces]
    cells = [nbformat.v4.new_markdown_cell(f"# {pieces[0]}\n\n{pieces[-1]}")]
    return nbformat.v4.new_notebook(cells=[*cells, nbformat.v4.new_code_cell("x", outputs=outputs)])


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_that_runs_is_left(payload):
    made = clean(payload)
    tags = re.findall(r"<[^>]*>", made)
    assert not any(re.search(r"\s/?on\w+\s*=", tag, re.IGNORECASE) for tag in tags)
    assert not any(
        re.match(r"<(?:script|iframe|object|embed|style|link|meta|base)\b", tag, re.I) for tag in tags
    )
    assert not re.search(
        r'(?:href|src|action|data)="\s*(?:javascript|vbscript|data:text/html)', made, re.IGNORECASE
    )
    assert clean(made) == made


@pytest.mark.parametrize("far", FAR)
def test_nothing_is_fetched(far):
    assert "far.example" not in clean(far)


def test_what_pages_are_made_of_is_left():
    for kept in (
        '<figure class="fig"><svg viewBox="0 0 2 2" role="img" aria-label="A"><path d="M0 0H1" style="fill:url(#p)"/>'
        '<clipPath id="c"></clipPath><use href="#u" x="1"/></svg></figure>',
        '<img src="data:image/png;base64,AAAA" alt="A">',
        '<a href="data/rows.csv" download="">CSV</a> <a href="https://news.example/a">the page</a>',
        '<td class="n" data-l="Words" colspan="2"></td>'.join(
            ("<table><tbody><tr>", "</tr></tbody></table>")
        ),
        '<p dir="rtl" lang="ar">نص &lt;b&gt; &amp; &nbsp;</p>',
    ):
        assert clean(kept) == kept


def test_broken_markup_is_read_in_no_time():
    began = time.perf_counter()
    clean("<img " * 10_000)
    clean("<div>" * 10_000)
    assert time.perf_counter() - began < 5


def test_only_the_pages_own_script_may_run():
    assert "script-src 'sha256-" in policy(("x()",))
    html = to_html(notebook("<p>1</p>"))
    [script] = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    assert policy((script,)) in html
    assert html.index("Content-Security-Policy") < html.index("<style>")


CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip


@pytest.mark.browser
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
def test_nothing_runs_in_a_browser(tmp_path):
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    target = tmp_path / "page.html"
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        tab = browser.new_page()
        fetched: list[str] = []
        refused: list[str] = []
        tab.on("request", lambda request: fetched.append(request.url))
        tab.on(
            "console",
            lambda said: refused.append(said.text) if "Content Security Policy" in said.text else None,
        )
        for pieces in (PAYLOADS, FAR, [f"{payload}</div>" for payload in PAYLOADS[len(PAYLOADS) // 2 :]]):
            target.write_text(to_html(notebook(*pieces)), encoding="utf-8")
            tab.goto(target.as_uri())
            tab.wait_for_timeout(100)
            assert tab.evaluate("window.ran") is None
        assert [url for url in fetched if not url.startswith(("file:", "data:"))] == []
        assert refused == []  # nothing was left for the policy to stop
        # The policy stops by itself what would get past the cleaning.
        html = target.read_text(encoding="utf-8").replace("</main>", f"<img src=x onerror='{RUNS}'></main>")
        target.write_text(html.replace("</footer>", f"</footer><script>{RUNS}</script>"), encoding="utf-8")
        tab.goto(target.as_uri())
        tab.wait_for_timeout(100)
        assert tab.evaluate("window.ran") is None
        assert refused
        browser.close()
