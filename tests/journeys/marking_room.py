"""What waits for a marker: two answers of one exam, and a dispute between two at another.

Run in a served copy by `manage.py shell -c`: open_marking().
"""

from allauth.account.models import EmailAddress

from courses.enrolling import enrol
from lms.instructing import instructors_of
from lms.models import User
from lms.rehearsing import PASSWORD
from tests import factories
from tests.courses import building
from tests.courses.building import make_enrolment
from tests.courses.essays import FULL, NONE, hand_in_written, make_written, mark
from tests.factories import make_course, make_learner

MARKER = "marker@workshop.example"
WRITER = "writer@workshop.example"
WRITTEN = "At 07:40 at station 3 the packer walked for tape, four times in one hour.\n\nTape goes there now."


def apart(number: int) -> None:
    """Number what is made here apart from what other journeys make in the same site."""
    factories.count_from(number)
    building.count_from(number)


def open_marking() -> None:
    """Make the exams, hand in what waits, and let one person mark both."""
    apart(20_000)
    marker, writer = (make_person(*who) for who in ((MARKER, "Mary Marker"), (WRITER, "Wanda Writer")))
    course, other = make_course("Kaizen at work"), make_course("Go and see")
    for one in (course, other):
        marker.groups.add(instructors_of(one))
    exam = make_written(course, title="Written exam", shown_at_once="solutions")
    enrol(writer, course)
    hand_in_written(exam, make_enrolment(course, writer), text=WRITTEN)
    hand_in_written(exam, text="They wait.")
    disputed = hand_in_written(make_written(other, markers=2, title="Essay"), text=WRITTEN)
    mark(disputed, make_learner("Grace Hopper"), FULL, "Place, time and a step.")
    mark(disputed, make_learner("Alan Turing"), NONE, "No cause is named.")


def make_person(email: str, name: str) -> User:
    user = User.objects.create_user(email, PASSWORD, full_name=name)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user
