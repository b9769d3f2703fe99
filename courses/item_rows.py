"""The items of a report as a table shows them: chosen, sorted, each with its drawings and its lamp."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from content.items.wording import Wording
from content.items.wording import Wording as _
from courses.drawings import Bar, Column, bar, columns, from_zero
from courses.figures import Figure, index, item_figures, share
from courses.quiz.appraising import Appraisal, Report
from courses.quiz.psychometrics.advising import Flag, Proposal, Trust
from courses.quiz.psychometrics.groups import Groups, mean_share
from courses.quiz.psychometrics.options import OptionStatistics

LAMPS: Mapping[Proposal, tuple[str, Wording]] = {
    Proposal.KEEP: ("done", _("Keep")),
    Proposal.REVISE: ("wait", _("Revise")),
    Proposal.CHECK_KEY: ("stop", _("Check the key")),
    Proposal.REMOVE: ("stop", _("Remove")),
    Proposal.WAIT: ("todo", _("Wait")),
}
# The proposals that cannot wait come first.
URGENCY = (Proposal.CHECK_KEY, Proposal.REMOVE, Proposal.REVISE, Proposal.KEEP, Proposal.WAIT)
SORTS: Mapping[str, Callable[[Appraisal], object]] = {
    "item": lambda a: a.code,
    "topic": lambda a: a.topic.casefold(),
    "answers": lambda a: a.statistics.n,
    "facility": lambda a: a.statistics.facility,
    "discrimination": lambda a: a.statistics.discrimination,
    "proposal": lambda a: URGENCY.index(a.advice.proposal),
}


@dataclass(frozen=True)
class ItemRow:
    """What one line of the table shows. url: of the page of the item."""

    appraisal: Appraisal
    url: str

    @cached_property
    def figures(self) -> Mapping[str, Figure]:
        return item_figures(self.appraisal.statistics, self.appraisal.advice.trust, self.appraisal.guess)

    @property
    def is_counted_only(self) -> bool:
        return self.appraisal.advice.trust is Trust.COUNTS

    @property
    def is_indicative(self) -> bool:
        return self.appraisal.advice.trust is Trust.INDICATIVE

    @property
    def facility_bar(self) -> Bar | None:
        return None if self.is_counted_only else bar(self.appraisal.statistics.facility)

    @property
    def discrimination_bar(self) -> Bar | None:
        return None if self.is_counted_only else from_zero(self.appraisal.statistics.discrimination)

    @property
    def lamp(self) -> str:
        return LAMPS[self.appraisal.advice.proposal][0]

    @property
    def word(self) -> Wording:
        return LAMPS[self.appraisal.advice.proposal][1]

    @property
    def flags(self) -> Sequence[Flag]:
        return self.appraisal.advice.flags


def chosen(
    appraisals: Iterable[Appraisal], *, show: str = "", level: str = "", objective: str = ""
) -> list[Appraisal]:
    """Return the appraisals that a filter leaves. show: flagged for those alone; the empty word is any."""
    return [
        appraisal
        for appraisal in appraisals
        if (show != "flagged" or appraisal.advice.is_flagged)
        and level in ("", appraisal.version.cognitive_level)
        and (not objective or objective in appraisal.version.objectives)
    ]


def ordered(appraisals: Sequence[Appraisal], sort: str) -> list[Appraisal]:
    """Sort by a column, falling if its name begins with a minus; what has no figure stays last."""
    key = SORTS.get(sort.removeprefix("-"), SORTS["item"])
    known = [appraisal for appraisal in appraisals if key(appraisal) is not None]
    unknown = [appraisal for appraisal in appraisals if key(appraisal) is None]
    return [*sorted(known, key=key, reverse=sort.startswith("-")), *unknown]  # type: ignore[arg-type]


@dataclass(frozen=True)
class OptionRow:
    """One option with the shares of the strongest and of the weakest quarter that chose it."""

    statistics: OptionStatistics
    share: Figure
    mean_total: Figure
    rest_correlation: Figure
    best: Figure
    weakest: Figure
    best_bar: Bar | None
    weakest_bar: Bar | None


NOBODY = _("Nobody chose it.")
ALL_SAME = _("All chose alike, or their rest is the same.")
NO_QUARTER = _("Nobody of this quarter met the item.")


def option_rows(appraisal: Appraisal, report: Report) -> list[OptionRow]:
    return [_option_row(option, appraisal, report.analysis.quarters) for option in appraisal.options]


def _option_row(option: OptionStatistics, appraisal: Appraisal, quarters: Groups) -> OptionRow:
    chosen_by = appraisal.tally.chosen.get(option.option.key, Counter())
    weakest, *_middle, best = quarters.shares(appraisal.tally, chosen_by)
    return OptionRow(
        statistics=option,
        share=share(option.share),
        mean_total=share(mean_share(chosen_by, is_scored=appraisal.tally.is_scored), NOBODY),
        rest_correlation=index(option.rest_correlation, ALL_SAME),
        best=share(best, NO_QUARTER),
        weakest=share(weakest, NO_QUARTER),
        best_bar=bar(best),
        weakest_bar=bar(weakest),
    )


@dataclass(frozen=True)
class Fifth:
    """number: 1 for the weakest. size: attempts in it that held the item."""

    number: int
    size: int
    facility: Figure
    column: Column | None


def fifths_of(appraisal: Appraisal, report: Report) -> list[Fifth]:
    """Return how each fifth of the attempts did on the item, the weakest first."""
    groups = report.analysis.fifths
    found, sizes = groups.facilities(appraisal.tally), groups.sizes(appraisal.tally)
    drawn = columns(found)
    return [
        Fifth(number, size, share(value, NO_QUARTER), column)
        for number, (size, value, column) in enumerate(zip(sizes, found, drawn, strict=True), start=1)
    ]
