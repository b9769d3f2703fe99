"""The learner's board."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from courses.board import Board
from courses.completing import complete_if_due
from courses.forms import FollowUpForm
from courses.views.doors import SignedInRequest, signed_in

NOON, EVENING = 12, 18


@require_safe
@signed_in
def board(request: SignedInRequest) -> HttpResponse:
    at = timezone.now()
    found = Board(request.user, at=at)
    learning = found.learning
    # All may have become done without the learner: an author took the last missing lesson away.
    if learning and learning.enrolment and learning.progress.is_complete and not learning.completion:
        complete_if_due(learning.enrolment, at)
    context = {
        "board": found,
        "greeting": _greeting(timezone.localtime(at).hour, request.user.get_short_name()),
        "plan": _plan(len(found.tasks)),
        "form": FollowUpForm(auto_id="follow-up-%s"),
    }
    return render(request, "courses/board.html", context)


def _greeting(hour: int, name: str) -> str:
    if hour < NOON:
        return _("Good morning, %(name)s.") % {"name": name}
    if hour < EVENING:
        return _("Good afternoon, %(name)s.") % {"name": name}
    return _("Good evening, %(name)s.") % {"name": name}


def _plan(tasks: int) -> str:
    if not tasks:
        return _("Nothing is due today.")
    words = {1: _("One"), 2: _("Two"), 3: _("Three")}
    return ngettext("%(n)s thing today.", "%(n)s things today.", tasks) % {"n": words[tasks]}
