"""The questions that each kind of interaction answers about a content."""

import random
from collections.abc import Iterator
from fractions import Fraction
from typing import Protocol

from content.items.shapes import Shape
from content.items.terms import Content, Form, Judge, Order, Problem, Response, View


class Interaction(Protocol):
    """One kind of question. Contents are checked before; {} is a blank response."""

    @property
    def content_shape(self) -> dict[str, Shape]: ...

    @property
    def response_shape(self) -> dict[str, Shape]: ...

    @property
    def judged_by(self) -> Judge: ...

    @property
    def gradings(self) -> tuple[str, ...]:
        """Name the ways of grading that an item may choose for itself; without one, the quiz chooses."""

    def problems(self, content: Content) -> Iterator[Problem]:
        """Yield why a content of the right shape still makes no sense."""

    def draw_order(self, content: Content, rng: random.Random) -> dict[str, list[str]]: ...

    def public(self, content: Content, order: Order) -> View:
        """Name what may be seen before answering; all else stays hidden."""

    def read(self, content: Content, form: Form) -> Response | None:
        """Put form fields into the shape of a response; `clean` judges it."""

    def clean(self, content: Content, response: Response) -> Response | None:
        """Return a response of the right shape as it is stored, or refuse it."""

    def key(self, content: Content) -> Response:
        """Return a response that earns all; {} where only people could say which does."""

    def fraction(self, content: Content, response: Response) -> Fraction | None:
        """Return the share that is right; must be in [0, 1] for any ids whatever.

        None where people judge, or the learner. All or nothing is said by `scoring`: it pays what is 1.
        """

    def parts(self, content: Content, order: Order, response: Response) -> list[View]:
        """Judge what was given, without telling what should have been given."""

    def solution(self, content: Content, order: Order) -> View: ...
