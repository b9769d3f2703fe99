"""Pages as a visitor meets them who has not signed in."""

from pathlib import Path

import pytest

from content.curriculum.loading import load_course
from content.models import CataloguePage, CoursePage, HomePage, LessonPage, ModulePage
from tests.factories import make_home

pytestmark = pytest.mark.django_db


@pytest.fixture
def small_course() -> CoursePage:
    load_course(Path(__file__).parent / "small_course")
    return CoursePage.objects.get()


def shown(client, page) -> str:
    response = client.get(page.get_url())
    assert response.status_code == 200
    return response.content.decode()


def test_the_front_door_states_facts_of_the_course(client, small_course):
    html = shown(client, HomePage.objects.get())
    assert "Learn to lead." in html
    assert "1 h, in lessons of about 12 min" in html
    assert "1 item, 30 min, pass mark 70 %" in html
    assert "valid 3 years" in html
    assert 'href="/courses/small/seeing/go-and-see/"' in html


def test_the_front_door_opens_without_any_course(client):
    html = shown(client, make_home())
    assert "No course yet" in html


def test_the_catalogue_leads_to_the_course(client, small_course):
    assert 'href="/courses/small/"' in shown(client, CataloguePage.objects.get())


def test_the_course_says_what_it_promises_and_that_cases_are_composed(client, small_course):
    html = shown(client, small_course)
    for text in (
        "Two lessons and an exam.",
        "see the work",
        "All cases are composed.",
        "Go and see",
        "Ask why",
    ):
        assert text in html


def test_a_module_lists_its_lessons(client, small_course):
    html = shown(client, ModulePage.objects.get())
    assert "Go and see." in html
    assert "Ask why" in html


def test_the_first_lesson_is_open_and_explains_its_words(client, small_course):
    html = shown(client, LessonPage.objects.get(slug="go-and-see"))
    assert 'popovertarget="g-gemba"' in html
    assert "The place where value is created." in html
    assert 'href="#why-go">Why go</a>' in html
    assert '<h2 id="why-go">Why go</h2>' in html
    assert html.count("<h1") == 1


def test_a_lesson_asks_its_item_without_giving_it_away(client, small_course):
    html = shown(client, LessonPage.objects.get(slug="go-and-see"))
    assert "Where are facts found?" in html
    for secret in ("Yes, where the work is.", "A report is old."):
        assert secret not in html


def test_a_lesson_that_is_not_published_is_not_found(client, small_course):
    lesson = LessonPage.objects.get(slug="go-and-see")
    lesson.unpublish()
    assert client.get(lesson.get_url()).status_code == 404


@pytest.mark.parametrize("above", [CataloguePage, CoursePage, ModulePage])
def test_a_page_that_is_not_published_hides_what_lies_under_it(client, small_course, above):
    lesson = LessonPage.objects.get(slug="go-and-see")
    above.objects.get().unpublish()
    assert client.get(lesson.get_url()).status_code == 404


@pytest.mark.parametrize(
    "path", ["/nothing/", "/courses/small/nothing/", "/courses/small/seeing/go-and-see/more/"]
)
def test_an_address_that_leads_nowhere_is_not_found(client, small_course, path):
    assert client.get(path).status_code == 404


def test_the_glossary_explains_every_term_under_its_own_address(client, small_course):
    html = client.get("/glossary/").content.decode()
    assert 'id="gemba"' in html
    assert "The best way known today." in html


def test_a_page_needs_few_queries_however_deep_it_lies(client, small_course, django_assert_max_num_queries):
    lesson = LessonPage.objects.get(slug="go-and-see")
    shown(client, lesson)
    with django_assert_max_num_queries(3):
        shown(client, lesson)
