"""The only door for HTML: whatever is stored or shown as markup has passed here."""

import html as entities
import re

import bleach
import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

# What rich text may hold is what the style sheets dress.
BLOCK_TAGS = {"p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "br", "hr"}
INLINE_TAGS = {"b", "strong", "i", "em", "sub", "sup", "code"}
# Wagtail stores a link to a page as <a linktype="page" id="3"> and resolves it when shown.
ATTRIBUTES = {"a": {"href", "linktype", "id"}}
SCHEMES = {"http", "https", "mailto", "tel"}

# A tag as the cleaner writes it: its attributes are quoted, and may hold anything but a quote.
_TAG = re.compile(r'(<(?:"[^"]*"|[^">])*>)')


def clean_html(html: str) -> str:
    """Return the markup that rich text may hold; scripts, styles and unknown tags are gone."""
    return nh3.clean(
        html,
        tags=BLOCK_TAGS | INLINE_TAGS | {"a"},
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel=None,
    )


def clean_inline(html: str) -> str:
    """Return the text with its emphasis alone, for places that hold one line."""
    return nh3.clean(html, tags=INLINE_TAGS, attributes={}, link_rel=None)


def clean_around(html: str, mark: re.Pattern[str]) -> list[str]:
    """Return clean rich text cut at its marks: text, mark, text, …, text.

    It is cleaned as a whole and cut then, so that what opens in one piece and closes in the next stays
    balanced once they are joined again. A mark inside of a tag is no mark.
    """
    pieces = [""]
    for part in _TAG.split(clean_html(html)):
        if part.startswith("<"):
            pieces[-1] += part
            continue
        end = 0
        for found in mark.finditer(part):
            pieces[-1] += part[end : found.start()]
            pieces += [found[0], ""]
            end = found.end()
        pieces[-1] += part[end:]
    return pieces


def plain_text(html: str) -> str:
    """Return what a reader would read, in one line; a value, not markup: escape it to show it."""
    spaced = re.sub(r"<(?=/?(?:p|h\d|li|ul|ol|blockquote|br|hr|div|t[dhr])\b)", " <", html)
    return " ".join(entities.unescape(nh3.clean(spaced, tags=set())).split())


def link_plain_text(text: str) -> SafeString:
    """Return plain text as markup in which web addresses are links; nothing else becomes markup."""
    linked = bleach.linkify(escape(text), callbacks=[], parse_email=False)
    # nh3 has the last word on every string, and sets rel on each link.
    safe = nh3.clean(
        linked,
        tags={"a"},
        attributes={"a": {"href"}},
        url_schemes={"http", "https"},
        link_rel="nofollow noopener",
    )
    return mark_safe(safe)  # noqa: S308 - cleaned in the line above


# What a reader would miss; other tags that are not known here only dress their text.
MISSED = {
    "audio",
    "canvas",
    "embed",
    "form",
    "iframe",
    "img",
    "math",
    "object",
    "pre",
    "svg",
    "table",
    "video",
}


def left_out(html: str) -> list[str]:
    """Return the names of what clean_html drops and a reader would miss, in order."""
    return sorted(MISSED & set(re.findall(r"<([a-z]+)\b", html.lower())))
