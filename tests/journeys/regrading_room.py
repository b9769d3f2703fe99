"""An exam whose first item has a false key: one learner passed by it, two did not for it.

Run in a served copy by `manage.py shell -c`: open_regrading().
"""

from courses.enrolling import enrol, enrolment_of
from courses.models import Answer
from courses.quiz.attempting import start_attempt, submit_attempt
from lms.instructing import instructors_of
from tests.courses.building import make_enrolment, make_exam
from tests.courses.regrades import with_key
from tests.factories import make_course
from tests.journeys.marking_room import apart, make_person

AUTHOR = "author@regrading.example"
READER = "reader@regrading.example"


def open_regrading() -> None:
    """Make the exam, hand in three attempts, and publish the item with another key."""
    apart(30_000)
    author, reader = make_person(AUTHOR, "Anna Author"), make_person(READER, "Rita Reader")
    course = make_course("Standard work")
    author.groups.add(instructors_of(course))
    enrol(reader, course)
    exam = make_exam(course, items=2, title="Exam with a false key", shown_at_once="solutions")
    for enrolment, choice in [
        (enrolment_of(reader, course.pk), "wrong1"),
        (make_enrolment(course), "right0"),
        (make_enrolment(course), "wrong1"),
    ]:
        attempt = start_attempt(enrolment, exam)
        Answer.objects.filter(attempt=attempt, position=2).update(response={"choice": "right0"})
        Answer.objects.filter(attempt=attempt, position=1).update(response={"choice": choice})
        submit_attempt(attempt)
    # The same for all: what stands first differs from form to form, so both are decided about.
    for version in {answer.item_version for answer in Answer.objects.filter(attempt__quiz=exam)}:
        with_key(version, "wrong1")
