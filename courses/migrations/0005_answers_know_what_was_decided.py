import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("courses", "0004_attempts_being_marked_are_found_quickly")]

    operations = [
        migrations.AddField(
            model_name="answer",
            name="regrade",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="courses.regrade",
            ),
        ),
    ]
