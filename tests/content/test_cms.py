"""The CMS as authors meet it."""

import json

import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from content.models import GlossaryTerm, Item, LessonPage, ModulePage, QuizPage
from content.wagtail_hooks import choose_among_own_pages
from tests.content.building import make_item, make_objective, publish, single_choice
from tests.factories import User, make_course, make_learner, make_quiz_page

# The templates of the CMS name variables that they do not always have.
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def author(client):
    user = User.objects.create_superuser("author@example.org", full_name="Ada Author")
    client.force_login(user)
    return user


def option(text: str, feedback: str, *, correct: bool = False) -> dict:
    return {"text": text, "feedback": feedback} | ({"correct": "on"} if correct else {})


def posted(item: Item, *options: dict, **extra: object) -> dict:
    """Return what the editor sends for a single choice with these options."""
    listed = {
        "options-count": str(len(options)),
        **{
            f"options-{n}-{name}": value
            for n, one in enumerate(options)
            for name, value in {"id": "", "order": str(n), "deleted": "", "type": "item"}.items()
        },
        **{f"options-{n}-value-{k}": v for n, one in enumerate(options) for k, v in one.items()},
    }
    data = {
        "code": item.code,
        "bank": str(item.bank_id),
        "pool": "check",
        "cognitive_level": "apply",
        "expected_facility": "",
        "lesson": "",
        "stimulus": rich_text(""),
        "stem": rich_text("<p>Where?</p>"),
        "interaction": streamfield([("single_choice", listed)]),
        "feedback": "",
    }
    return nested_form_data(data) | {"objectives": [str(make_objective().pk)]} | extra


def edit_url(item: Item) -> str:
    return f"/admin/snippets/content/item/edit/{item.pk}/"


def test_publishing_an_item_with_two_right_answers_is_refused_beside_the_field(client, author):
    item = make_item()
    both = [option("a", "x", correct=True), option("b", "y", correct=True)]
    response = client.post(edit_url(item), posted(item, *both, **{"action-publish": "1"}))
    assert response.status_code == 200
    assert "Mark exactly one option as right." in response.content.decode()
    assert not Item.objects.get(pk=item.pk).live


def test_an_unfinished_item_can_be_kept_as_a_draft(client, author):
    item = make_item()
    response = client.post(edit_url(item), posted(item, option("a", ""), objectives=[]))
    assert response.status_code == 302
    assert not Item.objects.get(pk=item.pk).versions.exists()


def test_publishing_in_the_cms_freezes_a_version_by_its_author(client, author):
    item = make_item()
    one = [option("a", "x", correct=True), option("b", "y")]
    response = client.post(edit_url(item), posted(item, *one, **{"action-publish": "1"}))
    assert response.status_code == 302
    version = item.versions.get()
    assert version.published_by == author
    assert [o["text"] for o in version.content["options"]] == ["a", "b"]


def publishes(client, item, *options, **extra):
    """Whether the editor publishes the item with these options."""
    response = client.post(edit_url(item), posted(item, *options, **{"action-publish": "1"} | extra))
    return response.status_code == 302 and Item.objects.get(pk=item.pk).live


UNSAID = [option("a", "", correct=True), option("b", "")]


def test_a_check_written_by_hand_says_something_to_each_wrong_option(client, author):
    item = make_item()
    response = client.post(edit_url(item), posted(item, *UNSAID, **{"action-publish": "1"}))
    assert "Option 2: write what it overlooks." in response.content.decode()
    assert not Item.objects.get(pk=item.pk).live
    assert publishes(client, item, option("a", "", correct=True), option("b", "Not there."))


def test_an_exam_may_be_published_without_feedback(client, author):
    assert publishes(client, make_item(), *UNSAID, pool="exam")


def test_what_was_imported_and_published_without_feedback_may_be_mended_without_it(client, author):
    item = publish(make_item(interaction=single_choice(("a", True, ""), ("b", False, ""))))
    assert publishes(client, item, option("a", "", correct=True), option("c", ""))
    assert item.versions.count() == 2


@pytest.mark.parametrize("kind", ["item", "itembank", "objective", "glossaryterm"])
def test_lists_and_forms_open(client, author, kind):
    publish(make_item())
    GlossaryTerm.objects.create(term="Gemba", slug="gemba", definition="The place.")
    assert client.get(f"/admin/snippets/content/{kind}/").status_code == 200
    assert client.get(f"/admin/snippets/content/{kind}/?q=e").status_code == 200
    assert client.get(f"/admin/snippets/content/{kind}/add/").status_code == 200


def test_the_preview_shows_the_item_as_asked_and_as_answered(client, author):
    item = publish(make_item())
    html = item.make_preview_request().content.decode()
    assert "As it is asked" in html
    assert "As it is answered well" in html
    assert "Yes." in html


def test_the_preview_of_an_unfinished_item_says_what_is_missing(client, author):
    item = make_item(interaction=json.dumps([]))
    html = item.make_preview_request().content.decode()
    assert "Choose how the question is answered." in html


def test_an_item_that_was_published_cannot_be_deleted_and_the_author_learns_why(client, author):
    item = publish(make_item())
    response = client.post(f"/admin/snippets/content/item/delete/{item.pk}/", follow=True)
    assert Item.objects.filter(pk=item.pk).exists()
    assert "so it stays" in response.content.decode()


def test_a_draft_item_can_be_deleted(client, author):
    item = make_item()
    client.post(f"/admin/snippets/content/item/delete/{item.pk}/")
    assert not Item.objects.filter(pk=item.pk).exists()


def test_a_lesson_without_traces_of_learners_can_be_deleted(client, author):
    make_course()
    lesson = LessonPage.objects.first()
    client.post(f"/admin/pages/{lesson.pk}/delete/")
    assert not LessonPage.objects.filter(pk=lesson.pk).exists()


def test_an_author_is_offered_only_pages_of_their_own(rf):
    own, other = make_course("Own"), make_course("Other")
    person = make_learner()
    group = Group.objects.create(name="Authors of Own")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    change = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
    GroupPagePermission.objects.create(group=group, page=own, permission=change)
    person.groups.add(group)
    request = rf.get("/admin/choose-page/")
    request.user = User.objects.get(pk=person.pk)
    offered = choose_among_own_pages(Page.objects.all(), request)
    assert own.page_ptr in offered
    assert ModulePage.objects.child_of(own).get().page_ptr in offered
    assert other.page_ptr not in offered


# What the form of a quiz sends for all that a test does not name.
POLICY = {
    "scoring": "partial",
    "objective_floor": "0",
    "navigation": "free",
    "shown_at_once": "profile",
    "trial_items": "0",
    "kinds": inline_formset([]),
}


@pytest.mark.parametrize(
    ("count", "by_level", "problems"),
    [
        ("3", "2", ["The banks give 3 items, the levels add up to 2."]),
        ("", "2", ["With counts by level, give every bank its count."]),
        ("2", "2", []),
    ],
)
def test_a_blueprint_that_does_not_add_up_is_refused(author, count, by_level, problems):
    course = make_course()
    quiz = make_quiz_page(course, "Exam", purpose="exam", live=False)
    data = {
        "title": quiz.title,
        "slug": quiz.slug,
        "purpose": "exam",
        "minutes": "30",
        "pass_mark": "70",
        **POLICY,
        "comments": inline_formset([]),
        "blueprint": inline_formset([{"bank": make_item().bank.pk, "count": count, "points": 1}]),
        "levels": inline_formset([{"level": "apply", "count": by_level}]),
    }
    form_class = QuizPage.get_edit_handler().get_form_class()
    form = form_class(nested_form_data(data), instance=quiz, parent_page=course, for_user=author)
    assert form.is_valid() is (not problems), form.errors
    assert form.non_field_errors() == problems


@pytest.mark.parametrize(
    ("purpose", "under", "problems"),
    [
        ("check", "module", []),
        ("check", "course", ["A check stands in a module. Right under the course, choose the exam."]),
        ("exam", "module", ["An exam stands right under the course. In a module, choose a check."]),
        ("exam", "course", ["This course has an exam already; it can have one."]),
    ],
)
def test_a_quiz_has_its_place_by_its_purpose(author, purpose, under, problems):
    course = make_course()
    make_quiz_page(course, "Exam", purpose="exam")
    parent = course.get_children().first() if under == "module" else course
    data = {"title": "New", "slug": "new", "purpose": purpose, "minutes": "30", "pass_mark": "70"}
    data |= POLICY | {"comments": inline_formset([])}
    data |= {
        "blueprint": inline_formset([{"bank": make_item().bank.pk, "points": 1}]),
        "levels": inline_formset([]),
    }
    form_class = QuizPage.get_edit_handler().get_form_class()
    # As the CMS gives it: a plain page, not a course or a module.
    above = Page.objects.get(pk=parent.pk)
    form = form_class(nested_form_data(data), instance=QuizPage(), parent_page=above, for_user=author)
    assert form.is_valid() is (not problems), form.errors
    assert form.errors.get("purpose", []) == problems


@pytest.mark.parametrize(
    ("under", "initial"), [("course", ("exam", "all_or_nothing")), ("module", ("check", "partial"))]
)
def test_a_new_exam_pays_all_or_nothing_and_a_new_check_in_part_unless_the_author_says_otherwise(
    author, under, initial
):
    course = make_course()
    parent = course.get_children().first() if under == "module" else course
    form_class = QuizPage.get_edit_handler().get_form_class()
    above = Page.objects.get(pk=parent.pk)
    form = form_class(instance=QuizPage(), parent_page=above, for_user=author)
    assert (form["purpose"].value(), form["scoring"].value()) == initial


def test_what_was_decided_for_an_exam_is_not_changed_by_opening_it(author):
    course = make_course()
    quiz = make_quiz_page(course, "Exam", purpose="exam", scoring="partial")
    form_class = QuizPage.get_edit_handler().get_form_class()
    form = form_class(instance=quiz, parent_page=course, for_user=author)
    assert form["scoring"].value() == "partial"


def test_an_author_chooses_forward_only_and_reads_what_it_means(author):
    quiz = make_quiz_page(make_course(), "Exam", purpose="exam", navigation="forward")
    handler = QuizPage.get_edit_handler()
    form = handler.get_form_class()(instance=quiz, parent_page=quiz.get_parent(), for_user=author)
    assert form["navigation"].value() == "forward"
    [panel] = [one for one in panels_in(handler) if getattr(one, "field_name", "") == "navigation"]
    assert "learners can neither come back to it nor look ahead" in panel.help_text


def panels_in(panel):
    yield panel
    for child in getattr(panel, "children", ()):
        yield from panels_in(child)


def test_a_draft_of_a_quiz_may_lack_its_blueprint(author):
    course = make_course()
    quiz = make_quiz_page(course, "Exam", live=False)
    formsets = {name: inline_formset([]) for name in ("comments", "blueprint", "levels")}
    data = {"title": "Exam", "slug": quiz.slug, "purpose": "check", "minutes": "30", "pass_mark": "70"}
    data |= POLICY | formsets
    form_class = QuizPage.get_edit_handler().get_form_class()
    form = form_class(nested_form_data(data), instance=quiz, parent_page=course, for_user=author)
    form.defer_required_fields()
    assert form.is_valid(), form.errors


def test_a_preview_may_stand_in_a_frame_of_the_cms_and_runs_no_inline_script(author):
    item = publish(make_item())
    response = item.make_preview_request()
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert "script-src 'self';" in f"{response['Content-Security-Policy']};"
    assert response["X-Frame-Options"] == "SAMEORIGIN"
