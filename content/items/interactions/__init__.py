"""The kinds of interaction, each answering the same few questions about a content."""

import random
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Protocol

from content.items.interactions.choice import MultipleResponse, SingleChoice
from content.items.interactions.matching import Matching
from content.items.interactions.numeric import Numeric
from content.items.interactions.ordering import Ordering
from content.items.interactions.self_assessed import SelfAssessed
from content.items.interactions.text import ShortText
from content.items.shapes import Shape
from content.items.terms import Content, Form, Order, Problem, Response, View


class Interaction(Protocol):
    """One kind of question. Contents are checked before; {} is a blank response."""

    @property
    def content_shape(self) -> dict[str, Shape]: ...

    @property
    def response_shape(self) -> dict[str, Shape]: ...

    def problems(self, content: Content) -> Iterator[Problem]:
        """Yield why a content of the right shape still makes no sense."""

    def draw_order(self, content: Content, rng: random.Random) -> dict[str, list[str]]: ...

    def public(self, content: Content, order: Order) -> View:
        """Name what may be seen before answering; all else stays hidden."""

    def read(self, content: Content, form: Form) -> Response | None:
        """Put form fields into the shape of a response; `clean` judges it."""

    def clean(self, content: Content, response: Response) -> Response | None:
        """Return a response of the right shape as it is stored, or refuse it."""

    def key(self, content: Content) -> Response: ...

    def fraction(self, content: Content, response: Response) -> Fraction | None:
        """Return the share that is right; must be in [0, 1] for any ids whatever."""

    def parts(self, content: Content, order: Order, response: Response) -> list[View]:
        """Judge what was given, without telling what should have been given."""

    def solution(self, content: Content, order: Order) -> View: ...


INTERACTIONS: Mapping[str, Interaction] = {
    "single_choice": SingleChoice(),
    "multiple_response": MultipleResponse(),
    "matching": Matching(),
    "ordering": Ordering(),
    "numeric": Numeric(),
    "short_text": ShortText(),
    "self_assessed": SelfAssessed(),
}


def interaction_of(content: Content) -> Interaction:
    return INTERACTIONS[content["type"]]
