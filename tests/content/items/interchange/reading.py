"""Short ways to read what a test writes."""

import random


def read(module, text):
    data = text if isinstance(text, bytes) else text.encode()
    return module.read(data, rng=random.Random(5))


def one(module, text):
    """The only item of a file in which nothing is refused, warnings aside."""
    reading = read(module, text)
    assert [refusal for refusal in reading.refusals if not refusal.is_warning] == []
    [item] = reading.items
    return item


def refusal(module, text):
    """The only refusal of a file that gives no item."""
    reading = read(module, text)
    assert reading.items == ()
    [refused] = reading.refusals
    assert not refused.is_warning
    return refused


def warnings(module, text):
    reading = read(module, text)
    assert reading.items
    assert all(refused.is_warning for refused in reading.refusals)
    return [refused.message for refused in reading.refusals]


def options(content):
    """Text, whether right, and what is said of each option."""
    return [(option["text"], option["correct"], option["feedback"]) for option in content["options"]]


def pairs(content):
    rights = {right["id"]: right["text"] for right in content["right"]}
    return {left["text"]: rights[content["key"][left["id"]]] for left in content["left"]}
