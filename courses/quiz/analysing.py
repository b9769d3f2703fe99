"""Item analysis: everything that the attempts at a quiz say about its items and about the quiz. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from courses.quiz.psychometrics.advising import Trust, trust_in
from courses.quiz.psychometrics.consistency import Decision, decision_at
from courses.quiz.psychometrics.groups import Groups, groups_of
from courses.quiz.psychometrics.items import ItemStatistics, item_statistics
from courses.quiz.psychometrics.sittings import Sitting
from courses.quiz.psychometrics.tallying import Tally, tally_of
from courses.quiz.psychometrics.whole import (
    Coverage,
    WholeStatistics,
    conditional_error,
    coverage_of,
    reliability_of,
    shares_of,
    whole_statistics,
)


@dataclass(frozen=True)
class Analysis:
    """cut: the pass mark as a share of the points, 0..1. whole: None without attempts.

    decision, error_at_cut: None where the attempts are too few or do not allow them; the error is a share
    of points.
    """

    tally: Tally
    cut: float
    whole: WholeStatistics | None
    items: tuple[ItemStatistics, ...]
    decision: Decision | None
    error_at_cut: float | None

    @property
    def n(self) -> int:
        return self.tally.n

    @property
    def trust(self) -> Trust:
        return trust_in(self.n)

    @property
    def alpha(self) -> float | None:
        return self.whole.alpha if self.whole else None

    @property
    def passed(self) -> int:
        return sum(share >= self.cut for share in shares_of(self.tally))

    @cached_property
    def coverage(self) -> Coverage:
        return coverage_of(self.tally)

    @cached_property
    def fifths(self) -> Groups:
        return groups_of(shares_of(self.tally), 5)

    @cached_property
    def quarters(self) -> Groups:
        return groups_of(shares_of(self.tally), 4)


def analyse(sittings: Iterable[Sitting], *, cut: float) -> Analysis:
    """Read the attempts once, in a stream, and return what they say."""
    tally = tally_of(sittings)
    reliability = reliability_of(tally)
    whole = whole_statistics(tally, reliability)
    decision = None
    if whole and whole.alpha and trust_in(tally.n) is not Trust.COUNTS:
        decision = decision_at(shares_of(tally), reliability=whole.alpha, cut=cut)
    length = decision.true_scores.length if decision else None
    return Analysis(
        tally=tally,
        cut=cut,
        whole=whole,
        items=tuple(item_statistics(tally, reliability.without)),
        decision=decision,
        error_at_cut=conditional_error(cut, length) if length else None,
    )
