"""A learner, an exam of four items, and a sitting of it."""

import pytest

from courses.quiz.attempting import start_attempt
from tests.conftest import AT
from tests.courses.building import make_enrolment, make_exam


@pytest.fixture
def enrolment():
    return make_enrolment()


@pytest.fixture
def exam(enrolment):
    return make_exam(enrolment.course, items=4)


@pytest.fixture
def attempt(enrolment, exam):
    return start_attempt(enrolment, exam, at=AT)
