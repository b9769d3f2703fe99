"""Setting a standard in the CMS: open, rate, see how all rated, rate again, read the cut."""

from decimal import Decimal

import pytest
from django.urls import reverse

from content.models import ItemVersion
from courses.models import AngoffRating, StandardSetting
from lms.instructing import instructors_of
from tests.courses.building import make_exam
from tests.courses.quiz.classes import hand_in, right
from tests.factories import make_course, make_learner

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def exam():
    return make_exam(make_course(), items=2, pass_mark=70)


@pytest.fixture
def people(exam):
    found = [make_learner(name) for name in ("Ada Author", "Grace Judge")]
    for person in found:
        person.groups.add(instructors_of(exam.get_parent().specific))
    return found


@pytest.fixture
def study(exam, people):
    study = StandardSetting.objects.create(quiz=exam, title="Autumn", opened_by=people[0])
    study.judges.set(people)
    return study


def door(name: str, *args: int) -> str:
    return reverse(f"item_analysis:{name}", args=args)


def rate(client, study, *shares: int):
    fields = {
        f"item-{v.pk}": share for v, share in zip(ItemVersion.objects.order_by("pk"), shares, strict=True)
    }
    return client.post(door("rate", study.pk), fields)


def test_an_author_opens_a_study_and_invites_judges(client, exam, people):
    client.force_login(people[0])
    page = client.get(door("studies", exam.pk)).content.decode()
    assert "The pass mark is 70 % now." in page
    assert "Grace Judge" in page
    client.post(door("studies", exam.pk), {"title": "Autumn", "judges": [p.pk for p in people]})
    study = StandardSetting.objects.get()
    assert (study.title, study.opened_by, study.round) == ("Autumn", people[0], 1)
    assert set(study.judges.all()) == set(people)


def test_only_those_who_may_edit_the_page_can_be_invited(client, exam, people):
    client.force_login(people[0])
    stranger = make_learner("Sam Stranger")
    assert "Sam Stranger" not in client.get(door("studies", exam.pk)).content.decode()
    response = client.post(door("studies", exam.pk), {"title": "Autumn", "judges": [stranger.pk]})
    assert response.status_code == 422
    assert not StandardSetting.objects.exists()


def test_a_judge_finds_the_study_and_rates(client, study, people):
    client.force_login(people[1])
    assert door("rate", study.pk) in client.get(door("home")).content.decode()
    page = client.get(door("rate", study.pk)).content.decode()
    assert "What first?" in page
    assert "0 of 2 items rated in this round." in page
    rate(client, study, 60, 80)
    assert sorted(AngoffRating.objects.values_list("judge__full_name", "probability")) == [
        ("Grace Judge", Decimal("0.60")),
        ("Grace Judge", Decimal("0.80")),
    ]
    assert "2 of 2 items rated in this round." in client.get(door("rate", study.pk)).content.decode()


def test_a_rating_may_be_left_for_later_and_must_be_a_whole_per_cent(client, study, people):
    client.force_login(people[0])
    first, second = ItemVersion.objects.order_by("pk")
    client.post(door("rate", study.pk), {f"item-{first.pk}": "55", f"item-{second.pk}": ""})
    assert AngoffRating.objects.count() == 1
    for nonsense in ("101", "-1", "half"):
        response = client.post(door("rate", study.pk), {f"item-{second.pk}": nonsense})
        assert response.status_code == 422
        assert "Write a whole number from 0 to 100." in response.content.decode()
    assert AngoffRating.objects.count() == 1


def test_judges_see_how_all_rated_in_the_next_round_and_not_before(client, study, people):
    for person, shares in zip(people, [(60, 80), (40, 90)], strict=True):
        client.force_login(person)
        rate(client, study, *shares)
        assert "All judges before" not in client.get(door("rate", study.pk)).content.decode()
    client.force_login(people[0])
    client.post(door("study", study.pk), {"do": "next"})
    study.refresh_from_db()
    assert study.round == 2
    page = client.get(door("rate", study.pk)).content.decode()
    assert "All judges before: 50 % on average, from 40 % to 60 %. You said 60 %." in page


def test_the_author_reads_the_cut_and_decides_alone(client, study, exam, people):
    for person, shares in zip(people, [(60, 80), (40, 90)], strict=True):
        client.force_login(person)
        rate(client, study, *shares)
    easy, hard = ItemVersion.objects.order_by("pk")
    hand_in(exam, {easy: right()})
    hand_in(exam, {hard: right()})
    page = client.get(door("study", study.pk)).content.decode()
    # Sums of 1.4 and 1.3: a cut of 1.35 of 2 items with an error of .05; forms of one item, 50 and 85 %.
    assert "<dd>68 %</dd>" in page
    assert "0.05 items" in page
    assert "50 %–85 %" in page
    assert reverse("wagtailadmin_pages:edit", args=[exam.pk]) in page
    client.post(door("study", study.pk), {"do": "close"})
    study.refresh_from_db()
    exam.refresh_from_db()
    assert (study.closed_at is None, exam.pass_mark) == (False, 70)
    assert "Closed on" in client.get(door("study", study.pk)).content.decode()


def test_a_round_does_not_end_before_two_judges_are_through(client, study, people):
    client.force_login(people[0])
    page = client.post(door("study", study.pk), {"do": "next"}, follow=True).content.decode()
    assert "Two judges at least have to rate every item before the next round." in page
    study.refresh_from_db()
    assert study.round == 1


def test_judges_are_changed_while_the_study_is_open(client, study, people):
    client.force_login(people[0])
    client.post(door("study", study.pk), {"do": "judges", "judges": [people[0].pk]})
    assert list(study.judges.all()) == [people[0]]


def test_others_find_no_study_and_who_is_no_judge_does_not_rate(client, study, people):
    outsider = make_learner("Olga Other")
    outsider.groups.add(instructors_of(make_exam(make_course()).get_parent().specific))
    client.force_login(outsider)
    for name in ("study", "rate"):
        assert client.get(door(name, study.pk)).status_code == 404
        assert client.post(door(name, study.pk), {"do": "close"}).status_code == 404
    study.judges.set([people[0]])
    client.force_login(people[1])
    assert client.get(door("study", study.pk)).status_code == 200
    assert client.get(door("rate", study.pk)).status_code == 404
    study.refresh_from_db()
    assert study.closed_at is None
