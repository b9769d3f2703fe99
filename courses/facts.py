"""What a learner has done on a course, read in one query; what it amounts to is progress.py's."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.db.models import (
    BooleanField,
    CharField,
    DateTimeField,
    DecimalField,
    IntegerField,
    TextField,
    UUIDField,
    Value,
)
from django.db.models.fields.json import KeyTextTransform

from content.outline import Outline, outline_of
from courses.models import Attempt, Enrolment, LessonCompletion
from courses.progress import Progress, QuizResult, progress_of
from courses.quiz.admitting import Sitting
from courses.quiz.feedback import Part, visible

LESSON = "lesson"
# What learners saw of attempts that began before authors could choose.
UNSAID = "profile"


@dataclass(frozen=True)
class Facts:
    """lessons: lesson page id -> when done. sittings: quiz page id -> its attempts, in order."""

    lessons: dict[int, datetime]
    sittings: dict[int, tuple[Sitting, ...]]

    @property
    def results(self) -> dict[int, QuizResult]:
        return {quiz: result_of(sittings) for quiz, sittings in self.sittings.items()}

    @property
    def done(self) -> set[int]:
        """The pages of lessons completed and quizzes passed."""
        passed = {quiz for quiz, sittings in self.sittings.items() if any(s.is_passed for s in sittings)}
        return passed | set(self.lessons)

    def of(self, quiz_id: int) -> tuple[Sitting, ...]:
        return self.sittings.get(quiz_id, ())


def facts_of(enrolment: Enrolment) -> Facts:
    return facts_of_all([enrolment])[enrolment.pk]


def facts_of_all(enrolments: Sequence[Enrolment]) -> dict[int, Facts]:
    """Return enrolment id -> facts, of all these enrolments in one query."""
    lessons: dict[int, dict[int, datetime]] = defaultdict(dict)
    sittings: dict[int, dict[int, list[Sitting]]] = defaultdict(lambda: defaultdict(list))
    for enrolment_id, page_id, state, began_at, *rest in _rows(enrolments):
        if state == LESSON:
            lessons[enrolment_id][page_id] = began_at
        else:
            *told, at_once = rest
            is_shown = Part.SCORE in visible("exam", state, at_once=at_once or UNSAID)
            sittings[enrolment_id][page_id].append(Sitting(state, began_at, *(*told, is_shown)))
    return {e.pk: Facts(lessons[e.pk], _ordered(sittings[e.pk])) for e in enrolments}


def _ordered(sittings: dict[int, list[Sitting]]) -> dict[int, tuple[Sitting, ...]]:
    return {quiz: tuple(sorted(found, key=lambda s: s.number)) for quiz, found in sittings.items()}


def result_of(sittings: Iterable[Sitting]) -> QuizResult:
    """Sum up; what learners may not see of a score is nowhere counted as their best."""
    taken = [s for s in sittings if s.state == "submitted" and s.fraction is not None]
    passed = [s.submitted_at for s in taken if s.is_passed and s.submitted_at]
    return QuizResult(
        best_fraction=max((Fraction(s.fraction or 0) for s in taken if s.is_shown), default=None),
        is_passed=bool(passed),
        is_open=any(s.state == "open" for s in sittings),
        passed_at=min(passed, default=None),
        began_at=min((s.started_at for s in sittings), default=None),
    )


def progress_for(
    enrolment: Enrolment, facts: Facts | None = None, outline: Outline | None = None
) -> Progress:
    """Return the enrolment's progress; reading the facts and the outline unless they are at hand."""
    facts = facts or facts_of(enrolment)
    completion = getattr(enrolment, "completion", None)
    return progress_of(
        outline or outline_of(enrolment.course_id),
        lessons_done=facts.lessons,
        quizzes=facts.results,
        completed_at=completion.completed_at if completion else None,
        last_page_id=enrolment.last_page_id,
    )


def _rows(enrolments: Sequence[Enrolment]) -> Iterable[tuple[Any, ...]]:
    """Attempts and lessons in one list: the ids of quizzes and of lessons are both ids of pages."""
    attempts = Attempt.objects.filter(enrolment__in=enrolments).values_list(
        "enrolment_id",
        "quiz_id",
        "state",
        "started_at",
        "submitted_at",
        "fraction",
        "is_passed",
        "number",
        "pk",
        KeyTextTransform("shown_at_once", "policy"),
    )
    nothing = [
        Value(None, output_field=field)
        for field in (
            DateTimeField(),
            DecimalField(),
            BooleanField(),
            IntegerField(),
            UUIDField(),
            TextField(),
        )
    ]
    lessons = LessonCompletion.objects.filter(enrolment__in=enrolments).values_list(
        "enrolment_id", "lesson_id", Value(LESSON, output_field=CharField()), "completed_at", *nothing
    )
    return attempts.union(lessons, all=True)
