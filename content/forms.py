"""What may not be published, said beside the field before it is frozen. Drafts may be unfinished."""

import random
from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

from content.freezing import content_of
from content.models import Item, ItemVersion
from content.publishing import content_problems, pool_problems, untold_choices

# Where a problem of the frozen content is mended; all others stand in the answer.
FIELDS = {"stem": "stem", "stimulus": "stimulus", "feedback": "feedback"}


class ItemForm(WagtailAdminModelForm):
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if self.is_deferred_validation or self.errors:
            return cleaned
        written = {name: cleaned.get(name) for name in ("stimulus", "stem", "interaction", "feedback")}
        content = content_of(Item(**written), random.SystemRandom())
        for field, message in content_problems(content):
            self.add_error(FIELDS.get(field, "interaction"), message)
        pool = cleaned.get("pool", "")
        for message in (*pool_problems(pool, content), *self.untold(pool, content)):
            self.add_error("interaction", message)
        if not cleaned.get("objectives"):
            self.add_error("objectives", _("Choose at least one objective that this item assesses."))
        return cleaned

    def untold(self, pool: str, content: dict[str, Any]) -> list[str]:
        """Return where feedback is missing; what learners meet without it may be mended without it."""
        versions = ItemVersion.objects.current().filter(item=self.instance.pk)
        if any(True for version in versions for _said in untold_choices(version.pool, version.content)):
            return []
        return list(untold_choices(pool, content))
