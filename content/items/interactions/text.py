"""Writing: what all written answers share, and the short text that can be scored."""

import random
import re
from collections.abc import Iterator
from fractions import Fraction

from content.items.entries import only_value
from content.items.normalising import is_one_slip, normalise_text
from content.items.shapes import Shape
from content.items.terms import (
    Content,
    Form,
    Order,
    Problem,
    Response,
    ResponseInvalid,
    View,
)
from content.items.wording import Wording as _

TEXT_LIMIT = 2000


class Written:
    """A response of free text."""

    response_shape: dict[str, Shape] = {"text": str}

    def draw_order(self, content: Content, rng: random.Random) -> dict[str, list[str]]:
        return {}

    def public(self, content: Content, order: Order) -> View:
        return {}

    def read(self, content: Content, form: Form) -> Response:
        return {"text": only_value(form, "text")}

    def clean(self, content: Content, response: Response) -> Response | None:
        text = response["text"].replace("\r\n", "\n").strip()
        if len(text) > TEXT_LIMIT:
            raise ResponseInvalid(
                _(
                    "Write %(limit)s characters at most; there are %(count)s now.",
                    limit=TEXT_LIMIT,
                    count=len(text),
                )
            )
        # Neither can be stored: PostgreSQL refuses them in JSON.
        if re.search("[\x00\ud800-\udfff]", text):
            raise ResponseInvalid(_("The text has a character that cannot be saved."))
        return {"text": text} if text else None


class ShortText(Written):
    """A word or a few, compared with the answers that the author accepts."""

    content_shape: dict[str, Shape] = {
        "accept": [str],
        "model_answer": str,
        "wrong": [{"match": str, "feedback": str}],
        "distance": bool,
    }

    def problems(self, content: Content) -> Iterator[Problem]:
        accepted = [normalise_text(answer) for answer in content["accept"]]
        if not accepted:
            yield Problem("accept", _("Write at least one answer that is accepted."))
        for position, answer in enumerate(accepted):
            if not answer:
                yield Problem(f"accept.{position}", _("Write an answer here."))
        for position, wrong in enumerate(content["wrong"]):
            if normalise_text(wrong["match"]) in ("", *accepted):
                yield Problem(
                    f"wrong.{position}.match",
                    _("Write an answer that is not accepted above."),
                )

    def key(self, content: Content) -> Response:
        return {"text": content["accept"][0]}

    def fraction(self, content: Content, response: Response) -> Fraction:
        return Fraction(_is_accepted(content, normalise_text(response.get("text", ""))))

    def parts(self, content: Content, order: Order, response: Response) -> list[View]:
        if not response:
            return []
        return [
            {
                "id": "text",
                "text": response["text"],
                "is_right": self.fraction(content, response) == 1,
                "feedback": _errors(content).get(normalise_text(response["text"]), ""),
            }
        ]

    def solution(self, content: Content, order: Order) -> View:
        return {
            "accept": list(content["accept"]),
            "model_answer": content["model_answer"],
            "wrong": [dict(wrong) for wrong in content["wrong"]],
        }


def _errors(content: Content) -> dict[str, str]:
    return {normalise_text(w["match"]): w["feedback"] for w in content["wrong"]}


def _is_accepted(content: Content, written: str) -> bool:
    accepted = {normalise_text(answer) for answer in content["accept"]}
    # An error that the author named is an error, however close to an accepted answer.
    if not content["distance"] or written in _errors(content):
        return written in accepted
    return any(is_one_slip(written, answer) for answer in accepted)
