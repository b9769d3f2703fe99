"""A quiz that nobody could start is not published, and its author reads what is missing."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from content.models import KindQuota
from courses.quiz.trying import shortage_of, told
from tests.courses.building import make_bank, make_exam, make_version
from tests.factories import User, make_course, make_quiz_page

# The CMS names variables in its templates that nobody defines.
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def bank():
    found = make_bank("Gemba")
    make_version(found, pool="exam", level="apply")
    return found


@pytest.fixture
def draft():
    return make_quiz_page(make_course(), "Exam", purpose="exam", live=False)


@pytest.fixture
def author(client):
    user = User.objects.create_superuser("author@example.org", "go and see", full_name="Mira Okafor")
    client.force_login(user)
    return client


def publish(author, quiz, bank, count):
    data = {
        "title": quiz.title,
        "slug": quiz.slug,
        "purpose": "exam",
        "minutes": "30",
        "pass_mark": "70",
        "scoring": "partial",
        "objective_floor": "0",
        "navigation": "free",
        "shown_at_once": "profile",
        "trial_items": "0",
        "comments": inline_formset([]),
        "kinds": inline_formset([]),
        "levels": inline_formset([]),
        "blueprint": inline_formset([{"bank": bank.pk, "count": count, "points": 1}]),
        "action-publish": "action-publish",
    }
    answer = author.post(reverse("wagtailadmin_pages:edit", args=[quiz.pk]), nested_form_data(data))
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


def test_too_small_a_bank_keeps_a_quiz_a_draft_and_says_the_numbers(author, draft, bank):
    said = publish(author, draft, bank, 3)
    draft.refresh_from_db()
    assert not draft.live
    assert "Gemba: 3 wanted, 1 there" in said
    assert draft.get_latest_revision_as_object().blueprint.get().count == 3


def test_a_quiz_whose_form_can_be_drawn_is_published(author, draft, bank):
    publish(author, draft, bank, 1)
    draft.refresh_from_db()
    assert draft.live


def test_kinds_are_named_as_authors_know_them():
    exam = make_exam(make_course(), items=2, count=2)
    exam.kinds = [KindQuota(kind="short_text", count=1)]
    assert list(told(shortage_of(exam))) == ["Short text: 1 wanted, 0 can be had"]


def test_too_few_items_on_trial_are_told_to_the_author():
    exam = make_exam(make_course(), items=2, count=2, trial_items=2)
    make_version(exam.blueprint.get().bank, pool="exam", is_trial=True)
    assert list(told(shortage_of(exam))) == ["items on trial: 2 wanted, 1 there"]
