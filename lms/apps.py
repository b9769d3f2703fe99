from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class LmsConfig(AppConfig):
    name = "lms"
    default = True
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from lms import checks, wiring  # noqa: F401, PLC0415 - models must be loaded first

        wiring.connect()


class PeopleConfig(WagtailUsersAppConfig):
    """Wagtail's own app for people, with our forms: one name, no password."""

    user_viewset = "lms.viewsets.UserViewSet"
