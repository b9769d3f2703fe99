"""What waits for a certificate officer: a holder's wish, and certificates of a course to be settled at once.

Run in a served copy by `manage.py shell -c`: open_desk().
"""

from django.utils import timezone

from certificates.life.asking import ask
from certificates.life.issuing import issue_certificate
from certificates.models import Certificate
from certificates.programmes.designing import make_missing_programmes
from tests.factories import make_completion, make_course, make_learner
from tests.journeys.marking_room import apart

COURSE = "Standard work at the bench"
NAMES = ("Marta Benchley", "Jonas Benchley", "Amara Benchley", "Ruth Dawley")


def open_desk() -> None:
    """Issue four certificates of a course of their own; the first holder's name has a slip in it."""
    apart(40_000)
    course = make_course(COURSE, achievement="Bench leader")
    make_missing_programmes()
    first, *_others = (issue(course, name) for name in NAMES)
    holder = first.completion.enrolment.learner
    ask(first, "correction", by=holder, wanted="Márta Benchley", reason="It lacks its accent.")


def issue(course, name: str) -> Certificate:
    return issue_certificate(make_completion(make_learner(name), course, completed_at=timezone.now()))
