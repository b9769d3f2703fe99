"""How allauth speaks on this site, and what it copies at sign-up."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class LengthValidator(MinimumLengthValidator):
    """Django's rule in our words: what to do, not what was wrong."""

    def get_error_message(self) -> str:
        return gettext("Choose a password with %d characters or more") % self.min_length


class AccountAdapter(DefaultAccountAdapter):
    """allauth's adapter; the name to print is copied from the sign-up form."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed."),
        "duplicate_email": _("This is already an address of your account"),
        "email_password_mismatch": _("Email and password do not go together. Check both, or use a code."),
        "enter_current_password": _("This is not your current password"),
        "incorrect_code": _("This is not the code we sent. Use the one in the newest message."),
        "incorrect_password": _("This is not your password"),
        "rate_limited": _("Too many attempts. Wait a little, then try again."),
        "same_as_current": _("This is already your address"),
        "too_many_login_attempts": _("Too many attempts. Wait five minutes, or use a code instead."),
    }

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        user.full_name = form.cleaned_data["full_name"]
        return super().save_user(request, user, form, commit=commit)
