"""Texts with gaps in QTI 1.2: [name] stands where the response of that name is filled in."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from content.items.interchange.finishing import CLOZE_STEM
from content.items.interchange.qti.drafts import ItemRefused
from content.items.interchange.qti.gap_points import whole_points
from content.items.interchange.qti.shares import Shares
from content.items.interchange.qti.v1.choosing import options
from content.items.interchange.qti.v1.presenting import Asked, choice_text
from content.items.interchange.qti.v1.processing import Test
from content.items.interchange.qti.v1.quizitems import Kept, QuizItem
from content.items.interchange.qti.v1.writing_in import short_text
from content.items.wording import Wording as _

BLANKS = "fill_in_multiple_blanks_question"
# Points that are parts of 100, cut after two places, are equal parts.
_NEAR = Fraction(2, 100)
_CHOSEN = ("dropdown", "wordbank")
_WRITTEN = {"Equivalence": False, "TextEquivalence": False, "TextInChoices": False, "TextCloseEnough": True}


def read_gaps(item: QuizItem, asked: list[Asked]) -> Kept:
    text, gaps = item.stem, []
    points = equal_parts([_points(item, one) for one in asked])
    for one, worth in zip(asked, points, strict=True):
        hole = _hole(text, one)
        gap_id = item.ids.draw(one.ident)
        text = text.replace(hole, f"[[{gap_id}]]")
        gaps.append({"id": gap_id, "points": worth, "interaction": _gap(item, one)})
    return Kept("cloze", {"text": text, "gaps": whole_points(gaps)}, stem=CLOZE_STEM)


def _hole(text: str, asked: Asked) -> str:
    """Where the gap stands: [name], by the label of the response or by its ident."""
    for name in (asked.label, asked.ident.removeprefix("response_")):
        if name and text.count(f"[{name}]") == 1:
            return f"[{name}]"
    raise ItemRefused(
        _("The gap %(name)s does not stand in the text just once.", name=asked.ident), asked.node
    )


def equal_parts(points: list[Fraction]) -> list[Fraction]:
    """Return the points, as 1 each where they differ by their rounding at most."""
    return [Fraction(1)] * len(points) if max(points) - min(points) <= _NEAR else points


def _points(item: QuizItem, asked: Asked) -> Fraction:
    earned = [c.points or Fraction(0) for c in item.processing.scoring() if _is_of(c.tests, asked)]
    if not earned or max(earned) <= 0:
        raise ItemRefused(_("No answer earns any points in the gap %(name)s.", name=asked.ident), asked.node)
    return max(earned)


def _is_of(tests: Sequence[Test], asked: Asked) -> bool:
    return any(test.response == asked.ident for test in tests)


def _gap(item: QuizItem, asked: Asked) -> dict[str, Any]:
    answer_types = {choice.node.get("answer_type") for choice in asked.choices}
    is_written = item.kind == BLANKS and not answer_types & set(_CHOSEN)
    paid = _paid(item, asked)
    if not is_written:
        most = max(paid.values())
        shares = Shares({ident: value / most for ident, value in paid.items()}, most, is_single=True)
        is_weighed = not shares.is_plain()
        found = options(item, asked, shares, is_weighed=is_weighed, scope=f"{asked.ident}/")
        return {"type": "single_choice", "options": found} | ({"grading": "weights"} if is_weighed else {})
    ways = {choice.node.get("scoring_algorithm") or "TextEquivalence" for choice in asked.choices}
    if not ways <= _WRITTEN.keys():
        raise ItemRefused(
            _("Texts are compared in a way that cannot be kept: %(how)s.", how=", ".join(ways)), asked.node
        )
    # All that is listed in such a gap is an answer, though the file gives points for the first alone.
    accepted = {choice_text(choice): Fraction(1) for choice in asked.choices}
    content = short_text(item, asked.ident, accepted, is_case_sensitive=False)
    return {"type": "short_text"} | content | {"distance": any(_WRITTEN[way] for way in ways)}


def _paid(item: QuizItem, asked: Asked) -> dict[str, Fraction]:
    """What each choice earns; the file names it by its ident or by its text."""
    paid = {choice.ident: Fraction(0) for choice in asked.choices}
    idents = {choice.text: choice.ident for choice in asked.choices} | {ident: ident for ident in paid}
    for condition in item.processing.scoring():
        tests = condition.tests
        if not _is_of(tests, asked):
            continue
        known = all(test.response == asked.ident and test.value in idents for test in tests)
        if not known or any(test.kind != "varequal" or test.is_not for test in tests):
            raise ItemRefused(_("One of its conditions asks for more than its choices."), condition.node)
        for ident in (idents[test.value] for test in tests):
            paid[ident] = max(paid[ident], condition.points or Fraction(0))
    return paid
