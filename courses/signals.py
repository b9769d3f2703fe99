"""What this app announces. Receivers are connected in lms/wiring.py."""

from django.dispatch import Signal

#: Sent once per enrolment, after commit. Arguments: completion (courses.models.Completion).
course_completed = Signal()
