from datetime import UTC, datetime

import pytest
import time_machine
from django.template import Context, Template
from django.test import RequestFactory

from certificates.life.revoking import revoke_certificate
from certificates.models import Certificate
from tests.conftest import AT
from tests.factories import make_completion, make_learner

pytestmark = pytest.mark.django_db
MINE = Template("{% load certificates %}{% my_certificates %}")


def show(learner) -> str:
    request = RequestFactory().get("/board/")
    request.user = learner
    with time_machine.travel(datetime(2027, 2, 1, tzinfo=UTC), tick=False):
        return " ".join(MINE.render(Context({"request": request})).split())


def test_the_board_offers_the_file_and_all_about_it(certificate):
    page = show(certificate.completion.enrolment.learner)
    assert "Awarded 18 December 2026, valid until 17 December 2029" in page
    assert f"/v/{certificate.public_id}.pdf" in page
    assert f'"/certificates/{certificate.public_id}/"' in page


def test_the_board_shows_nobody_elses(certificate):
    assert "No certificate yet" in show(make_learner())


def test_a_revoked_certificate_says_so_and_offers_no_file(certificate):
    revoke_certificate(certificate, reason="Issued in error.", by=None, at=AT)
    page = show(certificate.completion.enrolment.learner)
    assert "Revoked on 23 November 2026: Issued in error." in page
    assert ".pdf" not in page


def test_an_altered_record_is_not_offered_as_good(certificate):
    Certificate.objects.update(earner="Mallory")
    page = show(certificate.completion.enrolment.learner)
    assert "its signature no longer holds" in page
    assert "valid until" not in page
    assert ".pdf" not in page


def test_a_name_that_cannot_be_printed_is_explained_where_the_certificate_would_stand(key):
    page = show(make_completion(make_learner("李雷")).enrolment.learner)
    assert "You have earned the certificate. We need a name that we can print." in page
    assert "Please write your name in Latin letters." in page
    assert "/account/" in page


def test_a_certificate_in_the_making_is_announced(key):
    assert "It is being made and will stand here." in show(make_completion().enrolment.learner)


@pytest.mark.parametrize("courses", [1, 4])
def test_the_list_costs_two_queries_however_many_there_are(key, courses, django_assert_num_queries):
    learner = make_learner()
    for _ in range(courses):
        make_completion(learner)
    with django_assert_num_queries(2):
        show(learner)


def test_one_completion_is_shown_alone(certificate):
    one = Template("{% load certificates %}{% certificate_of completion %}")
    assert "Lean Leader" in one.render(Context({"completion": certificate.completion}))
