"""Every case of the scoring corpus: earned as there, or named with the reason why it is none of ours."""

from collections import Counter

import pytest

from tests.content.items import walkthrough
from tests.content.items.corpus import MULTIPLE, SCORING, cases_of, read, tally

pytestmark = pytest.mark.skipif(not SCORING.is_dir(), reason="the corpora are not beside this checkout")

RULES = [file for file in sorted(SCORING.glob("*.json")) if "cases" in read(file)]
WALKTHROUGHS = sorted(SCORING.glob("*_steps*.csv"))


@pytest.mark.parametrize("file", RULES, ids=lambda file: file.name)
def test_every_response_of_a_file_earns_what_it_earns_there(file, record_property):
    data = read(file)
    found = tally(cases_of(data))
    record_property("tally", str(found))
    assert found.failed == []
    assert found.passed > 0
    assert found.outside == _outside(data)
    assert found.passed + found.outside.total() == _size(data)


def _outside(data):
    """What the file itself says is by a rule that is none of ours."""
    rules = Counter(name for case in data["cases"] if "choices" in case for name in case["score"])
    outside = {f"{n} is not one of our rules": count for n, count in rules.items() if n not in MULTIPLE}
    bare = sum(case.get("intl") is False for case in data["cases"])
    return Counter(outside) + Counter({"compared without Unicode normalisation": bare})


def _size(data):
    """A case by several rules is several."""
    by_rules = ("score", "fraction")
    return sum(
        next((len(case[name]) for name in by_rules if isinstance(case.get(name), dict)), 1)
        for case in data["cases"]
    )


@pytest.mark.parametrize("steps", WALKTHROUGHS, ids=lambda file: file.name)
def test_every_learner_of_a_whole_quiz_gets_the_marks_of_moodle(steps, record_property):
    found = tally(walkthrough.cases_of(steps))
    record_property("tally", str(found))
    assert found.failed == []
    assert found.passed + found.outside.total() == found.cases == walkthrough.printed_marks(steps)


def test_no_file_of_the_folder_is_left_out():
    read_here = {*RULES, SCORING / "README.md"}
    for steps in WALKTHROUGHS:
        read_here |= set(SCORING.glob(f"{steps.name.partition('_steps')[0]}_*"))
    assert set(SCORING.iterdir()) - read_here == set()
