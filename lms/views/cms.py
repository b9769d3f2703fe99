"""The CMS's page for one's own preferences, without the names and addresses that belong to the account."""

from typing import Any

from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.account import AccountView, NameEmailSettingsPanel


class PreferencesView(AccountView):
    def get_panels(self) -> list[Any]:
        return [panel for panel in super().get_panels() if not isinstance(panel, NameEmailSettingsPanel)]


edit_preferences = require_admin_access(PreferencesView.as_view())
