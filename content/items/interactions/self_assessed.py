"""Writing, then comparing with a model answer: for learning, never for marks."""

from collections.abc import Iterator

from content.items.interactions.text import Written
from content.items.shapes import Shape
from content.items.terms import Content, Judge, Order, Problem, Response, View
from content.items.wording import Wording as _


class SelfAssessed(Written):
    """Only the learner judges it, so it has no fraction."""

    content_shape: dict[str, Shape] = {
        "model_answer": str,
        "rubric": [{"points": int, "criterion": str}],
        "pass_points": int,
    }
    judged_by = Judge.LEARNER

    def problems(self, content: Content) -> Iterator[Problem]:
        if not content["model_answer"].strip():
            yield Problem("model_answer", _("Write an answer to compare with."))
        for position, criterion in enumerate(content["rubric"]):
            if criterion["points"] < 1 or not criterion["criterion"].strip():
                yield Problem(f"rubric.{position}", _("Write a criterion and its points."))
        total = sum(criterion["points"] for criterion in content["rubric"])
        if not 1 <= content["pass_points"] <= total:
            yield Problem("pass_points", _("Choose from 1 to %(total)s points.", total=total))

    def key(self, content: Content) -> Response:
        return {"text": content["model_answer"]}

    def fraction(self, content: Content, response: Response) -> None:
        return None

    def parts(self, content: Content, order: Order, response: Response) -> list[View]:
        return []

    def solution(self, content: Content, order: Order) -> View:
        return {
            "model_answer": content["model_answer"],
            "rubric": [dict(criterion) for criterion in content["rubric"]],
            "pass_points": content["pass_points"],
        }
