"""Whether the banks of a quiz hold enough for its blueprint, and how worn their items are."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count

from content.models import BlueprintLine, ItemVersion, QuizPage
from courses.models import Answer, Attempt
from courses.quiz.collecting import staff
from courses.quiz.pooling import drawable
from courses.quiz.psychometrics.health import Cell, Stock, cells_of

# A place of a cell in the blueprint: the bank's title and the cognitive level.
Place = tuple[str, str]


@dataclass(frozen=True)
class Stocktaking:
    """attempts: how many forms were drawn. codes: item -> its code, for those that are named as worn."""

    cells: tuple[Cell, ...]
    attempts: int
    codes: Mapping[int, str]


def pool_of(quiz: QuizPage, lines: Sequence[BlueprintLine] | None = None) -> list[ItemVersion]:
    """Return the live versions that a form of the quiz may hold, those on trial too, by code."""
    lines = blueprint_lines(quiz) if lines is None else lines
    found = drawable(quiz.purpose).select_related("item", "bank").order_by("item__code")
    return [version for version in found if any(_takes(line, version) for line in lines)]


def blueprint_lines(quiz: QuizPage) -> list[BlueprintLine]:
    # Asked of the database: a page object may carry an author's unpublished blueprint.
    return list(BlueprintLine.objects.filter(quiz=quiz).select_related("bank", "objective"))


def _takes(line: BlueprintLine, version: ItemVersion) -> bool:
    """Whether an item may stand in a form by this line; one on trial beside it, of any level and kind."""
    return (
        (line.bank_id is None or line.bank_id == version.bank_id)
        and (line.objective is None or line.objective.code in version.objectives)
        and (version.is_trial or line.level in ("", version.cognitive_level))
        and (version.is_trial or line.kind in ("", version.type))
    )


def take_stock(quiz: QuizPage) -> Stocktaking:
    """Count what is live, needed and met, by bank and cognitive level, over all attempts of learners."""
    lines = blueprint_lines(quiz)
    versions = pool_of(quiz, lines)
    attempts = Attempt.objects.filter(quiz=quiz).exclude(state=Attempt.State.VOID)
    attempts = attempts.exclude(enrolment__learner__in=staff())
    held = Answer.objects.filter(attempt__in=attempts.order_by().values("pk"))
    met = dict(held.order_by().values_list("item_version__item").annotate(n=Count("pk")))
    stock = [
        Stock(version.item_id, _place(version), version.is_trial, met.get(version.item_id, 0))
        for version in versions
    ]
    needed = dict(_needed(lines, versions))
    codes = {version.item_id: version.item.code for version in versions}
    return Stocktaking(tuple(cells_of(stock, needed, attempts.count())), attempts.count(), codes)


def _place(version: ItemVersion) -> Place:
    return version.bank.title, version.get_cognitive_level_display()


def _needed(lines: Iterable[BlueprintLine], versions: Sequence[ItemVersion]) -> Iterator[tuple[Place, float]]:
    """Yield how many items of a cell stand in a form on average.

    A line that names no level takes from the levels of its bank in the proportion of what is there.
    """
    total: Counter[Place] = Counter()
    for line in lines:
        takes = [_place(version) for version in versions if not version.is_trial and _takes(line, version)]
        there = Counter(takes)
        count = len(takes) if line.count is None else line.count
        if not takes and line.bank and count:
            there, takes = Counter([(line.bank.title, line.get_level_display() or "")]), [("", "")]
        for place, n in there.items():
            total[place] += count * n / len(takes)  # type: ignore[assignment]
    yield from ((place, float(n)) for place, n in total.items())
