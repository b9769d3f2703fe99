"""A certificate that was earned with more time looks like any other."""

import pytest

from certificates.life.issuing import issue_certificate
from certificates.models import Certificate
from courses.models import Accommodation, Answer, Completion
from courses.quiz.attempting import start_attempt, submit_attempt
from courses.quiz.extending import extend_deadline
from tests.certificates.quick import print_quickly
from tests.conftest import AT
from tests.courses.building import make_enrolment, make_exam
from tests.courses.granting import REASON, grant
from tests.factories import make_course, make_learner

pytestmark = pytest.mark.django_db


def test_neither_what_is_granted_nor_why_stands_on_a_certificate(key, seal_key, monkeypatch):
    printed = []
    print_quickly(monkeypatch, printed.append)
    course = make_course(lessons=0)
    exam, enrolment = make_exam(course), make_enrolment(course)
    grant(enrolment.learner, multiplier="1.75", break_minutes=37)
    attempt = start_attempt(enrolment, exam, at=AT)
    extend_deadline(attempt, 43, "zqalarmqz", make_learner("Rosa Lindqvist"), at=AT)
    Answer.objects.filter(attempt=attempt).update(response={"choice": "right0"})
    assert submit_attempt(attempt, at=AT).is_passed
    certificate = issue_certificate(Completion.objects.get(enrolment=enrolment), at=AT)
    row = Certificate.objects.filter(pk=certificate.pk).values().get()
    said = f"{row} {printed}"
    assert "Ada Lovelace" in said
    for hidden in (REASON, "zqletterqz", "zqalarmqz", "1.75", "37 min", "ccommodation"):
        assert hidden not in said
    assert Accommodation.objects.get().reason == REASON
