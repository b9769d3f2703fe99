"""Item analysis in the CMS: who may read it, what it shows, and what leaves it for spreadsheets."""

import csv
import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import GroupPagePermission

from content.models import Item, ItemVersion, QuizPage
from courses.views.authors import with_titles_above
from courses.wagtail_hooks import item_analysis_of_quiz
from tests.courses.building import author_of, make_bank, make_exam, make_quiz, make_version, single_choice
from tests.courses.quiz.classes import hand_in, hand_in_many, right, wrong
from tests.factories import make_course, make_learner

# Wagtail's own templates leave variables undefined.
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def exam():
    return make_exam(make_course(), items=4, pass_mark=50)


@pytest.fixture
def versions(exam):
    return list(ItemVersion.objects.select_related("item", "bank").order_by("pk"))


def door(name: str, *args: int) -> str:
    return reverse(f"item_analysis:{name}", args=args)


def page_of(client, *door_of, **query) -> str:
    response = client.get(door(*door_of), query)
    assert response.status_code == 200
    return response.content.decode()


def doors(exam, version):
    bank = version.bank_id
    return [
        door("quiz_report", exam.pk),
        door("quiz_item", exam.pk, version.pk),
        door("quiz_figures", exam.pk),
        door("quiz_responses", exam.pk),
        door("quiz_stock", exam.pk),
        door("studies", exam.pk),
        door("bank_report", bank),
        door("bank_item", bank, version.pk),
        door("bank_figures", bank),
    ]


def test_those_who_may_edit_the_quiz_open_every_door(client, author, exam, versions):
    hand_in_many(exam, versions, 5)
    assert {client.get(url).status_code for url in doors(exam, versions[0])} == {200}
    assert exam.title in page_of(client, "home")


def test_those_of_another_course_find_no_quiz_and_none_of_its_attempts(client, exam, versions):
    hand_in_many(exam, versions, 5)
    client.force_login(author_of(make_exam(make_course())))
    *of_quiz, report, item, figures = doors(exam, versions[0])
    assert {client.get(url).status_code for url in of_quiz} == {404}
    # Banks are shared, but the attempts at a quiz are its authors' to read.
    assert "Nobody has handed this in yet" in client.get(report).content.decode()
    assert client.get(item).status_code == 404
    assert versions[0].item.code not in b"".join(client.get(figures)).decode()


def test_who_edits_pages_and_no_items_reads_no_bank(client, author, exam, versions):
    group = author.groups.get()
    group.permissions.remove(*group.permissions.filter(codename="change_item"))
    assert client.get(door("bank_report", versions[0].bank_id)).status_code == 404
    assert client.get(door("quiz_report", exam.pk)).status_code == 200


def test_who_may_enter_the_cms_and_edit_nothing_finds_nothing(client, author, exam, versions):
    GroupPagePermission.objects.all().delete()
    author.groups.get().permissions.remove(*author.groups.get().permissions.filter(codename="change_item"))
    assert {client.get(url).status_code for url in doors(exam, versions[0])} == {404}
    assert exam.title not in page_of(client, "home")


@pytest.mark.parametrize("who", ["learner", "stranger"])
def test_learners_and_strangers_stay_outside(client, exam, versions, who):
    if who == "learner":
        client.force_login(make_learner())
    for url in doors(exam, versions[0]):
        assert client.get(url).status_code in (302, 403)


def test_an_item_that_nobody_met_and_one_of_another_quiz_are_not_found(client, author, exam, versions):
    assert client.get(door("quiz_item", exam.pk, versions[0].pk)).status_code == 404
    assert client.get(door("quiz_report", 999_999_999)).status_code == 404


def test_nobody_has_handed_in_yet(client, author, exam):
    assert "Nobody has handed this in yet" in page_of(client, "quiz_report", exam.pk)


def test_with_few_attempts_counts_alone_are_shown(client, author, exam, versions):
    hand_in_many(exam, versions, 10)
    page = page_of(client, "quiz_report", exam.pk)
    assert "With fewer than 30 attempts only counts are shown." in page
    assert "Fewer than 30 answers." in page
    item = page_of(client, "quiz_item", exam.pk, versions[0].pk)
    assert "How many chose each option" in item
    assert "Facility by fifths" not in item


def test_the_report_shows_figures_flags_and_advice(client, author, exam, versions):
    hand_in_many(exam, versions, 120)
    doubtful = make_version(versions[0].bank, pool="exam")
    # Those who know all of the others choose the second option of this one.
    for n in range(60):
        knows = bool(n % 2)
        given = {v: right() if knows else wrong() for v in versions}
        hand_in(exam, given | {doubtful: wrong(1) if knows else right()})
    page = page_of(client, "quiz_report", exam.pk)
    assert "180 finished attempts" in page
    assert "Check the key: those who know more choose “Option 1”." in page
    assert "Forms are drawn" in page
    flagged = page_of(client, "quiz_report", exam.pk, show="flagged")
    assert doubtful.item.code in flagged
    assert versions[1].item.code not in flagged


def test_items_are_sorted_by_any_column(client, author, exam, versions):
    hand_in_many(exam, versions, 40)

    def codes(sort: str) -> list[str]:
        page = page_of(client, "quiz_report", exam.pk, sort=sort)
        return re.findall(r'ia-code">(T-\d+)/1</td>', page)

    rising = [version.item.code for version in versions]
    # Person n knows the first n items, so the first is the easiest.
    assert codes("facility") == rising[::-1]
    assert codes("-facility") == codes("") == codes("nonsense") == rising
    assert 'aria-sort="descending"' in page_of(client, "quiz_report", exam.pk, sort="-facility")


def test_the_item_page_shows_options_fifths_and_every_figure(client, author, exam, versions):
    hand_in_many(exam, versions, 50)
    page = page_of(client, "quiz_item", exam.pk, versions[2].pk)
    assert "What first?" in page
    assert "Options and who chose them" in page
    assert page.count("<svg") >= 5
    for name in ("Discriminative efficiency", "Effective weight", "Alpha without it", "Median time"):
        assert name in page
    assert "Hardly anybody chooses 2 of its options" in page


def test_other_versions_of_the_item_are_a_click_away(client, author, exam, versions):
    old = versions[0]
    fields = {name: getattr(old, name) for name in ("item", "bank", "pool", "cognitive_level", "content")}
    new = ItemVersion.objects.create(number=2, sha256="x", published_at=old.published_at, **fields)
    hand_in(exam, {old: right()})
    hand_in(exam, {new: right()})
    assert door("quiz_item", exam.pk, old.pk) in page_of(client, "quiz_item", exam.pk, new.pk)


def test_markup_in_what_authors_and_learners_wrote_is_shown_and_not_run(client, author, exam):
    content = single_choice()
    content["stem"] = "<p>Now<script>alert(1)</script></p>"
    content["options"][1]["text"] = "<img src=x onerror=alert(1)>"
    version = make_version(make_bank("<b>Bank</b>"), content, pool="exam")
    for _n in range(40):
        hand_in(exam, {version: wrong()})
    for page in (page_of(client, "quiz_item", exam.pk, version.pk), page_of(client, "quiz_report", exam.pk)):
        assert "alert(1)</script>" not in page
        assert "<img src=x" not in page
        assert "<b>Bank" not in page


def sheet(client, *door_of, **query) -> list[list[str]]:
    response = client.get(door(*door_of), query)
    assert response["Content-Type"].startswith("text/csv")
    assert response.streaming
    return list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode())))


def test_figures_leave_for_a_spreadsheet_and_no_cell_is_a_formula(client, author, exam, versions):
    Item.objects.filter(pk=versions[0].item_id).update(name='=HYPERLINK("http://evil")')
    hand_in_many(exam, versions, 40)
    head, *rows = sheet(client, "quiz_figures", exam.pk)
    first = dict(zip(head, rows[0], strict=True))
    assert len(rows) == len(versions)
    assert first["topic"] == '\'=HYPERLINK("http://evil")'
    assert (first["answers"], first["facility"]) == ("40", "0.8")
    assert first["median_seconds"] == "60.0"
    # Nothing is known of what guessing earns where the file is empty; here it is a quarter.
    assert first["guess"] == "0.25"


def test_the_matrix_of_responses_names_nobody(client, author, exam, versions):
    attempt = hand_in(exam, {versions[0]: right(), versions[2]: wrong()})
    head, *rows = sheet(client, "quiz_responses", exam.pk)
    assert head == [
        "attempt",
        "points",
        "max_points",
        f"{versions[0].item.code}/1",
        f"{versions[2].item.code}/1",
    ]
    assert rows == [["1", "1.0", "2.0", "1.0", "0.0"]]
    hand_in(exam, {versions[1]: wrong()})
    head, *rows = sheet(client, "quiz_responses", exam.pk)
    assert sorted(row[1:] for row in rows) == [
        ["0.0", "1.0", "", "0.0", ""],
        ["1.0", "2.0", "1.0", "", "0.0"],
    ]
    learner = attempt.enrolment.learner
    assert not {str(attempt.pk), learner.email, learner.full_name} & {cell for row in rows for cell in row}


def test_all_attempts_are_read_when_asked_for(client, author, exam, versions):
    first = hand_in(exam, {versions[0]: right()})
    hand_in(exam, {versions[0]: right()}, enrolment=first.enrolment, number=2)
    assert len(sheet(client, "quiz_responses", exam.pk)) == 2
    assert len(sheet(client, "quiz_responses", exam.pk, attempts="all")) == 3
    assert "?attempts=all" in page_of(client, "quiz_report", exam.pk, attempts="all")


def test_bank_health_names_what_is_worn(client, author, exam, versions):
    hand_in(exam, {versions[0]: right()})
    page = page_of(client, "quiz_stock", exam.pk)
    assert "1 form has been drawn so far." in page
    assert "Good" in page


def test_the_cms_leads_to_it(client, author, exam, versions):
    [button] = item_analysis_of_quiz(exam, author, "edit")
    assert button.url == door("quiz_report", exam.pk)
    assert list(item_analysis_of_quiz(exam, make_learner(), "edit")) == []
    assert list(item_analysis_of_quiz(exam.get_parent(), author, "edit")) == []
    banks = client.get(reverse("wagtailsnippets_content_itembank:list")).content.decode()
    assert door("bank_report", versions[0].bank_id) in banks
    assert door("home") in client.get("/admin/").content.decode()


@pytest.mark.parametrize("name", ["quiz_report", "bank_report"])
def test_a_page_asks_as_much_at_any_size(client, author, exam, versions, name):
    args = [exam.pk if name == "quiz_report" else versions[0].bank_id]

    def queries(people: int) -> int:
        hand_in_many(exam, versions, people)
        client.get(door(name, *args))
        with CaptureQueriesContext(connection) as asked:
            client.get(door(name, *args))
        return len(asked)

    assert queries(35) == queries(80)


def test_checks_of_one_name_are_told_apart_by_their_modules():
    first, second = make_course(modules=2).get_children()
    quizzes = [make_quiz(module.specific, title="Check your understanding") for module in (first, second)]
    told = with_titles_above(QuizPage.objects.filter(pk__in=[q.pk for q in quizzes])).order_by("path")
    assert [quiz.above for quiz in told] == ["Module 1", "Module 2"]
