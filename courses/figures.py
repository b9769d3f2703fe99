"""How the figures of an item analysis are written; what is not known is a dash with the reason. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from content.items.wording import Wording
from content.items.wording import Wording as _
from courses.quiz.analysing import Analysis
from courses.quiz.psychometrics.advising import Trust
from courses.quiz.psychometrics.items import ItemStatistics

DASH = "\N{EN DASH}"
MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True)
class Figure:
    """text: a number as it is read, or a dash. reason: why there is no number."""

    text: str
    reason: Wording | None = None


FEW = _("Fewer than 30 answers.")
SAME = _("Everybody earned the same, on this item or on the rest.")
UNSCORED = _("It is not scored.")
UNJUDGED = _("Nobody has judged an answer yet.")
AGAINST = _("It works against the total.")
TOO_SHORT = _("It takes three scored items or more that do not all earn the same.")
UNTIMED = _("No answer was saved one by one.")
UNGUESSED = _("For this kind of answer there is no chance to speak of.")
FEW_ATTEMPTS = _("Fewer than 30 attempts.")
NO_RELIABILITY = _("It takes three attempts or more whose totals differ.")
NOT_DICHOTOMOUS = _("For one form whose items are all right or wrong.")
NO_DECISION = _("These totals allow no estimate.")


def share(value: float | None, reason: Wording = UNJUDGED) -> Figure:
    """Write 0..1 as per cent."""
    return Figure(DASH, reason) if value is None else Figure(f"{100 * value:.0f} %")


def index(value: float | None, reason: Wording = SAME) -> Figure:
    """Write a correlation or its like with two digits."""
    return Figure(DASH, reason) if value is None else Figure(f"{value:.2f}".replace("-", MINUS))


def per_cent(value: float | None, reason: Wording) -> Figure:
    """Write what is per cent already, with one digit."""
    return Figure(DASH, reason) if value is None else Figure(f"{value:.1f} %")


def points(value: float | None, reason: Wording) -> Figure:
    return Figure(DASH, reason) if value is None else Figure(f"{value:.1f}")


def seconds(value: float | None) -> Figure:
    if value is None:
        return Figure(DASH, UNTIMED)
    whole = round(value)
    return Figure(f"{whole} s" if whole < 120 else f"{whole // 60} min {whole % 60:02} s")


def item_figures(item: ItemStatistics, trust: Trust, guess: float | None = None) -> Mapping[str, Figure]:
    """Return the figures of an item by name; with too few answers only how many there are."""
    unscored = SAME if item.is_scored else UNSCORED
    written = {
        "facility": share(item.facility),
        "interval": _interval(item),
        "sd": index(item.sd),
        "discrimination": index(item.discrimination),
        "included": index(item.included, unscored),
        "efficiency": index(item.efficiency),
        "effective_weight": per_cent(item.effective_weight, AGAINST if item.is_scored else UNSCORED),
        "intended_weight": per_cent(item.intended_weight, UNSCORED),
        "alpha_without": index(item.alpha_without, TOO_SHORT if item.is_scored else UNSCORED),
        "omitted": share(item.omitted),
        "seconds": seconds(item.seconds),
    }
    if trust is Trust.COUNTS:
        written = {name: Figure(DASH, FEW) for name in written}
    return {"n": Figure(str(item.n)), "guess": share(guess, UNGUESSED), **written}


def _interval(item: ItemStatistics) -> Figure:
    if item.interval is None:
        return Figure(DASH, UNJUDGED)
    low, high = item.interval
    return Figure(f"{100 * low:.0f}{DASH}{100 * high:.0f} %")


def figures_of_test(analysis: Analysis) -> list[tuple[Wording, Figure]]:
    """Return the figures of the test, named, in the order in which they are read."""
    whole, decision = analysis.whole, analysis.decision
    if whole is None:
        return []
    shape, scale = whole.shape, whole.scale
    few = analysis.trust is Trust.COUNTS
    sem = None if whole.sem is None else whole.sem / scale
    named: list[tuple[Wording, Figure]] = [
        (_("Median score"), share(shape.median / scale)),
        (_("Standard deviation"), share(None if shape.sd is None else shape.sd / scale, NO_RELIABILITY)),
        (_("Skewness"), index(shape.skewness, NO_RELIABILITY)),
        (_("Kurtosis"), index(shape.kurtosis, NO_RELIABILITY)),
        (_("Reliability, alpha"), index(whole.alpha, NO_RELIABILITY)),
        (_("KR-20"), index(whole.kr20, NOT_DICHOTOMOUS)),
        (_("KR-21"), index(whole.kr21, NOT_DICHOTOMOUS)),
        (_("Error ratio"), per_cent(whole.error_ratio, NO_RELIABILITY)),
        (_("Standard error of a score"), share(sem, NO_RELIABILITY)),
        (_("Standard error at the pass mark"), share(analysis.error_at_cut, NO_DECISION)),
        (_("Same verdict if sat again"), share(decision.consistency if decision else None, NO_DECISION)),
        (_("Beyond chance, kappa"), index(decision.kappa if decision else None, NO_DECISION)),
        (_("Verdict right"), share(decision.accuracy if decision else None, NO_DECISION)),
        (_("Passed without knowing enough"), share(decision.false_pass if decision else None, NO_DECISION)),
        (_("Failed though knowing enough"), share(decision.false_fail if decision else None, NO_DECISION)),
    ]
    return [(name, Figure(DASH, FEW_ATTEMPTS)) for name, _figure in named] if few else named
