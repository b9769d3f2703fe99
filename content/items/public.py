"""What may be seen before answering: an allow-list, so nothing else can leak."""

from content.items.interactions import interaction_of
from content.items.terms import Content, Order, View


def public_view(content: Content, order: Order) -> View:
    """Return type, stimulus, stem, and the texts in the order drawn for a learner."""
    return {
        "type": content["type"],
        "stimulus": content["stimulus"],
        "stem": content["stem"],
        **interaction_of(content).public(content, order),
    }
