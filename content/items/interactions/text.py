"""Writing: what all written answers share."""

import random
import re

from content.items.entries import only_value
from content.items.shapes import Shape
from content.items.terms import (
    Content,
    Form,
    Order,
    Response,
    ResponseInvalid,
    View,
)
from content.items.wording import Wording as _

TEXT_LIMIT = 2000


class Written:
    """A response of free text, up to `limit` characters."""

    response_shape: dict[str, Shape] = {"text": str}
    limit = TEXT_LIMIT
    gradings: tuple[str, ...] = ()

    def draw_order(self, content: Content, rng: random.Random) -> dict[str, list[str]]:
        return {}

    def public(self, content: Content, order: Order) -> View:
        return {}

    def read(self, content: Content, form: Form) -> Response:
        return {"text": only_value(form, "text")}

    def clean(self, content: Content, response: Response) -> Response | None:
        text = response["text"].replace("\r\n", "\n").strip()
        if len(text) > self.limit:
            raise ResponseInvalid(
                _(
                    "Write %(limit)s characters at most; there are %(count)s now.",
                    limit=self.limit,
                    count=len(text),
                )
            )
        # Neither can be stored: PostgreSQL refuses them in JSON.
        if re.search("[\x00\ud800-\udfff]", text):
            raise ResponseInvalid(_("The text has a character that cannot be saved."))
        return {"text": text} if text else None
