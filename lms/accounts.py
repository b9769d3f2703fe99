"""Signing up and in: what allauth asks for and how it speaks."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import SignupForm as BaseSignupForm
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth's adapter; the name to print is copied from the sign-up form."""

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        user.full_name = form.cleaned_data["full_name"]
        return super().save_user(request, user, form, commit=commit)


class SignupForm(BaseSignupForm):  # type: ignore[misc]
    """E-mail, password, and the name that will stand on the certificate."""

    full_name = forms.CharField(label=_("Name to print on your certificate"), max_length=120)
    field_order = ["full_name", "email", "password1"]
