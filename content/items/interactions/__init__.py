"""The kinds of interaction, each answering the same few questions about a content."""

from collections.abc import Mapping

from content.items.interactions.choice import MultipleResponse, SingleChoice
from content.items.interactions.cloze import Cloze
from content.items.interactions.essay import Essay
from content.items.interactions.interaction import Interaction
from content.items.interactions.matching import Matching
from content.items.interactions.numeric import Numeric
from content.items.interactions.ordering import Ordering
from content.items.interactions.self_assessed import SelfAssessed
from content.items.interactions.short_text import ShortText
from content.items.terms import Content

INTERACTIONS: Mapping[str, Interaction] = {
    "single_choice": SingleChoice(),
    "multiple_response": MultipleResponse(),
    "matching": Matching(),
    "ordering": Ordering(),
    "numeric": Numeric(),
    "short_text": ShortText(),
    "cloze": Cloze(),
    "essay": Essay(),
    "self_assessed": SelfAssessed(),
}


def interaction_of(content: Content) -> Interaction:
    return INTERACTIONS[content["type"]]
