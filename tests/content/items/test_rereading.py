"""A response to one version is read by another, whose entries have other ids and the same words."""

import copy
import random

import pytest
from hypothesis import given

from content.items.content import fresh_ids, ids_in
from content.items.rereading import obstacle, reread
from content.items.scoring import score
from tests.content.items import examples
from tests.content.items.strategies import answered
from tests.content.items.test_meaning import renamed


def renewed(content):
    """The content as it would be frozen anew: every entry under another id."""
    old = list(dict.fromkeys(ids_in(content)))
    new = fresh_ids(len(old), random.Random(7))
    return renamed(content, {name: f"{fresh}x" for name, fresh in zip(old, new, strict=True)})


@given(answered())
def test_an_item_that_was_only_frozen_anew_scores_every_response_alike(drawn):
    content, response = drawn
    other = renewed(content)
    assert obstacle(content, other) is None
    assert score(other, reread(content, other, response)) == score(content, response)


@pytest.mark.parametrize("response", [None, {}])
def test_a_blank_stays_blank(response):
    content = examples.matching()
    assert reread(content, renewed(content), response) == response


def test_the_order_in_which_options_are_listed_is_no_obstacle():
    content, other = examples.single_choice(), renewed(examples.single_choice())
    other["options"].reverse()
    assert obstacle(content, other) is None
    names = {entry["text"]: entry["id"] for entry in other["options"]}
    assert reread(content, other, {"choice": "bbbb"}) == {"choice": names["Office"]}


def test_steps_are_known_by_their_words_wherever_the_new_key_puts_them():
    content, other = examples.ordering(), renewed(examples.ordering())
    other["sequence"].reverse()
    backwards = {"order": [step["id"] for step in reversed(content["sequence"])]}
    assert score(content, backwards) != 1
    assert score(other, reread(content, other, backwards)) == 1


def changed(content, change):
    other = copy.deepcopy(content)
    change(other)
    return other


def say(entry, text):
    entry["text"] = text


OBSTACLES = [
    (
        "another kind",
        examples.single_choice(),
        examples.multiple_response(),
        "It is another kind of question.",
    ),
    (
        "an option more",
        examples.single_choice(),
        changed(examples.single_choice(), lambda c: c["options"].append(examples.option("d", "Desk"))),
        "“desk” is in one of the two only.",
    ),
    (
        "another right",
        examples.matching(),
        changed(examples.matching(), lambda c: say(c["right"][2], "Mura")),
        "“mura” is in one of the two only.",
    ),
    (
        "another unit",
        examples.numeric(),
        changed(examples.numeric(), lambda c: c.update(unit="hours")),
        "It asks for another unit.",
    ),
    ("marked by people", examples.essay(), examples.essay(), "No rule scores it, so it has no key."),
    (
        "gaps in other places",
        examples.cloze(),
        changed(examples.cloze(), lambda c: c.update(text="<p>[[gap2]] [[gap1]] [[gap3]]</p>")),
        "Its text reads otherwise, or has its gaps in other places.",
    ),
    (
        "another gap",
        examples.cloze(),
        changed(examples.cloze(), lambda c: c["gaps"][0]["interaction"].update(unit="hours")),
        "It asks for another unit.",
    ),
]


@pytest.mark.parametrize(
    ("asked", "other", "why"), [case[1:] for case in OBSTACLES], ids=[case[0] for case in OBSTACLES]
)
def test_what_the_other_version_cannot_read_is_said(asked, other, why):
    assert obstacle(asked, other) == why
