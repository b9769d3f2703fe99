"""One's own account: the name to print, and the way to address, password and sessions."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from lms.account_forms import NameForm
from lms.models import User


@login_required
@never_cache
def edit_account(request: HttpRequest) -> HttpResponse:
    form = NameForm(request.POST or None, instance=cast(User, request.user))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your name is saved."))
        return redirect("lms:account")
    return render(request, "account/account.html", {"form": form})
