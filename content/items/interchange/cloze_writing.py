"""Writing cloze text as Moodle has it."""

import html as entities
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from content.items.interactions.cloze import GAP
from content.items.interchange.answers import EXACT, plain
from content.items.interchange.credit import LISTED, percent
from content.items.interchange.holding import Unwritable
from content.items.terms import Content
from content.items.wording import Wording as _

Listed = tuple[str | Fraction, str, str]


def cloze_text(content: Content) -> str:
    """Return the HTML of a cloze with each gap written out; raise Unwritable."""
    if content.get("grading") == "all_or_nothing":
        raise Unwritable(_("Moodle has no place for “all or nothing” in a text with gaps."))
    gaps = {gap["id"]: gap for gap in content["gaps"]}
    # In one go: what stands in a gap may look like another.
    return GAP.sub(lambda found: _gap(gaps[found[1]]) if found[1] in gaps else found[0], content["text"])


def _gap(gap: Mapping[str, Any]) -> str:
    kind, listed = _KINDS[gap["interaction"]["type"]](gap["interaction"])
    answers = "~".join(_answer(*answer) for answer in listed)
    return f"{{{gap['points']}:{kind}:{answers}}}"


def _answer(weight: str | Fraction, text: str, feedback: str) -> str:
    share = Fraction(weight)
    mark = (
        "=" if share == 1 else "" if share == 0 and not text.startswith(("=", "%")) else f"%{offered(share)}%"
    )
    said = f"#{_escaped(feedback)}" if feedback else ""
    return f"{mark}{_escaped(text)}{said}"


def _escaped(text: str) -> str:
    """Write plain text into HTML, where a backslash makes a sign text."""
    marked = re.sub(r"[\\~#{}]", r"\\\g<0>", text)
    return entities.escape(marked, quote=False).replace("\n", "<br>")


def offered(share: Fraction) -> str:
    """Return the share in per cent; raise Unwritable for one that Moodle does not offer."""
    if share not in LISTED:
        raise Unwritable(_("Moodle does not offer the share %(share)s.", share=str(share)))
    return percent(share)


def _choice(content: Content) -> tuple[str, list[Listed]]:
    return "MULTICHOICE", [
        (o.get("weight") or _whole(o["correct"]), o["text"], o["feedback"]) for o in content["options"]
    ]


def _whole(is_right: object) -> str:
    return "1" if is_right else "0"


def _short_text(content: Content) -> tuple[str, list[Listed]]:
    return "SHORTANSWER_C" if content.get("case_sensitive") else "SHORTANSWER", list(words(content))


def words(content: Content) -> Iterator[Listed]:
    """Yield the listed answers of a short text, asterisks being written as Moodle reads them."""
    listed: list[Listed] = [("1", text, "") for text in content["accept"]]
    listed += [(entry["weight"], entry["text"], entry["feedback"]) for entry in content.get("more", ())]
    listed += [("0", entry["match"], entry["feedback"]) for entry in content["wrong"]]
    for weight, text, feedback in listed:
        yield weight, text if content.get("wildcards") else text.replace("*", "\\*"), feedback


def _numeric(content: Content) -> tuple[str, list[Listed]]:
    return "NUMERICAL", [
        (weight, f"{value}:{tolerance}", feedback) for weight, value, tolerance, feedback in numbers(content)
    ]


def numbers(content: Content) -> Iterator[tuple[str, str, str, str]]:
    """Yield the listed numbers: share, value, tolerance and feedback; raise Unwritable."""
    value, tolerance = _accepted(content)
    yield "1", value, tolerance, content["feedback_correct"]
    for entry in content.get("more", ()):
        yield entry["weight"], *_around(entry["low"], entry["high"]), entry["feedback"]
    for wrong in content["wrong"]:
        yield "0", wrong["value"], "0", wrong["feedback"]


def _accepted(content: Content) -> tuple[str, str]:
    mode = content.get("mode", "nominal")
    if mode == "range":
        return _around(content["low"], content["high"])
    if mode == "relative":
        part = EXACT.multiply(Decimal(content["answer"]), Decimal(content["tolerance"]))
        return content["answer"], plain(abs(part))
    if mode == "nominal":
        return content["answer"], content["tolerance"]
    raise Unwritable(_("Moodle has no place for a tolerance of this kind."))


def _around(low: str, high: str) -> tuple[str, str]:
    """Return the middle of an interval, and how far it reaches to both sides."""
    half = Decimal("0.5")
    middle = EXACT.multiply(EXACT.add(Decimal(low), Decimal(high)), half)
    return plain(middle), plain(EXACT.multiply(EXACT.subtract(Decimal(high), Decimal(low)), half))


_KINDS = {"single_choice": _choice, "short_text": _short_text, "numeric": _numeric}
