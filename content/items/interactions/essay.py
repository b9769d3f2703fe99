"""Writing at length, marked by people with a rubric."""

from collections.abc import Iterator
from itertools import pairwise

from content.items.interactions.text import Written
from content.items.shapes import Optional, Shape
from content.items.terms import Content, Judge, Order, Problem, Response, View
from content.items.wording import Wording as _

MARKERS = (1, 2)


class Essay(Written):
    """One or two markers choose a level for each criterion, so it has no fraction of its own.

    levels: ascending in points, the first worth 0. min_words, max_words: what the learner should keep to;
    they are told and never enforced, since a draft that is refused would be lost.
    """

    content_shape: dict[str, Shape] = {
        "rubric": [{"id": str, "criterion": str, "levels": [{"points": int, "text": str}]}],
        "model_answer": str,
        "markers": int,
        "min_words": Optional(int),
        "max_words": Optional(int),
    }
    judged_by = Judge.PEOPLE
    limit = 20_000

    def problems(self, content: Content) -> Iterator[Problem]:
        if not content["rubric"]:
            yield Problem("rubric", _("Write at least one criterion to mark by."))
        for number, criterion in enumerate(content["rubric"]):
            if not criterion["criterion"].strip():
                yield Problem(f"rubric.{number}.criterion", _("Write what is looked at."))
            yield from _level_problems(f"rubric.{number}", [level["points"] for level in criterion["levels"]])
        if content["markers"] not in MARKERS:
            yield Problem("markers", _("Choose one marker or two."))
        yield from _limit_problems(content)

    def public(self, content: Content, order: Order) -> View:
        """The rubric is known beforehand by design, with all its levels; the model answer is not.

        min_words, max_words: None for no limit.
        """
        return {
            "rubric": _rubric(content),
            "min_words": content.get("min_words"),
            "max_words": content.get("max_words"),
        }

    def key(self, content: Content) -> Response:
        """A text to mark by; {} where the author wrote none."""
        return {"text": content["model_answer"]} if content["model_answer"].strip() else {}

    def fraction(self, content: Content, response: Response) -> None:
        return None

    def parts(self, content: Content, order: Order, response: Response) -> list[View]:
        return []

    def solution(self, content: Content, order: Order) -> View:
        return {"model_answer": content["model_answer"], "rubric": _rubric(content)}


def _rubric(content: Content) -> list[View]:
    return [
        {
            "id": criterion["id"],
            "criterion": criterion["criterion"],
            "levels": [{"points": level["points"], "text": level["text"]} for level in criterion["levels"]],
        }
        for criterion in content["rubric"]
    ]


def _level_problems(field: str, points: list[int]) -> Iterator[Problem]:
    if len(points) < 2:
        yield Problem(field, _("Write at least two levels: what earns nothing, and what earns points."))
    elif points[0] != 0 or any(after <= before for before, after in pairwise(points)):
        yield Problem(field, _("Begin with a level of 0 points, then let the points rise."))


def _limit_problems(content: Content) -> Iterator[Problem]:
    limits = [content[name] for name in ("min_words", "max_words") if name in content]
    if any(limit < 1 for limit in limits):
        yield Problem("min_words", _("A limit is at least one word. Leave it empty for none."))
    elif limits != sorted(limits):
        yield Problem("max_words", _("The most words cannot be fewer than the fewest."))
