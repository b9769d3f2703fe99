"""Item analysis as authors read it: each item with its figures, its options and a proposal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from content.cleaning import plain_text
from content.items.terms import Content
from content.models import ItemVersion
from courses.quiz.analysing import Analysis, analyse
from courses.quiz.collecting import Scope, attempts_of, sittings_of
from courses.quiz.psychometrics.advising import Advice, advise
from courses.quiz.psychometrics.guessing import guess_score
from courses.quiz.psychometrics.items import ItemStatistics
from courses.quiz.psychometrics.options import (
    Option,
    OptionStatistics,
    option_statistics,
    options_of,
    parts_of,
)
from courses.quiz.psychometrics.tallying import ItemTally

TOPIC_LENGTH = 70


@dataclass(frozen=True)
class Appraisal:
    """One version, scored or not, with everything that is told of it.

    guess: what blind guessing earns, 0..1.
    """

    version: ItemVersion
    statistics: ItemStatistics
    tally: ItemTally
    options: tuple[OptionStatistics, ...]
    guess: float | None
    advice: Advice

    @property
    def code(self) -> str:
        return f"{self.version.item.code}/{self.version.number}"

    @property
    def topic(self) -> str:
        return topic_of(self.version)


def topic_of(version: ItemVersion) -> str:
    """Return the author's name for the item, or how it begins."""
    words = version.item.name or plain_text(version.content["stem"])
    return words if len(words) <= TOPIC_LENGTH else f"{words[:TOPIC_LENGTH].rsplit(' ', 1)[0]}…"


@dataclass(frozen=True)
class Report:
    """began_at, ended_at: when the first and the last attempt was handed in; None without attempts."""

    scope: Scope
    analysis: Analysis
    appraisals: tuple[Appraisal, ...]
    began_at: datetime | None
    ended_at: datetime | None

    @cached_property
    def flagged(self) -> list[Appraisal]:
        return [appraisal for appraisal in self.appraisals if appraisal.advice.is_flagged]

    @property
    def scored(self) -> list[Appraisal]:
        return [appraisal for appraisal in self.appraisals if appraisal.statistics.is_scored]

    @property
    def unscored(self) -> list[Appraisal]:
        return [appraisal for appraisal in self.appraisals if not appraisal.statistics.is_scored]

    def of(self, version_id: int) -> list[Appraisal]:
        """Return what is told of a version; twice where it was scored for some and not for others."""
        return [a for a in self.appraisals if a.version.pk == version_id]


def report_on(scope: Scope, *, cut: float) -> Report:
    """Read the attempts once and appraise each item. cut: the pass mark as a share, 0..1."""
    versions = {version.pk: version for version in scope.versions()}
    contents = {pk: version.content for pk, version in versions.items()}
    attempts = attempts_of(scope)
    analysis = analyse(sittings_of(scope, attempts, contents), cut=cut)
    handed_in = [sat.submitted_at for sat in attempts.values()]
    return Report(
        scope=scope,
        analysis=analysis,
        appraisals=tuple(_appraisals(analysis, versions)),
        began_at=min(handed_in, default=None),
        ended_at=max(handed_in, default=None),
    )


def _appraisals(analysis: Analysis, versions: dict[int, ItemVersion]) -> Iterator[Appraisal]:
    places = {pk: place for place, pk in enumerate(versions)}
    known = [item for item in analysis.items if item.version in places]
    for item in sorted(known, key=lambda item: (places[item.version], not item.is_scored)):
        tally = analysis.tally.items[item.version, item.is_scored]
        yield _appraise(versions[item.version], item, tally, analysis.alpha)


def known_options(content: Content, tally: ItemTally) -> list[Option]:
    """Return the options with the key that counts: after a regrade it is not the one that was asked."""
    options = options_of(content)
    if content["type"] != "single_choice" or content.get("grading") == "weights":
        return options
    return [replace(option, is_key=earns(tally, option)) for option in options]


def earns(tally: ItemTally, option: Option) -> bool:
    """Whether those who chose it were given all points; where nobody did, what the content says."""
    chosen = tally.chosen.get(option.key)
    return all(points >= most > 0 for points, most, *_rest in chosen) if chosen else option.is_key


def _appraise(version: ItemVersion, item: ItemStatistics, tally: ItemTally, alpha: float | None) -> Appraisal:
    content = version.content
    options = tuple(option_statistics(tally, known_options(content, tally), parts_of(content)))
    guess = guess_score(content)
    # Only where one option of several is the answer does an option that does better put it in doubt.
    judged: Sequence[OptionStatistics] = options if content["type"] == "single_choice" else ()
    chance = None if guess is None else float(guess)
    advice = advise(item, judged, alpha=alpha, guess=chance)
    return Appraisal(version, item, tally, options, chance, advice)
