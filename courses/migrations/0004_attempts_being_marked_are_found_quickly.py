from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("content", "0005_versions_never_change"),
        ("courses", "0003_logs_only_grow"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="attempt",
            index=models.Index(
                condition=models.Q(("state", "marking")), fields=["quiz"], name="attempt_being_marked"
            ),
        ),
    ]
