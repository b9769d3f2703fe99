from django.db import migrations

from content.append_only import AppendOnly, refuse_changes

VERSION = AppendOnly(
    table="content_itemversion",
    fixed=(
        "id",
        "item_id",
        "number",
        "bank_id",
        "pool",
        "cognitive_level",
        "objectives",
        "enemy_group",
        "is_trial",
        "content",
        "sha256",
        "published_at",
    ),
    clearable=("published_by_id",),
)


class Migration(migrations.Migration):
    dependencies = [("content", "0004_files_of_items")]

    operations = [refuse_changes(VERSION)]
