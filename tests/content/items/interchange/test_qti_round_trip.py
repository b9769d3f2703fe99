"""What is written in QTI says the same when it is read, in every version."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.items.interchange import qti
from content.items.interchange.holding import Unwritable
from content.items.interchange.terms import Exported
from content.items.meaning import meaning
from tests.content.items import examples
from tests.content.items.strategies import all_contents

VERSIONS = ["2.1", "2.2", "3.0"]


def exported(content, **about):
    about = {"code": "LL-1", "name": "A name", "tags": ("one", "two"), "category": "Bank/Part"} | about
    return Exported(**about, content=content)


def read_back(*items, version, **more):
    return qti.read(qti.write(items, version=version, **more), rng=random.Random(7))


def is_the_same(item, original):
    about = (item.name, item.code, item.tags, item.category)
    return meaning(item.content) == meaning(original.content) and about == (
        original.name,
        original.code,
        original.tags,
        original.category,
    )


def is_writable(content):
    """What QTI cannot say: what only the learner judges, a tolerance by a factor, patterns of texts."""
    inner = [content, *(gap["interaction"] for gap in content.get("gaps", ()))]
    return content["type"] != "self_assessed" and not any(
        part.get("mode") == "geometric" or part.get("wildcards") for part in inner
    )


@pytest.mark.parametrize("version", VERSIONS)
@given(content=all_contents())
@settings(max_examples=150)
def test_what_is_written_says_the_same_when_it_is_read(version, content):
    item = exported(content)
    reason = qti.unwritable(item, version=version)
    assert (reason is None) == is_writable(content), reason
    if reason is None:
        reading = read_back(item, version=version)
        assert [is_the_same(one, item) for one in reading.items] == [True]
        assert reading.refusals == ()
    else:
        with pytest.raises(Unwritable, match="."):
            qti.write([item], version=version)


@given(
    name=st.text(st.characters(exclude_categories=["C", "Z"])),
    stem=st.text(st.characters(exclude_categories=["C"])),
    feedback=st.text(),
)
def test_any_text_is_kept_or_the_item_is_refused(name, stem, feedback):
    content = examples.single_choice() | {"stem": f"<p>Q {stem}</p>", "feedback": feedback}
    item = exported(content, name=name)
    if qti.unwritable(item) is None:
        assert [is_the_same(one, item) for one in read_back(item, version="3.0").items] == [True]
