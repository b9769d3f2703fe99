"""The reader's choice of colours, kept in a cookie and nowhere else."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from lms.views.doors import safe_next

COOKIE = "theme"
ONE_YEAR = 365 * 24 * 60 * 60


# Records of certificates send no referrer, so a browser posts from them as from nowhere and no token
# would be believed. A forged request could change the colours, and nothing else.
@csrf_exempt
@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Remember light or dark for a year; anything else means: as the system says."""
    answer = redirect(safe_next(request, "/"))
    wanted = request.POST.get("theme")
    if wanted in ("light", "dark"):
        answer.set_cookie(
            COOKIE,
            wanted,
            max_age=ONE_YEAR,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    else:
        answer.delete_cookie(COOKIE, samesite="Lax")
    return answer
