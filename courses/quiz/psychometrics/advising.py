"""What an author should do about an item, and why: in words, from its figures. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from content.items.wording import Wording
from content.items.wording import Wording as _
from courses.quiz.psychometrics.items import ItemStatistics
from courses.quiz.psychometrics.options import OptionStatistics

# With fewer answers only counts are shown; up to the second number figures are a hint and no more.
FEW, SOLID = 30, 100
# A good item separates by this much; below the second number the key is weak.
GOOD, WEAK = 0.20, 0.10
EASY, HARD = 0.95, 0.30
# A distractor that fewer choose does no work.
UNUSED, UNUSED_WHEN_FEW = 0.05, 0.02
OMITTED = 0.10
# Leaving an item out may raise alpha by this much by chance.
RISE = 0.005
# Letters of an option that are quoted.
LONGEST = 40


class Trust(StrEnum):
    """How far the figures of n answers can be trusted."""

    COUNTS = "counts"
    INDICATIVE = "indicative"
    SOLID = "solid"


class Proposal(StrEnum):
    KEEP = "keep"
    REVISE = "revise"
    CHECK_KEY = "check_key"
    REMOVE = "remove"
    WAIT = "wait"


@dataclass(frozen=True)
class Flag:
    """name: for filters and style.

    weight: 2 for what harms the result, 1 for what to look at, 0 for a note.
    """

    name: str
    message: Wording
    weight: int = 1


@dataclass(frozen=True)
class Advice:
    proposal: Proposal
    flags: tuple[Flag, ...]
    trust: Trust

    @property
    def is_flagged(self) -> bool:
        return self.proposal in (Proposal.REVISE, Proposal.CHECK_KEY, Proposal.REMOVE)


def trust_in(n: int) -> Trust:
    if n < FEW:
        return Trust.COUNTS
    return Trust.INDICATIVE if n < SOLID else Trust.SOLID


def advise(
    item: ItemStatistics,
    options: Sequence[OptionStatistics] = (),
    *,
    alpha: float | None = None,
    guess: float | None = None,
) -> Advice:
    """options: of the item where one of them is the answer.

    alpha: of the test. guess: what guessing earns.
    """
    trust = trust_in(item.judged)
    if trust is Trust.COUNTS:
        few = _("Fewer than %(few)s answers: too few to judge, so only counts are shown.", few=FEW)
        return Advice(Proposal.WAIT, (Flag("few", few, 0),), trust)
    flags = [*_about_options(item, options), *_about_separation(item), *_about_facility(item, guess)]
    flags += _about_the_test(item, alpha)
    flags.sort(key=lambda flag: -flag.weight)
    return Advice(_proposal(flags), tuple(flags) or (_works_well(item),), trust)


def _proposal(flags: Sequence[Flag]) -> Proposal:
    names = {flag.name for flag in flags}
    if "check_key" in names:
        return Proposal.CHECK_KEY
    if "misleads" in names:
        return Proposal.REMOVE
    return Proposal.REVISE if any(flag.weight for flag in flags) else Proposal.KEEP


def _works_well(item: ItemStatistics) -> Flag:
    if item.is_scored:
        return Flag("well", _("Works well."), 0)
    return Flag("well", _("Works well: it can be scored from now on."), 0)


def _about_options(item: ItemStatistics, options: Sequence[OptionStatistics]) -> Iterator[Flag]:
    keys = [o for o in options if o.option.is_key and o.rest_correlation is not None]
    if len(keys) != 1:
        return
    of_key = keys[0].rest_correlation or 0.0
    wrong = [o for o in options if not o.option.is_key]
    better = [o for o in wrong if o.rest_correlation is not None and o.rest_correlation > of_key]
    for option in sorted(better, key=lambda o: -(o.rest_correlation or 0.0))[:1]:
        message = _(
            "Check the key: those who know more choose “%(option)s”.", option=short(option.option.text)
        )
        yield Flag("check_key", message, 2)
    least = UNUSED if item.n >= SOLID else UNUSED_WHEN_FEW
    unused = [option.option.text for option in wrong if option.share < least]
    if len(unused) > 1:
        message = _("Hardly anybody chooses %(n)s of its options: replace them.", n=len(unused))
        yield Flag("unused", message, 0)
    elif unused:
        message = _("Hardly anybody chooses “%(option)s”: replace it.", option=short(unused[0]))
        yield Flag("unused", message, 0)


def short(text: str) -> str:
    """Return the text, or its first words: an option may be as long as a paragraph."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0]}…"


def _about_separation(item: ItemStatistics) -> Iterator[Flag]:
    found = item.discrimination
    if found is None:
        yield Flag("same", _("Everybody earns the same: it separates nobody."))
    elif found < 0:
        yield Flag("misleads", _("Misleads: those who know more do worse on it."), 2)
    elif found < WEAK:
        yield Flag("weak_key", _("Hardly separates those who know from those who do not."))
    elif found < GOOD:
        yield Flag("weak", _("Weak separation."))


def _about_facility(item: ItemStatistics, guess: float | None) -> Iterator[Flag]:
    if item.facility is None:
        return
    separates = item.discrimination is not None and item.discrimination >= GOOD
    if item.facility > EASY:
        yield Flag(
            "easy", _("Easy, still separates.") if separates else _("Too easy."), 0 if separates else 1
        )
    if item.facility < HARD:
        yield Flag(
            "hard", _("Hard, still separates.") if separates else _("Too hard."), 0 if separates else 1
        )
    if guess and item.facility <= guess:
        yield Flag("guessed", _("No better than guessing."))


def _about_the_test(item: ItemStatistics, alpha: float | None) -> Iterator[Flag]:
    if item.omitted is not None and item.omitted > OMITTED:
        yield Flag("omitted", _("Many leave it out: is it clear, and is there time for it?"))
    if alpha is not None and item.alpha_without is not None and item.alpha_without > alpha + RISE:
        yield Flag("lowers", _("The test would be more reliable without it."))
