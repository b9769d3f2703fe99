"""What was frozen can be edited again, and says the same when it is frozen anew."""

import json
import random

import pytest
from hypothesis import given

from content.freezing import content_of
from content.items.content import check_content
from content.items.meaning import meaning
from content.items.ordering_rules import ORDERING_RULES
from content.models import Item
from content.thawing import thaw
from tests.content.items import examples
from tests.content.items.strategies import all_contents

NUMBERS = ("answer", "tolerance", "low", "high", "value")


def refrozen(content):
    return content_of(Item(**thaw(content)), random.Random(1))


def numeric(**changes):
    return examples.numeric() | changes


def worked_examples():
    """One content for each option that an item may have."""
    yield from (pytest.param(example(), id=example.__name__) for example in examples.ALL)
    choice, several = examples.single_choice(), examples.multiple_response()
    yield pytest.param(examples.weighed(choice, "1", "1/3", "-1/2"), id="single choice with weights")
    weights = ("1/3", "1/3", "1/3", "-1/2", "0")
    yield pytest.param(examples.weighed(several, *weights), id="multiple response with weights")
    for grading in ("all_or_nothing", "right_minus_wrong"):
        yield pytest.param(examples.multiple_response() | {"grading": grading}, id=f"options, {grading}")
    for grading in ORDERING_RULES:
        yield pytest.param(examples.ordering() | {"grading": grading}, id=f"ordering, {grading}")
    categorise = {"layout": "categorise", "grading": "all_or_nothing"}
    yield pytest.param(examples.matching() | categorise, id="categorise")
    for mode in ("relative", "geometric"):
        yield pytest.param(numeric(mode=mode, tolerance="0.05"), id=f"numeric, {mode}")
    yield pytest.param(numeric(mode="range", tolerance="0", low="-1.5", high="90"), id="numeric, range")
    interval = {"low": "30", "high": "35.5", "weight": "1/2", "feedback": "Near."}
    yield pytest.param(numeric(more=[interval]), id="numeric, further answers")
    more = [{"text": "poka yoke", "weight": "0.25", "feedback": "A relative."}]
    flags = {"wildcards": True, "case_sensitive": True}
    yield pytest.param(examples.short_text() | flags | {"more": more}, id="short text, all options")
    yield pytest.param(examples.cloze() | {"grading": "all_or_nothing"}, id="cloze, all or nothing")
    essay = {name: value for name, value in examples.essay().items() if not name.endswith("_words")}
    yield pytest.param(essay | {"markers": 1}, id="essay without limits")


@pytest.mark.parametrize("content", list(worked_examples()))
def test_freezing_what_was_thawed_says_the_same(content):
    assert check_content(content) == []
    assert meaning(refrozen(content)) == meaning(content)


@given(all_contents())
def test_freezing_whatever_was_thawed_says_the_same(content):
    written = as_authors_write(content)
    assert meaning(refrozen(content)) == meaning(written)


def as_authors_write(content):
    """The one of all spellings of the same content that freezing gives."""
    content = spelled(content)
    if content["type"] != "matching":
        return content
    # Used answers come first, in the order of their pairs; what is said of them stands at the pair.
    used = list(dict.fromkeys(content["key"][left["id"]] for left in content["left"]))
    rank = {entry_id: number for number, entry_id in enumerate(used)}
    right = sorted(content["right"], key=lambda entry: rank.get(entry["id"], len(used)))
    return content | {"right": [e | {"feedback": ""} if e["id"] in rank else e for e in right]}


def spelled(value, name=""):
    """Texts without outer space, numbers without idle zeros, the usual mode without its name."""
    if isinstance(value, dict):
        return {k: spelled(v, k) for k, v in value.items() if (k, v) != ("mode", "nominal")}
    if isinstance(value, list):
        return [spelled(entry) for entry in value]
    if name in NUMBERS and "." in value:
        return value.rstrip("0").rstrip(".")
    return value.strip() if isinstance(value, str) else value


def test_an_answer_that_serves_two_pairs_is_written_twice():
    [block] = json.loads(thaw(examples.matching())["interaction"])
    assert [pair["value"]["right"] for pair in block["value"]["pairs"]] == ["Waste", "Waste", "Overburden"]
    assert [extra["value"]["text"] for extra in block["value"]["extra_right"]] == ["Unevenness"]


def test_gaps_are_numbered_in_the_order_of_their_list():
    """The example lists the gap of the number first, though it comes second in the text."""
    [block] = json.loads(thaw(examples.cloze())["interaction"])
    assert block["value"]["text"] == ("<p>At the [[2]] a cycle takes [[1]], and the line stops by [[3]].</p>")
    assert [(gap["type"], gap["value"]["points"]) for gap in block["value"]["gaps"]] == [
        ("numeric", 2),
        ("single_choice", 1),
        ("short_text", 1),
    ]


def test_markup_is_cleaned_on_its_way_to_the_author():
    fields = thaw(
        examples.cloze() | {"stem": "<p onclick=x>A</p>", "text": "<p><script>x</script>[[gap1]]</p>"}
    )
    [block] = json.loads(fields["interaction"])
    assert (fields["stem"], block["value"]["text"]) == ("<p>A</p>", "<p>[[2]]</p>")
