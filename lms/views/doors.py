"""The CMS brings password forms without limits or codes of their own: these doors lead to the one way in."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt


def safe_next(request: HttpRequest, fallback: str) -> str:
    """Return the `next` of the request if it stays on this site, else the fallback."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if is_ours else fallback


# Nothing is changed here, so a form that was posted to the old address needs no token to be sent on.
@csrf_exempt
@never_cache
def to_sign_in(request: HttpRequest) -> HttpResponse:
    query = urlencode({"next": safe_next(request, settings.LOGIN_REDIRECT_URL)})
    return redirect(f"{reverse('account_login')}?{query}")


@csrf_exempt
@never_cache
def to_password_reset(request: HttpRequest, rest: str = "") -> HttpResponse:
    return redirect("account_reset_password")
