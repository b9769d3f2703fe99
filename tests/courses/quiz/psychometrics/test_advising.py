"""What an author is told about an item."""

from dataclasses import replace

import pytest

from courses.quiz.psychometrics.advising import Proposal, Trust, advise
from courses.quiz.psychometrics.items import item_statistics
from courses.quiz.psychometrics.options import Option, OptionStatistics
from courses.quiz.psychometrics.sittings import Given, Sitting
from courses.quiz.psychometrics.tallying import tally_of


def item(**figures: object):
    """An item that works well for 200 attempts, but for these figures."""
    [blank] = item_statistics(tally_of([Sitting([Given(1, 1.0)])]), {})
    well = {"n": 200, "judged": 200, "facility": 0.7, "discrimination": 0.35, "alpha_without": 0.7}
    return replace(blank, **(well | {"omitted": 0.0} | figures))


def option(text: str, correlation: float | None, share: float = 0.2, *, is_key: bool = False):
    return OptionStatistics(Option(text, text, is_key), int(200 * share), share, 10.0, correlation)


KEY = option("Go and see", 0.35, 0.7, is_key=True)


def names(advice) -> list[str]:
    return [flag.name for flag in advice.flags]


@pytest.mark.parametrize(
    ("figures", "proposal", "flag"),
    [
        ({}, Proposal.KEEP, "well"),
        ({"judged": 29}, Proposal.WAIT, "few"),
        ({"facility": 0.97, "discrimination": 0.04}, Proposal.REVISE, "weak_key"),
        ({"facility": 0.97, "discrimination": 0.25}, Proposal.KEEP, "easy"),
        ({"facility": 0.25, "discrimination": 0.18}, Proposal.REVISE, "weak"),
        ({"facility": 0.25, "discrimination": 0.4}, Proposal.KEEP, "hard"),
        ({"discrimination": -0.11}, Proposal.REMOVE, "misleads"),
        ({"discrimination": None}, Proposal.REVISE, "same"),
        ({"omitted": 0.2}, Proposal.REVISE, "omitted"),
        ({"alpha_without": 0.81}, Proposal.REVISE, "lowers"),
        ({"alpha_without": None}, Proposal.KEEP, "well"),
        ({"facility": 0.31, "discrimination": 0.3}, Proposal.KEEP, "well"),
    ],
)
def test_the_proposal_follows_from_the_figures(figures, proposal, flag):
    advice = advise(item(**figures), alpha=0.8)
    assert advice.proposal is proposal
    assert flag in names(advice)


def test_figures_of_30_to_99_are_a_hint():
    assert [advise(item(judged=n)).trust for n in (29, 30, 99, 100)] == [
        Trust.COUNTS, Trust.INDICATIVE, Trust.INDICATIVE, Trust.SOLID
    ]  # fmt: skip


def test_an_option_that_the_better_choose_puts_the_key_in_doubt():
    options = [option("A", -0.04, is_key=True), option("B", 0.28), option("C", 0.1)]
    advice = advise(item(discrimination=-0.04), options)
    assert advice.proposal is Proposal.CHECK_KEY
    assert "“B”" in advice.flags[0].message


def test_the_key_is_not_in_doubt_where_several_options_are_right():
    several = [KEY, option("Ask why", 0.1, is_key=True), option("Blame", 0.5)]
    assert "check_key" not in names(advise(item(), several))


def test_an_option_that_nobody_takes_is_named_and_harms_nothing():
    advice = advise(item(), [KEY, option("Blame", -0.2), option("Wait", None, 0.03)])
    assert (advice.proposal, names(advice)) == (Proposal.KEEP, ["unused"])
    assert "“Wait”" in advice.flags[0].message


def test_with_few_answers_an_option_is_given_longer():
    rarely = [KEY, option("Wait", -0.1, 0.03)]
    assert "unused" not in names(advise(item(n=60, judged=60), rarely))
    assert "unused" in names(advise(item(n=60, judged=60), [KEY, option("Wait", -0.1, 0.01)]))


def test_no_better_than_guessing():
    assert "guessed" in names(advise(item(facility=0.24), guess=0.25))
    assert "guessed" not in names(advise(item(facility=0.26), guess=0.25))


def test_a_good_item_on_trial_is_ready():
    assert "can be scored" in advise(item(is_scored=False, alpha_without=None)).flags[0].message
