from django.db import migrations

from content.append_only import AppendOnly, refuse_changes

EVENT = AppendOnly(
    table="courses_attemptevent",
    fixed=("id", "attempt_id", "number", "kind", "at", "payload"),
    clearable=("actor_id",),
)
MARK = AppendOnly(
    table="courses_mark",
    fixed=("id", "answer_id", "marker_id", "round", "levels", "points", "comment", "marked_at"),
    once=("released_at",),
)
ACCOMMODATION_EVENT = AppendOnly(
    table="courses_accommodationevent",
    fixed=("id", "accommodation_id", "number", "kind", "at", "actor_id", "payload"),
)


class Migration(migrations.Migration):
    dependencies = [("courses", "0002_what_people_decide_about_attempts")]

    operations = [refuse_changes(EVENT, MARK, ACCOMMODATION_EVENT)]
