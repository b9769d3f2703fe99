"""What happens in one app because something happened in another. All of it is here."""

import logging
from typing import Any

from certificates.errors import CertificatesError
from certificates.life.issuing import issue_certificate
from content.errors import PublishRefused
from content.models import QuizPage
from content.models.going_live import about_to_publish
from content.quiz_form import problems_of
from courses.models import Completion
from courses.quiz.trying import shortage_of, told
from courses.signals import course_completed

log = logging.getLogger(__name__)


def issue_on_completion(sender: Any, *, completion: Completion, **kwargs: Any) -> None:
    """Issue at once, so that the certificate is there when the learner looks.

    The announcement comes after commit and is robust: if this fails it is logged, the completion
    stands, and `manage.py catch_up` issues what is missing. A refusal, such as of a name that cannot be
    printed, is no fault: the learner reads it on the board.
    """
    try:
        issue_certificate(completion)
    except CertificatesError as refusal:
        log.warning("Completion %s has no certificate yet: %s", completion.pk, refusal)


def refuse_what_none_could_start(sender: Any, *, instance: QuizPage, **kwargs: Any) -> None:
    """Keep a quiz a draft while it is unfinished, or its blueprint asks for more items than there are."""
    if problems := list(problems_of(instance)):
        raise PublishRefused(instance, problems)
    if shortage := shortage_of(instance):
        raise PublishRefused(instance, told(shortage))


def connect() -> None:
    """Connect signals once all apps are loaded."""
    course_completed.connect(issue_on_completion, dispatch_uid="issue-on-completion")
    about_to_publish.connect(refuse_what_none_could_start, sender=QuizPage, dispatch_uid="startable")
