"""What a page may hold: an allowlist for the markup of notebook outputs, enforced by nh3 (ammonia, html5ever)."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

if TYPE_CHECKING:
    import nh3

_HTML = frozenset(
    "a abbr address article aside b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt "
    "em fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr i img input ins kbd label legend li main "
    "mark meter nav ol optgroup option output p pre progress q rp rt ruby s samp section select small span strong sub "
    "summary sup table tbody td textarea tfoot th thead time tr u ul var wbr button".split()
)
_SVG = frozenset(
    "svg g path circle ellipse line polygon polyline rect text tspan textPath title desc defs use symbol marker "
    "pattern clipPath mask linearGradient radialGradient stop".split()
)
_EVERYWHERE = frozenset(
    "class id dir lang title role tabindex hidden style width height align valign".split()
)
_OF_TAG = {
    "a": "href download", "img": "src alt", "input": "type name value checked autocomplete placeholder disabled min "
    "max step", "label": "for", "option": "value selected", "select": "name", "td": "colspan rowspan headers", "th":
    "colspan rowspan scope headers abbr", "col": "span", "ol": "start reversed type", "time": "datetime", "details":
    "open name", "button": "type disabled", "form": "method", "meter": "value min max low high optimum", "progress":
    "value max", "textarea": "name rows cols placeholder", "blockquote": "cite", "q": "cite", "li": "value",
}  # fmt: skip
_OF_SVG = frozenset(
    "viewBox preserveAspectRatio x y x1 y1 x2 y2 cx cy r rx ry d points transform fill fill-opacity fill-rule stroke "
    "stroke-width stroke-opacity stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit "
    "opacity clip-path clip-rule clipPathUnits mask markerWidth markerHeight markerUnits orient refX refY marker-start "
    "marker-mid marker-end patternUnits patternContentUnits patternTransform gradientUnits gradientTransform offset "
    "stop-color stop-opacity font-size font-family font-weight font-style text-anchor dominant-baseline "
    "alignment-baseline dx dy rotate textLength lengthAdjust startOffset href visibility display version color "
    "letter-spacing paint-order vector-effect xml:space xmlns".split()
)
_PICTURE = re.compile(r"data:image/(?:png|jpe?g|gif|webp|svg\+xml)[;,]", re.IGNORECASE)
_DOWNLOAD = re.compile(
    r"data:(?:text/csv|text/plain|application/json|image/(?:png|svg\+xml))[;,]", re.IGNORECASE
)
_FETCHED = re.compile(r"@import|expression\s*\(|url\(\s*(?![\"']?#)|\\", re.IGNORECASE)
_ATTRIBUTES = r'(?:\s[^\s=>"]+="[^"]*")*'
_PICTURES = re.compile(rf"<img({_ATTRIBUTES})>")
_EMPTY = re.compile(rf"<(path|use|rect|circle|ellipse|line|polyline|polygon|stop)({_ATTRIBUTES})></\1>")


def _kept(tag: str, attribute: str, value: str) -> str | None:
    """The value of an attribute that may stay: no fetched pictures or styles, links out only by a click."""
    if attribute == "style":
        return None if _FETCHED.search(value) else value
    if attribute == "src":
        return value if _PICTURE.match(value.strip()) else None
    if attribute in ("href", "cite"):
        address = value.strip()
        if tag not in ("a", "blockquote", "q"):
            return value if address.startswith("#") else None
        return value if not address.lower().startswith("data:") or _DOWNLOAD.match(address) else None
    if attribute in ("clip-path", "mask", "fill", "stroke", "marker-start", "marker-mid", "marker-end"):
        return None if _FETCHED.search(value) else value
    return value


@lru_cache(maxsize=1)
def _cleaner() -> nh3.Cleaner:
    import nh3

    attributes: dict[str, set[str]] = {"*": set(_EVERYWHERE)}
    attributes |= {tag: set(names.split()) for tag, names in _OF_TAG.items()}
    for tag in _SVG:
        attributes[tag] = set(_OF_SVG)
    return nh3.Cleaner(
        tags=set(_HTML | _SVG),
        clean_content_tags={"script", "style", "iframe", "object", "embed", "template", "noscript", "math"},
        attributes=attributes,
        attribute_filter=_kept,
        generic_attribute_prefixes={"aria-", "data-"},
        url_schemes={"http", "https", "mailto", "data"},
        link_rel=None,
        strip_comments=True,
    )


def clean(html: str) -> str:
    """Markup without anything that runs or is fetched: scripts, handlers, frames, pictures and styles from elsewhere.

    Args:
        html: any string; broken markup is read as a browser would.

    Example:
        >>> clean('<p>1</p><script>x()</script><img/onerror=x() src="https://example.org/a.png" alt="A">')
        '<p>1</p><span class="muted">[picture not included: A]</span>'
    """
    return _EMPTY.sub(r"<\1\2/>", _PICTURES.sub(_left_out, _cleaner().clean(html)))


def _left_out(picture: re.Match[str]) -> str:
    if ' src="' in picture[1]:
        return picture.group()
    alt = re.search(r'alt="([^"]+)"', picture[1])
    return f'<span class="muted">[picture not included{": " + alt[1] if alt else ""}]</span>'


def policy(scripts: tuple[str, ...] = (), *, forms: bool = False) -> str:
    """The content security policy of a page, as a meta element.

    Nothing is fetched from anywhere; of scripts, only those run whose text is given; no handler in the markup runs.

    Args:
        scripts: the text of each inline script, exactly as it stands between its tags.
        forms: whether forms may be sent, to where the page came from.

    Example:
        >>> "script-src 'none'" in policy(), "sha256-" in policy(("x()",))
        (True, True)
    """
    import base64
    import hashlib

    hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in scripts]
    allowed = " ".join(f"'sha256-{one}'" for one in hashes) or "'none'"
    rules: dict[str, Any] = {
        "default-src": "'none'", "script-src": allowed, "style-src": "'unsafe-inline'", "img-src": "data:",
        "font-src": "data:", "base-uri": "'none'", "form-action": "'self'" if forms else "'none'",
    }  # fmt: skip
    content = "; ".join(f"{name} {value}" for name, value in rules.items())
    return f'<meta http-equiv="Content-Security-Policy" content="{escape(content, quote=False)}">'


def embedded(data: Any) -> Markup:
    """Data as JSON that may stand in a script element: nothing in it can end the element.

    Example:
        >>> print(embedded({"text": "</script>"}))
        {"text":"\\u003c/script>"}
    """
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for letter in "<\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return Markup(text)
