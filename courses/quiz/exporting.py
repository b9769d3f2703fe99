"""Item analysis for spreadsheets and for other programs: the figures, and the matrix of responses."""

from collections.abc import Iterator
from math import fsum

from django.utils.translation import gettext as _

from content.models import ItemVersion
from courses.quiz.appraising import Appraisal, Report
from courses.quiz.collecting import Scope, attempts_of, sittings_of
from courses.quiz.psychometrics.sittings import Given
from courses.spreadsheets import Cell

# Enough digits for whoever goes on reckoning.
DIGITS = 6


def figures_of(report: Report) -> Iterator[list[Cell]]:
    """Yield a head and one row for each version; empty where there is no figure."""
    yield [
        *("item", "version", "bank", "type", "level", "scored", "topic", "answers", "facility"),
        *("facility_low", "facility_high", "sd", "discrimination", "point_biserial", "efficiency"),
        *("effective_weight", "intended_weight", "alpha_without", "omitted", "median_seconds", "guess"),
        *("trust", "proposal", "reasons"),
    ]
    for appraisal in report.appraisals:
        yield _figures(appraisal)


def _figures(appraisal: Appraisal) -> list[Cell]:
    version, item, advice = appraisal.version, appraisal.statistics, appraisal.advice
    low, high = item.interval or (None, None)
    numbers = (
        *(item.facility, low, high, item.sd, item.discrimination, item.included, item.efficiency),
        *(item.effective_weight, item.intended_weight, item.alpha_without, item.omitted, item.seconds),
        appraisal.guess,
    )
    return [
        *(version.item.code, version.number, version.bank.title, version.type, version.cognitive_level),
        *(int(item.is_scored), appraisal.topic, item.n),
        *(None if number is None else round(number, DIGITS) for number in numbers),
        *(advice.trust.value, advice.proposal.value),
        " ".join(flag.message.translated(_) for flag in advice.flags),
    ]


def matrix_of(scope: Scope) -> Iterator[list[Cell]]:
    """Yield a head and one row for each attempt, as it is read: points on each version, empty if not drawn.

    Attempts are numbered in an order that tells nothing of who or when. On trial and not scored: shares of 1.
    """
    versions = scope.versions()
    columns = {version.pk: place for place, version in enumerate(versions)}
    yield ["attempt", "points", "max_points", *(_column(version) for version in versions)]
    contents = {version.pk: version.content for version in versions}
    sittings = sittings_of(scope, attempts_of(scope), contents)
    for number, sitting in enumerate(sittings, start=1):
        counted = [given for given in sitting.answers if given.is_scored and given.points is not None]
        row: list[Cell] = [None] * len(columns)
        for given in sitting.answers:
            if given.version in columns:
                row[columns[given.version]] = _points(given)
        earned, most = fsum(g.points or 0.0 for g in counted), fsum(g.max_points for g in counted)
        yield [number, round(earned, DIGITS), round(most, DIGITS), *row]


def _column(version: ItemVersion) -> str:
    return f"{version.item.code}/{version.number}"


def _points(given: Given) -> float | None:
    return None if given.points is None else round(given.points, DIGITS)
