"""What is written and read again says the same, whatever the format."""

import copy
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.items.interchange import aiken, gift, moodle_xml
from content.items.interchange.holding import Unwritable
from content.items.interchange.terms import Exported
from content.items.meaning import meaning
from tests.content.items import examples
from tests.content.items.strategies import all_contents, single_choices

FORMATS = [gift, moodle_xml]


def exported(content, **about):
    return Exported(**({"code": "LL-1", "name": "A name", "tags": ("one", "two")} | about), content=content)


def read_back(module, *items):
    return module.read(module.write(items), rng=random.Random(7))


def is_the_same(item, original):
    about = (item.name, item.code, item.tags, item.category)
    return meaning(item.content) == meaning(original.content) and about == (
        original.name,
        original.code,
        original.tags,
        original.category,
    )


def is_writable(module, content):
    """Whether the format should hold it, by what is known of the format."""
    kind, grading, mode = content["type"], content.get("grading"), content.get("mode")
    inner = [gap["interaction"] for gap in content.get("gaps", ())]
    if kind == "self_assessed" or any(part.get("mode") == "geometric" for part in [content, *inner]):
        return False
    if (
        grading == "all_or_nothing"
        and (kind in ("matching", "cloze") or module is gift)
        and kind != "ordering"
    ):
        return False
    return not (module is gift and (kind == "cloze" or mode == "relative"))


@pytest.mark.parametrize("module", FORMATS)
@given(content=all_contents())
@settings(max_examples=300)
def test_what_is_written_says_the_same_when_it_is_read(module, content):
    item = exported(content)
    reason = module.unwritable(item)
    assert (reason is None) == is_writable(module, content), reason
    if reason is None:
        reading = read_back(module, item)
        assert [is_the_same(one, item) for one in reading.items] == [True]
    else:
        with pytest.raises(Unwritable, match="."):
            module.write([item])


@pytest.mark.parametrize("module", FORMATS)
@given(
    name=st.text(st.characters(exclude_categories=["C", "Z"])),
    stem=st.text(st.characters(exclude_categories=["C"])),
    feedback=st.text(),
)
def test_any_text_is_kept_or_the_item_is_refused(module, name, stem, feedback):
    content = examples.single_choice() | {"stem": f"<p>Q {stem}</p>", "feedback": feedback}
    item = exported(content, name=name)
    if module.unwritable(item) is None:
        assert [is_the_same(one, item) for one in read_back(module, item).items] == [True]


@given(single_choices(), st.data())
def test_aiken_gives_back_plain_questions_with_one_right_option(content, data):
    content = copy.deepcopy(content)
    content.pop("grading", None)
    for option in content["options"]:
        option.pop("weight", None)
        option["feedback"] = ""
    item = exported(content | {"feedback": "", "stem": "<p>Which?</p>"}, code="", name="", tags=())
    if aiken.unwritable(item) is None:
        assert [is_the_same(one, item) for one in read_back(aiken, item).items] == [True]
