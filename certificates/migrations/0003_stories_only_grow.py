from django.db import migrations
from django.db.models import F

from content.append_only import AppendOnly, refuse_changes

EVENT = AppendOnly(
    "certificates_certificateevent", fixed=("certificate_id", "kind", "at", "note"), clearable=("by_id",)
)
RESERVATION = AppendOnly(
    "certificates_reservation",
    fixed=(
        *("completion_id", "edition", "public_id", "subject", "salt", "issued_at"),
        *("status_list_id", "status_index"),
    ),
)


def valid_since_issue(apps, schema_editor):
    """What was issued before certificates could begin later began when it was issued."""
    apps.get_model("certificates", "Certificate").objects.update(valid_from=F("issued_at"))


class Migration(migrations.Migration):
    dependencies = [("certificates", "0002_lives_and_credentials")]

    operations = [
        migrations.RunPython(valid_since_issue, migrations.RunPython.noop),
        refuse_changes(EVENT, RESERVATION),
    ]
