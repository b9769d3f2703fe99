"""Where a learner stopped, so that they can go on there."""

from datetime import datetime, timedelta

from courses.models import Enrolment

# A learner who stays on one page costs one write in this time.
PAUSE = timedelta(minutes=5)


def note_visit(enrolment: Enrolment, page_id: int, *, at: datetime) -> bool:
    """Remember the page as the one seen last; True if that had to be written."""
    is_same = enrolment.last_page_id == page_id
    if is_same and enrolment.last_seen_at and at - enrolment.last_seen_at < PAUSE:
        return False
    Enrolment.objects.filter(pk=enrolment.pk).update(last_page=page_id, last_seen_at=at)
    enrolment.last_page_id, enrolment.last_seen_at = page_id, at
    return True
