import logging

import pytest

from certificates.life import issuing
from certificates.models import Certificate
from content.models import LessonPage
from courses.completing import complete_lesson
from courses.enrolling import enrol
from courses.models import Completion
from tests.certificates.quick import lay_keys, print_quickly
from tests.conftest import AT
from tests.factories import make_course, make_learner

pytestmark = pytest.mark.django_db


@pytest.fixture
def last_step(settings, tmp_path, django_capture_on_commit_callbacks):
    """Do the one lesson of a course, and all that happens after its commit."""
    settings.KEYS_DIR = tmp_path / "keys"
    lay_keys()
    enrolment = enrol(make_learner(), make_course(lessons=1), at=AT)

    def take():
        with django_capture_on_commit_callbacks(execute=True):
            complete_lesson(enrolment, LessonPage.objects.get(), at=AT)

    return take


def test_completing_a_course_issues_its_certificate(last_step, monkeypatch):
    print_quickly(monkeypatch)
    last_step()
    last_step()
    assert Certificate.objects.get().earner == "Ada Lovelace"


def test_a_certificate_that_fails_leaves_the_completion_and_is_logged(last_step, monkeypatch, caplog):
    def jam(order: object) -> bytes:
        raise RuntimeError("the printer is jammed")

    monkeypatch.setattr(issuing, "print_certificate", jam)
    last_step()
    assert Completion.objects.count() == 1
    assert Certificate.objects.count() == 0
    [logged] = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert "the printer is jammed" in str(logged.exc_info[1])
    # Expected here, so it does not count as an error of this test.
    caplog.get_records("call").remove(logged)
