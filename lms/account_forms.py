"""allauth's forms in the words of this site, and the name to print."""

from typing import TYPE_CHECKING, Any, TypeAlias

from allauth.account import forms as allauth_forms
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from certificates.printing.names import clean_name, overflow_refusal, unprintable
from lms.models import User

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise

Words: TypeAlias = "tuple[StrOrPromise, StrOrPromise, StrOrPromise]"

# Wordings that belong to a field wherever it stands: label, hint, and what is said when it is empty.
EMAIL: Words = (_("Email"), "", _("Enter your email address"))
PASSWORD: Words = (_("Password"), "", _("Enter your password"))
NEW_PASSWORD: Words = (
    _("Password"),
    _("12 characters or more. A short sentence works well."),
    _("Choose a password"),
)
WORDS: dict[str, Words] = {
    "email": EMAIL,
    "login": EMAIL,
    "password": PASSWORD,
    "oldpassword": (_("Current password"), "", _("Enter your current password")),
    "password1": NEW_PASSWORD,
    "code": (_("Code"), "", _("Enter the code")),
}
MALFORMED_EMAIL = _("Enter an email address with an @, for example ines@northfield.example")


class PrintedNameField(forms.CharField):
    """A name that the certificate's type faces can print, with single spaces."""

    default_error_messages = {
        "required": _("Enter your full name"),
        "unprintable": _(
            "Our certificate cannot print %(characters)s. Write the name in Latin letters, as in a passport."
        ),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Full name"))
        kwargs.setdefault("help_text", _("As it should appear on your certificate"))
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "name"}))
        super().__init__(max_length=120, **kwargs)

    def clean(self, value: Any) -> str:
        name = clean_name(super().clean(value))
        if missing := unprintable(name):
            shown = " ".join(sorted(missing))
            raise ValidationError(self.error_messages["unprintable"], "unprintable", {"characters": shown})
        if refusal := overflow_refusal(name):
            raise ValidationError(refusal, "overflowing")
        return name


class Spoken:
    """Puts the site's words on allauth's fields; they are asked for once, as they can be shown."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("password2", None)
        for name in self.fields.keys() & WORDS.keys():
            field = self.fields[name]
            field.label, field.help_text, field.error_messages["required"] = WORDS[name]
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
            if isinstance(field, forms.EmailField):
                field.error_messages["invalid"] = MALFORMED_EMAIL


class SignupForm(Spoken, allauth_forms.SignupForm):
    """E-mail, password, and the name that will stand on the certificate."""

    full_name = PrintedNameField()
    field_order = ["full_name", "email", "password1"]


class LoginForm(Spoken, allauth_forms.LoginForm): ...


class RequestLoginCodeForm(Spoken, allauth_forms.RequestLoginCodeForm): ...


class ConfirmLoginCodeForm(Spoken, allauth_forms.ConfirmLoginCodeForm): ...


class ConfirmEmailForm(Spoken, allauth_forms.ConfirmEmailVerificationCodeForm): ...


class ResetPasswordForm(Spoken, allauth_forms.ResetPasswordForm): ...


class ConfirmResetForm(Spoken, allauth_forms.ConfirmPasswordResetCodeForm): ...


class NewPasswordForm(Spoken, allauth_forms.ResetPasswordKeyForm): ...


class ChangePasswordForm(Spoken, allauth_forms.ChangePasswordForm): ...


class SetPasswordForm(Spoken, allauth_forms.SetPasswordForm): ...


class ReauthenticateForm(Spoken, allauth_forms.ReauthenticateForm): ...


class NewEmailForm(Spoken, allauth_forms.AddEmailForm): ...


class NameForm(forms.ModelForm[User]):
    """The name as later certificates will print it; those issued keep theirs."""

    full_name = PrintedNameField()

    class Meta:
        model = User
        fields = ["full_name"]
