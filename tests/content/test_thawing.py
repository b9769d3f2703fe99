"""What was frozen can be edited again, and says the same when it is frozen anew."""

import json
import random

import pytest

from content.freezing import content_of
from content.items.meaning import meaning
from content.models import Item
from content.thawing import THAWERS, thaw
from tests.content.items import examples

EXAMPLES = [example for example in examples.ALL if example.__name__ in THAWERS]


def refrozen(content):
    return content_of(Item(**thaw(content)), random.Random(1))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.__name__)
def test_freezing_what_was_thawed_says_the_same(example):
    assert meaning(refrozen(example())) == meaning(example())


def test_an_answer_that_serves_two_pairs_is_written_twice_and_frozen_once():
    fields = thaw(examples.matching())
    [block] = json.loads(fields["interaction"])
    assert [pair["value"]["right"] for pair in block["value"]["pairs"]] == ["Waste", "Waste", "Overburden"]
    assert [extra["value"]["text"] for extra in block["value"]["extra_right"]] == ["Unevenness"]
