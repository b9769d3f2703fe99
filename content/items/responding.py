"""From a learner's hand to a response that may be stored."""

import random

from content.items.interactions import interaction_of
from content.items.shapes import misfits
from content.items.terms import Content, Form, Response, ResponseInvalid
from content.items.wording import Wording as _


def draw_order(content: Content, rng: random.Random) -> dict[str, list[str]]:
    """Draw the order of the entries for one learner; store it, never draw it again."""
    return interaction_of(content).draw_order(content, rng)


def parse(content: Content, form: Form) -> Response | None:
    """Read a response from the form fields of one item; None if nothing was given.

    Fields: choice · left-<id> = id of the right · pos-<id> = 1, 2, … · value · text.
    Raises ResponseInvalid.
    """
    return check_response(content, interaction_of(content).read(content, form))


def check_response(content: Content, response: object) -> Response | None:
    """Return the response in the form to be stored; None if it is blank.

    Raises ResponseInvalid for any other shape, and for ids that are not this item's.
    """
    if response is None:
        return None
    interaction = interaction_of(content)
    if not isinstance(response, dict) or any(misfits(response, interaction.response_shape)):
        raise ResponseInvalid(_("This answer could not be read. Reload the page."))
    return interaction.clean(content, response)
