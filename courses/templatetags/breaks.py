"""What a learner is told of the time and the breaks that are granted to them."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.models import Attempt
from courses.quiz.clock import Allowance
from courses.quiz.policy import Policy
from courses.quiz.presenting import limit_of

register = template.Library()


@register.filter
def limit_minutes(attempt: Attempt) -> str:
    """Write the minutes that this learner has, as a script reads them; "" without a limit."""
    minutes = limit_of(attempt)
    return "" if minutes is None else str(minutes)


@register.filter
def break_offer(attempt: Attempt) -> str:
    """Name the button that begins a break, and say how much of it there is."""
    minutes = attempt.break_seconds // 60
    if not minutes:
        return _("Take a break (less than a minute left)")
    return ngettext("Take a break (%(n)s minute left)", "Take a break (%(n)s minutes left)", minutes) % {
        "n": minutes
    }


@register.simple_tag
def granted(policy: Policy, allowance: Allowance) -> str:
    """Say what this learner has and others have not."""
    said = [_time(policy.minutes, allowance.minutes)]
    if breaks := allowance.break_minutes:
        minutes = ngettext("%(n)s minute of breaks", "%(n)s minutes of breaks", breaks) % {"n": breaks}
        said.append(_("You can take %(breaks)s.") % {"breaks": minutes})
    if more := allowance.extra_attempts:
        said.append(
            ngettext("You have %(n)s attempt more.", "You have %(n)s attempts more.", more) % {"n": more}
        )
    return " ".join(sentence for sentence in said if sentence)


def _time(limit: int | None, minutes: int | None) -> str:
    if limit is None or minutes == limit:
        return ""
    if minutes is None:
        return ngettext(
            "You have as long as you need, instead of %(limit)s minute.",
            "You have as long as you need, instead of %(limit)s minutes.",
            limit,
        ) % {"limit": limit}
    return _("You have %(minutes)s minutes instead of %(limit)s.") % {"minutes": minutes, "limit": limit}


@register.filter
def minutes_left(seconds: int) -> str:
    """Write seconds as whole minutes; what is less has words of its own."""
    minutes = seconds // 60
    if not minutes:
        return _("Less than a minute")
    return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}
