"""From a learner's hand to a response that may be stored."""

import random
from typing import cast

from content.items.entries import refuse_misshapen
from content.items.interactions import interaction_of
from content.items.terms import Content, Form, Response


def draw_order(content: Content, rng: random.Random) -> dict[str, list[str]]:
    """Draw the order of the entries for one learner; store it, never draw it again.

    Columns: options · left, right · items; in a cloze, the options of each gap under its id.
    """
    return interaction_of(content).draw_order(content, rng)


def parse(content: Content, form: Form) -> Response | None:
    """Read a response from the form fields of one item; None if nothing was given.

    Fields: choice · left-<id> = id of the right · pos-<id> = 1, 2, … · value · text; in a cloze
    each with gap-<id of the gap>- before it. Raises ResponseInvalid.
    """
    return check_response(content, interaction_of(content).read(content, form))


def check_response(content: Content, response: object) -> Response | None:
    """Return the response in the form to be stored; None if it is blank.

    Raises ResponseInvalid for any other shape, and for ids that are not this item's.
    """
    if response is None:
        return None
    interaction = interaction_of(content)
    refuse_misshapen(response, interaction.response_shape)
    return interaction.clean(content, cast(Response, response))
