"""Breaks at their doors: begun where they are granted, nothing shown meanwhile, back to the same item."""

from datetime import timedelta

import pytest

from courses.models import Attempt
from tests.conftest import AT
from tests.courses.granting import REASON, grant
from tests.courses.views.sitting import MARKER, answer, door, save, sit
from tests.factories import make_learner

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)
OFFER = "Take a break (20 minutes left)"


@pytest.fixture
def attempt(enrolment, exam):
    grant(enrolment.learner, break_minutes=20)
    return sit(enrolment, exam)


@pytest.fixture
def paused(learner, attempt):
    """Item two was left for a break, with its answer filled in."""
    learner.post(door("question", attempt, 2), {"choice": "wrong1", "go": "break"})
    return attempt


def began(attempt):
    return Attempt.objects.get(pk=attempt.pk).break_began_at


def test_a_break_is_offered_on_items_and_on_the_review(learner, attempt):
    for page in (door("question", attempt, 1), door("review", attempt)):
        assert OFFER in learner.get(page).content.decode()


def test_it_is_offered_only_where_it_is_granted(learner, enrolment, exam):
    attempt = sit(enrolment, exam)
    assert "Take a break" not in learner.get(door("question", attempt, 1)).content.decode()
    response = learner.post(door("break", attempt), follow=True)
    assert "You have no break left." in response.content.decode()
    assert began(attempt) is None


def test_enter_in_a_field_goes_on_and_begins_no_break(learner, attempt):
    """Of all buttons of the sheet, wherever they stand, the first is the one that Enter presses."""
    page = learner.get(door("question", attempt, 1)).content.decode()
    assert page.index('form="sheet" name="go" value="next"') < page.index('name="go" value="break"')


def test_what_is_filled_in_is_saved_before_the_break(learner, paused):
    assert answer(paused, 2).response == {"choice": "wrong1"}
    assert began(paused) == AT


def test_the_break_says_what_is_left_and_shows_nothing_of_the_items(learner, paused, clock):
    clock.shift(5 * MINUTE)
    page = learner.get(door("break", paused)).content.decode()
    for said in ("You are in a break", "15 minutes", "120 minutes", "At 09:50", 'data-seconds="900"'):
        assert said in page
    assert "Question" not in page
    assert MARKER not in page


@pytest.mark.parametrize("name", ["attempt", "review", "result"])
def test_every_page_leads_to_the_break(learner, paused, name):
    assert learner.get(door(name, paused)).url == door("break", paused)


def test_an_item_leads_to_the_break(learner, paused):
    assert learner.get(door("question", paused, 1)).url == door("break", paused)


@pytest.mark.parametrize("fields", [{"choice": "right0"}, {"choice": "elsewhere"}, {"flag": "on"}])
def test_a_form_sent_in_the_break_stores_nothing_and_says_so(learner, paused, fields):
    page = learner.post(door("question", paused, 1), fields, follow=True).content.decode()
    assert "You are in a break" in page
    assert "Question" not in page
    assert (answer(paused, 1).response, answer(paused, 1).is_flagged) == (None, False)


def test_autosave_in_the_break_is_told_to_keep_it_and_the_break_goes_on(learner, paused):
    response = save(learner, paused, 1, {"choice": ["right0"]})
    assert (response.status_code, answer(paused, 1).response) == (423, None)
    assert "You are in a break" in response.json()["message"]
    assert began(paused) == AT
    learner.post(door("go-on", paused))
    assert save(learner, paused, 1, {"choice": ["right0"]}).json()["stored"]


def test_going_on_leads_back_to_the_item_that_was_left(learner, paused, clock):
    clock.shift(5 * MINUTE)
    assert learner.post(door("go-on", paused)).url == door("question", paused, 2)
    page = learner.get(door("question", paused, 2)).content.decode()
    assert "Take a break (15 minutes left)" in page
    assert 'data-seconds="7200"' in page
    assert 'data-limit="120"' in page


def test_a_break_that_is_over_by_itself_leads_back_as_well(learner, paused, clock):
    clock.shift(30 * MINUTE)
    assert learner.get(door("break", paused)).url == door("question", paused, 2)
    page = learner.get(door("question", paused, 2)).content.decode()
    assert 'data-seconds="6600"' in page
    assert learner.post(door("go-on", paused)).url == door("question", paused, 2)
    assert "Take a break" not in learner.get(door("question", paused, 2)).content.decode()


def test_a_break_from_the_review_leads_to_what_is_to_do(learner, attempt):
    assert learner.post(door("break", attempt)).url == door("break", attempt)
    assert learner.post(door("go-on", attempt)).url == door("attempt", attempt)


def test_the_seconds_that_autosave_tells_count_the_break(learner, paused, clock):
    clock.shift(30 * MINUTE)
    assert save(learner, paused, 1, {"choice": ["right0"]}).json()["seconds_left"] == 6600


def test_whoever_signs_in_again_is_asked_before_the_clock_runs_on(learner, paused):
    assert learner.get(door("go-on", paused)).url == door("break", paused)
    assert began(paused) == AT


def test_strangers_sign_in_first(client, attempt):
    page = door("break", attempt)
    assert client.post(page).url == f"/accounts/login/?next={page}"
    assert began(attempt) is None


def test_anothers_break_does_not_exist(client, attempt):
    client.force_login(make_learner())
    for name in ("break", "go-on"):
        assert client.get(door(name, attempt)).status_code in (302, 404)
        assert client.post(door(name, attempt)).status_code == 404
    assert began(attempt) is None


def test_no_cache_keeps_the_break(learner, paused):
    assert "no-store" in learner.get(door("break", paused))["Cache-Control"]


def test_a_page_of_an_item_with_a_break_asks_no_more(learner, attempt, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        assert learner.get(door("question", attempt, 1)).status_code == 200


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"multiplier": "1.5"}, "You have 180 minutes instead of 120."),
        (
            {"multiplier": "1.5", "break_minutes": 20},
            "You have 180 minutes instead of 120. You can take 20 minutes of breaks.",
        ),
        ({"is_unlimited": True}, "You have as long as you need, instead of 120 minutes."),
        ({"extra_attempts": 1}, "You have 1 attempt more."),
    ],
)
def test_the_page_before_the_exam_says_what_is_granted_and_not_why(learner, enrolment, exam, fields, said):
    grant(enrolment.learner, **fields)
    page = learner.get(exam.get_url()).content.decode()
    assert said in page
    assert REASON not in page


def test_the_timer_speaks_by_the_time_that_is_granted(learner, enrolment, exam):
    grant(enrolment.learner, multiplier="1.5")
    page = learner.get(door("question", sit(enrolment, exam), 1)).content.decode()
    assert 'data-limit="180"' in page
    assert 'data-seconds="10800"' in page
