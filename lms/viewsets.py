"""People in the CMS: one name, no password. Whoever is added signs in by e-mailed code."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import EditView as WagtailEditView
from wagtail.users.views.users import IndexView as WagtailIndexView
from wagtail.users.views.users import UserViewSet as WagtailUserViewSet

from lms.account_forms import PrintedNameField
from lms.models import User


class OneName:
    """Replaces the first and last name that Wagtail expects; addresses are kept in lower case."""

    cleaned_data: dict[str, Any]
    instance: User

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).lower()
        # An address that another account has confirmed signs that account in.
        others = EmailAddress.objects.filter(email=email, verified=True).exclude(user_id=self.instance.pk)
        if others.exists():
            raise ValidationError(_("Another account has this address"))
        return email


class CreationForm(OneName, UserCreationForm):
    first_name = None
    last_name = None
    full_name = PrintedNameField()

    class Meta(UserCreationForm.Meta):
        fields = ["email", "full_name", "is_superuser", "groups"]

    @transaction.atomic
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


class EditView(WagtailEditView):
    @transaction.atomic
    def save_instance(self) -> Any:
        was = self.form.initial["email"]
        user = super().save_instance()
        if user.email != was:
            # Administrators who change their own address stay where they are.
            _move(user, but=self.request.session.session_key)
        return user


def _move(user: User, but: str | None) -> None:
    """Let the new address alone sign in, and end all sessions but one, given by its key.

    The administrator answers for the address: nobody may be left outside who cannot read the old one.
    """
    EmailAddress.objects.filter(user=user).delete()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    for session in UserSession.objects.filter(user=user).exclude(session_key=but):
        session.end()


class IndexView(WagtailIndexView):
    @cached_property
    def search_fields(self) -> set[str]:
        return {"email", "full_name"}


class UserViewSet(WagtailUserViewSet):
    index_view_class = IndexView
    edit_view_class = EditView
    template_prefix = "lms/cms/users/"

    def get_form_class(self, for_update: bool = False) -> type:
        return EditForm if for_update else CreationForm
