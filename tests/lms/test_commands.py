from datetime import timedelta
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings as live
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.core.management import CommandError, call_command
from django.utils import timezone

from certificates.models import Certificate, SealKey
from courses.models import Completion, Enrolment, LessonCompletion
from lms.instructing import instructors_of
from lms.models import User
from lms.rehearsing import PASSWORD
from tests.certificates.quick import lay_keys, print_quickly
from tests.factories import make_completion, make_course, make_learner

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quick_print(settings, tmp_path, monkeypatch):
    settings.KEYS_DIR = tmp_path / "keys"
    lay_keys()
    print_quickly(monkeypatch)


def run(command: str) -> str:
    said = StringIO()
    call_command(command, stdout=said)
    return said.getvalue()


@pytest.fixture
def people(settings, django_capture_on_commit_callbacks) -> str:
    """What the command says; the course has two modules of two lessons and no quiz."""
    settings.DEBUG = True
    make_course(modules=2, lessons=2)
    with django_capture_on_commit_callbacks(execute=True):
        return run("make_people")


def test_people_with_a_known_password_are_made_in_development_only():
    assert live.DEBUG is False
    make_course()
    with pytest.raises(CommandError, match="LMS_DEBUG=true only"):
        run("make_people")
    assert User.objects.count() == 0


def test_people_stand_at_different_places_of_the_course(people):
    done = {
        place: LessonCompletion.objects.filter(
            enrolment__learner__email=f"{place}@lean-leaders.example"
        ).count()
        for place in ("start", "halfway", "exam", "certified")
    }
    assert done == {"start": 0, "halfway": 2, "exam": 4, "certified": 4}
    assert Enrolment.objects.count() == 4
    assert Certificate.objects.filter(earner="Þórdís Čapek").count() == 1


def test_people_can_sign_in_at_once_and_are_told_how(people, client):
    for user in User.objects.all():
        assert user.email in people
        assert user.check_password(PASSWORD)
        assert EmailAddress.objects.filter(user=user, verified=True).exists()
    assert PASSWORD in people


def test_people_studied_in_the_past_never_in_the_future(people):
    now = timezone.now()
    times = LessonCompletion.objects.values_list("completed_at", flat=True)
    assert all(now - timedelta(days=76) < at < now for at in times)


def test_making_people_again_changes_nothing(people):
    before = list(LessonCompletion.objects.values_list("pk", "completed_at"))
    again = run("make_people")
    assert "(new)" in people
    assert "(new)" not in again
    assert list(LessonCompletion.objects.values_list("pk", "completed_at")) == before
    assert User.objects.count() == 7


def test_without_a_course_there_is_nothing_to_rehearse(settings):
    settings.DEBUG = True
    with pytest.raises(CommandError, match="load_course"):
        run("make_people")


def test_what_was_missed_is_caught_up_with_once():
    make_completion()
    before = "Attempts handed in: 0\nAttempts regraded: 0\nCourses completed: 0\n"
    after = (
        "Certificates of batches settled: 0\nStatus lists signed: 0\nLists of withdrawn seals signed: 0\n"
        "Files of certificates forgotten: 0\n"
        "Files of items forgotten: 0\nReceipts of checks forgotten: 0\n"
    )
    assert run("catch_up") == f"{before}Certificates issued: 1\n{after}"
    assert run("catch_up") == f"{before}Certificates issued: 0\n{after}"
    assert Completion.objects.count() == Certificate.objects.count() == 1


def test_sessions_that_are_over_are_forgotten():
    now = timezone.now()
    Session.objects.create(session_key="over", session_data="", expire_date=now - timedelta(seconds=1))
    Session.objects.create(session_key="live", session_data="", expire_date=now + timedelta(hours=1))
    run("catch_up")
    assert list(Session.objects.values_list("session_key", flat=True)) == ["live"]


def test_folders_that_name_people_are_closed_to_others(settings, tmp_path):
    settings.STATE_DIR, settings.MEDIA_ROOT = tmp_path / "state", tmp_path / "state/media"
    settings.CERTIFICATES_ROOT, settings.KEYS_DIR = tmp_path / "state/certificates", tmp_path / "state/keys"
    settings.STATE_DIR.mkdir(mode=0o755)
    SealKey.objects.all().delete()
    make_course()
    run("prepare")
    closed = (settings.STATE_DIR, settings.CERTIFICATES_ROOT, settings.KEYS_DIR)
    assert [f"{folder.stat().st_mode & 0o777:o}" for folder in closed] == ["700", "700", "700"]


def test_folders_of_stored_certificates_are_closed_to_others(settings, tmp_path):
    # The options are the site's; only the place is the test's.
    options = settings.STORAGES["certificates"]["OPTIONS"] | {"location": tmp_path / "certificates"}
    name = FileSystemStorage(**options).save("2026/one.pdf", ContentFile(b"%PDF-1.7"))
    stored = tmp_path / "certificates" / name
    assert [f"{path.stat().st_mode & 0o777:o}" for path in (stored.parent, stored)] == ["700", "600"]


def test_instructors_write_their_course_and_no_other():
    ours, theirs = make_course("Ours"), make_course("Theirs")
    mira = make_learner("Mira Okafor")
    mira.groups.add(instructors_of(ours))
    mira = User.objects.get(pk=mira.pk)
    assert ours.permissions_for_user(mira).can_edit()
    assert ours.permissions_for_user(mira).can_publish()
    assert not theirs.permissions_for_user(mira).can_edit()
    assert mira.has_perm("content.change_item")
    assert not mira.has_perm("content.delete_item")
    assert not mira.has_perm("certificates.change_certificate")


def test_the_group_of_a_course_is_made_once_and_then_left_to_the_administrator():
    course = make_course()
    group = instructors_of(course)
    group.permissions.clear()
    assert instructors_of(course) == group
    assert group.permissions.count() == 0
