"""People in the CMS: one name, no password. Whoever is added signs in by e-mailed code."""

from typing import Any

from allauth.account.models import EmailAddress
from django.utils.functional import cached_property
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import IndexView as WagtailIndexView
from wagtail.users.views.users import UserViewSet as WagtailUserViewSet

from lms.account_forms import PrintedNameField


class OneName:
    """Replaces the first and last name that Wagtail expects; addresses are kept in lower case."""

    cleaned_data: dict[str, Any]

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class CreationForm(OneName, UserCreationForm):
    first_name = None
    last_name = None
    full_name = PrintedNameField()

    class Meta(UserCreationForm.Meta):
        fields = ["email", "full_name", "is_superuser", "groups"]

    def save(self, commit: bool = True) -> Any:
        # An empty password is not the same as none.
        self.instance.set_unusable_password()
        user = super().save(commit)
        # The first code that is entered confirms it.
        EmailAddress.objects.create(user=user, email=user.email, primary=True)
        return user


class EditForm(OneName, UserEditForm):
    first_name = None
    last_name = None
    full_name = PrintedNameField()

    class Meta(UserEditForm.Meta):
        fields = ["email", "full_name", "is_active", "is_superuser", "groups"]


class IndexView(WagtailIndexView):
    @cached_property
    def search_fields(self) -> set[str]:
        return {"email", "full_name"}


class UserViewSet(WagtailUserViewSet):
    index_view_class = IndexView
    template_prefix = "lms/cms/users/"

    def get_form_class(self, for_update: bool = False) -> type:
        return EditForm if for_update else CreationForm
