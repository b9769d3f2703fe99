from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("content", "0006_optional_feedback_on_options"),
        ("courses", "0006_how_far_an_attempt_has_come"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="accommodation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("recorded_by", models.F("learner")), _negated=True),
                    models.Q(
                        ("approved_by__isnull", True),
                        models.Q(("approved_by", models.F("learner")), _negated=True),
                        _connector="OR",
                    ),
                ),
                name="accommodation_never_ones_own",
            ),
        ),
        migrations.AddConstraint(
            model_name="accommodation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("multiplier__isnull", False),
                    models.Q(("extra_minutes__gt", 0), ("extra_minutes__isnull", False)),
                    ("is_unlimited", True),
                    ("break_minutes__gt", 0),
                    ("extra_attempts__gt", 0),
                    _connector="OR",
                ),
                name="accommodation_grants_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="accommodation",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="accommodation_has_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("regrade__isnull", False),
                    models.Q(("adjustment", ""), ("scored_by__isnull", True)),
                    _connector="OR",
                ),
                name="answer_decided_by_a_regrade",
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("adjustment", "dropped"), _negated=True),
                    models.Q(("max_points", 0), ("points__isnull", True)),
                    _connector="OR",
                ),
                name="answer_dropped_is_worth_nothing",
            ),
        ),
        migrations.AddConstraint(
            model_name="attempt",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("break_began_at__isnull", True), ("deadline_at__isnull", False), _connector="OR"
                ),
                name="attempt_break_of_a_clock",
            ),
        ),
    ]
