"""A learner in front of an exam and of a check, at one moment."""

import pytest
import time_machine

from tests.conftest import AT
from tests.courses.building import author_of, make_enrolment, make_exam, make_quiz
from tests.courses.views.sitting import hidden


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(AT, tick=False) as clock:
        yield clock


@pytest.fixture
def enrolment():
    return make_enrolment()


@pytest.fixture
def learner(client, enrolment):
    client.force_login(enrolment.learner)
    return client


@pytest.fixture
def exam(enrolment):
    return make_exam(enrolment.course, contents=[hidden("a"), hidden("b")])


@pytest.fixture
def check(enrolment):
    return make_quiz(enrolment.course.get_children().first(), contents=[hidden("a"), hidden("b")])


@pytest.fixture
def author(client, exam):
    """Who may edit the exam's course, signed in."""
    person = author_of(exam)
    client.force_login(person)
    return person
