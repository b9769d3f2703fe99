from django.db import migrations

from content.append_only import AppendOnly, refuse_changes

# What its holder chose may change, and its name may be withdrawn; what was attested, and that it ended, may not.
CERTIFICATE = AppendOnly(
    "certificates_certificate",
    fixed=(
        *("public_id", "completion_id", "edition", "issued_at", "pdf_sha256"),
        *("key_id", "status_list_id", "status_index"),
    ),
    once=("supersedes_id", "revoked_at", "superseded_at", "erased_at"),
    written=("revocation_reason", "superseded_as"),
)


class Migration(migrations.Migration):
    dependencies = [("certificates", "0005_receipts")]

    operations = [refuse_changes(CERTIFICATE)]
