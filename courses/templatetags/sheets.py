"""What the sheet of an item needs beside its rows: gaps in running text, words counted, the whole answer."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from content.cleaning import clean_around
from courses.quiz.rows import Gap
from courses.quiz.sheet import Sheet

register = template.Library()

GAP = re.compile(r"\[\[[a-z0-9]+\]\]")
# What must not begin a line because a gap stands before it.
CLOSING = re.compile(r"[.,;:!?)\]”’…%]+")


@dataclass(frozen=True)
class Piece:
    """Text with its markup, then a gap, if one follows, and what clings to it. answer: right in that gap."""

    html: SafeString
    gap: Gap | None = None
    closing: SafeString = SafeString("")
    answer: str = ""


@register.filter
def pieces(sheet: Sheet) -> list[Piece]:
    """Cut the text of a sheet at its gaps; together the pieces are the clean text."""
    return list(_pieces(sheet))


@register.filter
def answered_pieces(sheet: Sheet) -> list[Piece]:
    """Cut it likewise, with the right answer in each gap. The whole answer is to be seen."""
    answers = {gap["id"]: _answer(gap) for gap in (sheet.solution or {}).get("gaps", ())}
    return [replace(p, answer=answers.get(p.gap.id, "") if p.gap else "") for p in _pieces(sheet)]


@register.filter
def accepted_range(solution: Mapping[str, Any]) -> str:
    """Say how far from the right number a number may be; "" where it may not."""
    tolerance = Decimal(solution["tolerance"] or 0)
    match solution.get("mode", "nominal"):
        case "range":
            return _("from %(low)s to %(high)s") % {"low": solution["low"], "high": solution["high"]}
        case _ if not tolerance:
            return ""
        case "relative":
            return _("give or take %(share)s %%") % {"share": format((tolerance * 100).normalize(), "f")}
        case "geometric":
            return _("up to %(times)s times as much or as little") % {"times": 1 + tolerance}
        case _:
            return _("give or take %(amount)s") % {"amount": solution["tolerance"]}


@register.simple_tag
def word_limits(sheet: Sheet) -> str:
    """Say how many words are asked for; "" where it is left open."""
    fewest, most = sheet.limits
    if fewest and most:
        return _("Write %(fewest)s to %(most)s words.") % {"fewest": fewest, "most": most}
    if fewest:
        return _("Write %(fewest)s words or more.") % {"fewest": fewest}
    return _("Write %(most)s words at most.") % {"most": most} if most else ""


@register.inclusion_tag("courses/_word_count.html")
def word_count(sheet: Sheet, prefix: str) -> dict[str, Any]:
    """Count the words of what is written, and go on counting where a script may."""
    fewest, most = sheet.limits
    return {
        "field": f"{prefix}text",
        "words": len(sheet.value.split()),
        "fewest": fewest,
        "most": most,
    }


def _answer(gap: Mapping[str, Any]) -> str:
    match gap["type"]:
        case "single_choice":
            return next(str(o["text"]) for o in gap["options"] if o["id"] == gap["key"]["choice"])
        case "numeric":
            return f"{gap['answer']} {gap['unit']}".strip()
        case _:
            return " / ".join(gap["accept"])


def _pieces(sheet: Sheet) -> Iterator[Piece]:
    gaps = {f"[[{gap.id}]]": gap for gap in sheet.gaps}
    text, *rest = clean_around(sheet.text, GAP)
    for mark, following in zip(rest[::2], rest[1::2], strict=True):
        found = CLOSING.match(following)
        closing = found[0] if found else ""
        yield Piece(_safe(text), gaps.get(mark), _safe(closing))
        text = following.removeprefix(closing)
    yield Piece(_safe(text))


def _safe(cleaned: str) -> SafeString:
    return mark_safe(cleaned)  # noqa: S308 - a piece of what clean_around has cleaned
