"""The page of one item: the item, what may be said of it, and the way to the others."""

from dataclasses import dataclass

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from content.outline import outline_of
from courses.models import Answer, Attempt
from courses.quiz.fields import Fields
from courses.quiz.policy import Policy
from courses.quiz.presenting import phase_of, present_answer, time_left
from courses.quiz.sheet import sheet_of
from courses.views.doors import SignedInRequest


@dataclass(frozen=True)
class Place:
    """One item in the navigator."""

    position: int
    is_answered: bool
    is_flagged: bool


@dataclass(frozen=True)
class Navigator:
    places: tuple[Place, ...]

    @property
    def answered(self) -> int:
        return sum(place.is_answered for place in self.places)

    @property
    def flagged(self) -> int:
        return sum(place.is_flagged for place in self.places)


def navigator_of(attempt: Attempt) -> Navigator:
    """Read which items are answered and flagged, without their content. In a check, checked is answered."""
    is_check = attempt.policy["purpose"] == "check"
    given = Q(checked_at__isnull=False) if is_check else Q(response__isnull=False)
    rows = attempt.answers.order_by("position").annotate(is_given=given)
    return Navigator(tuple(Place(*row) for row in rows.values_list("position", "is_given", "is_flagged")))


def question_page(
    request: SignedInRequest,
    answer: Answer,
    *,
    error: str = "",
    refused: str = "",
    filled: Fields | None = None,
    is_retrying: bool = False,
    is_skipping: bool = False,
) -> HttpResponse:
    """Show one item.

    error: why what was filled in is refused. refused: the id of the part it is about. is_skipping: nothing
    was filled in, and the learner is asked whether to go on for good all the same.
    """
    at, attempt = timezone.now(), answer.attempt
    navigator = navigator_of(attempt)
    context = {
        "answer": answer,
        "attempt": attempt,
        "policy": Policy.from_json(attempt.policy),
        "sheet": sheet_of(
            present_answer(answer, at, is_retrying=is_retrying or bool(error)), filled, refused
        ),
        "is_retrying": is_retrying,
        "is_skipping": is_skipping,
        "error": error,
        "navigator": navigator,
        "seconds_left": time_left(attempt, at),
        "phase": phase_of(attempt, at),
        "outline": outline_of(attempt.enrolment.course_id),
        "previous": answer.position - 1,
        "following": answer.position + 1 if answer.position < len(navigator.places) else None,
    }
    return render(request, "courses/question.html", context, status=422 if error else 200)
