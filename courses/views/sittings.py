"""Sitting a quiz: start, answer one item at a time, flag, check."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from content.items.responding import parse
from content.items.terms import ResponseInvalid
from content.models import QuizPage
from content.outline import course_id_of
from courses.desk import desk_of
from courses.errors import CoursesError
from courses.forms import StartForm
from courses.learning import learning_of
from courses.models import Answer, Attempt
from courses.quiz.answering import flag_answer, save_answer
from courses.quiz.calibrating import certainty_in
from courses.quiz.checking import check_answer, reveal_answer
from courses.quiz.going_on import blank_warning, go_on, refuse_ahead
from courses.quiz.overtaking import is_overtaken
from courses.quiz.pausing import start_break
from courses.quiz.starting import start_attempt
from courses.views.doors import (
    SignedInRequest,
    at_hand,
    elsewhere,
    keep_signed_in,
    own_answer,
    own_attempt,
    raw_fields,
    say,
    signed_in,
)
from courses.views.pages import navigator_of, question_page

ADDRESS = "courses:question"
# Of the longest sequence, see courses.views.saving.
DIGITS = 16


@require_http_methods(["GET", "POST"])
@signed_in
def start(request: SignedInRequest, quiz_id: int) -> HttpResponse:
    """Start a sitting, or go on with the one under way. Who had to sign in first is asked again."""
    quiz = get_object_or_404(QuizPage.objects.live(), pk=quiz_id)
    learning = learning_of(request, course_id_of(quiz) or 0)
    if learning.enrolment is None or request.method == "GET":
        return redirect(quiz.get_url(request))
    desk = desk_of(learning, quiz)
    is_resuming = desk.entry is not None and desk.entry.verdict == "resume"
    if not is_resuming and not learning.outline.offers(quiz_id):
        raise Http404
    form = StartForm(
        request.POST, is_exam=desk.policy.is_exam, is_retake=desk.is_retake, honour=desk.policy.honour
    )
    if not is_resuming and not form.is_valid():
        shown = desk_of(learning, quiz, form)
        context = {"desk": shown, "learning": learning, "page": quiz}
        return render(request, "courses/start.html", context, status=422)
    reflection = "" if is_resuming else form.cleaned_data.get("reflection", "")
    try:
        attempt = start_attempt(learning.enrolment, quiz, reflection=reflection)
    except CoursesError as refusal:
        say(request, refusal)
        return redirect(quiz.get_url(request))
    keep_signed_in(request, attempt)
    return redirect("courses:attempt", attempt.pk)


@require_GET
@signed_in
def attempt(request: SignedInRequest, attempt_id: UUID) -> HttpResponse:
    """Go to the first item without an answer, or to the result; forward only, to the item at hand."""
    found = own_attempt(request.user, attempt_id)
    if way := elsewhere(found):
        return way
    keep_signed_in(request, found)
    if found.is_forward:
        return at_hand(found)
    blank = next((p.position for p in navigator_of(found).places if not p.is_answered), None)
    return redirect(ADDRESS, found.pk, blank) if blank else redirect("courses:review", found.pk)


@require_http_methods(["GET", "POST"])
@signed_in
def question(request: SignedInRequest, attempt_id: UUID, position: int) -> HttpResponse:
    """Show one item, or take what a plain form says of it and go where it points."""
    answer = own_answer(request.user, attempt_id, position)
    is_posted = request.method == "POST"
    # What was sent before the deadline and arrives after it is still taken, by save_answer.
    if not is_posted and (way := elsewhere(answer.attempt, answer)):
        return way
    if not is_posted:
        return question_page(request, answer, is_retrying="again" in request.GET)
    try:
        refuse_ahead(answer)
        return _taking(answer)(request, answer)
    except ResponseInvalid as refusal:
        # After the end, or once the item was left, there is no sheet to put the refusal on.
        if way := elsewhere(answer.attempt, answer):
            return way
        error = refusal.message.translated(_)
        return question_page(request, answer, error=error, refused=refusal.part, filled=raw_fields(request))
    except CoursesError as refusal:
        say(request, refusal)
        return redirect("courses:attempt", attempt_id)


def _taking(answer: Answer) -> Callable[[SignedInRequest, Answer], HttpResponse]:
    if answer.attempt.policy["purpose"] == "check":
        return _take_check
    return _take_forward if answer.attempt.is_forward else _take


def _take_forward(request: SignedInRequest, answer: Answer) -> HttpResponse:
    """Leave the item for good; without an answer only when that was said plainly and pressed again."""
    go = request.POST.get("go", "next")
    if go not in ("next", "skip") or not request.POST.keys().isdisjoint(("clear", "flag")):
        return _take(request, answer)
    response = parse(answer.item_version.content, raw_fields(request))
    # Nothing is left for good that its learner has not seen as it stands.
    if _is_overtaken(request, answer, response):
        return redirect(ADDRESS, answer.attempt_id, answer.position)
    if response is None and go == "next" and not elsewhere(answer.attempt, answer):
        said = blank_warning(answer.item_version.content).translated(_)
        return question_page(request, answer, error=said, filled=raw_fields(request), is_skipping=True)
    go_on(answer, response)
    return at_hand(answer.attempt)


def _take(request: SignedInRequest, answer: Answer) -> HttpResponse:
    is_clearing = "clear" in request.POST
    response = None if is_clearing else parse(answer.item_version.content, raw_fields(request))
    if is_clearing or not _is_overtaken(request, answer, response):
        save_answer(answer, response)
    if is_clearing:
        return redirect(ADDRESS, answer.attempt_id, answer.position)
    if "flag" in request.POST:
        flag_answer(answer, is_flagged=request.POST["flag"] == "on")
        return redirect(ADDRESS, answer.attempt_id, answer.position)
    if request.POST.get("go") == "break":
        start_break(answer.attempt, position=answer.position)
        return redirect("courses:break", answer.attempt_id)
    return _onwards(answer.attempt, answer.position, request.POST.get("go", "next"))


def _is_overtaken(request: SignedInRequest, answer: Answer, response: dict[str, Any] | None) -> bool:
    """Say so where the form takes back what another window gave, see courses.quiz.overtaking."""
    if not is_overtaken(answer, response, _since(request)):
        return False
    stands = _("Item %(number)s was answered in another window. That answer stands.")
    messages.info(request, stands % {"number": answer.position})
    return True


def _since(request: SignedInRequest) -> int | None:
    """Return when the form says that it was made, as a sequence; None where it does not say."""
    said = request.POST.get("since", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) <= DIGITS else None


def _take_check(request: SignedInRequest, answer: Answer) -> HttpResponse:
    here = reverse(ADDRESS, args=[answer.attempt_id, answer.position])
    if "clear" in request.POST:
        return redirect(f"{here}?again")
    match request.POST.get("do", "check"):
        case "reveal":
            reveal_answer(answer)
        case _:
            response = parse(answer.item_version.content, raw_fields(request))
            check_answer(answer, response, certainty=certainty_in(request.POST.get("certainty")))
    return redirect(f"{here}#feedback")


def _onwards(attempt: Attempt, position: int, go: str) -> HttpResponse:
    if go == "previous" and position > 1:
        return redirect(ADDRESS, attempt.pk, position - 1)
    if go == "next" and attempt.answers.filter(position=position + 1).exists():
        return redirect(ADDRESS, attempt.pk, position + 1)
    if go == "stay":
        return redirect(ADDRESS, attempt.pk, position)
    return redirect("courses:review", attempt.pk)
