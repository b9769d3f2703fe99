"""The course map as it is drawn: one step per module and one for the exam, for a learner or as planned."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from content.offering import span
from content.outline import Activity, Module
from courses.learning import Learning
from courses.mapping import Totals, Wait, totals_of, waits_of
from courses.progress import ModuleProgress, Progress, Step
from courses.quiz.admitting import Admission

# A figure dash holds the place of a number that is not there yet.
NO_SCORE = "\N{FIGURE DASH}"

Facts = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class StreamStep:
    """What templates/components/step.html draws. state: open (as planned), done, now, todo, locked."""

    number: str
    title: str
    url: str
    state: str
    facts: Facts
    study: str
    wait: str = ""
    is_planned: bool = False
    lamp: str = ""
    word: str = ""


@dataclass(frozen=True)
class Stream:
    """totals: None for the planned stream."""

    steps: tuple[StreamStep, ...]
    totals: Totals | None


def stream_of(learning: Learning) -> Stream:
    """Return the stream as the learner stands, or as planned for those who are not enrolled."""
    progress, enrolment = learning.progress, learning.enrolment
    if enrolment is None:
        return Stream(tuple(_planned_steps(learning)), None)
    at = timezone.localtime(learning.at)
    totals = totals_of(progress, enrolled_at=enrolment.enrolled_at, at=at)
    return Stream(tuple(_steps(progress, waits_of(progress, at), learning.exam_entry)), totals)


def _steps(
    progress: Progress, waits: tuple[Wait | None, ...], entry: Admission | None
) -> Iterator[StreamStep]:
    for module, wait in zip(progress.modules, (*waits, None), strict=False):
        yield _module_step(module, wait)
    if progress.exam and entry:
        yield _exam_step(progress.exam, entry, last_missing(progress))


def _module_step(progress: ModuleProgress, wait: Wait | None) -> StreamStep:
    module, spent = progress.module, progress.minutes_done
    score = NO_SCORE if progress.percent is None else _("%(n)s %%") % {"n": progress.percent}
    lamp, word = _module_lamp(progress)
    return StreamStep(
        number=str(module.number),
        title=module.title,
        url=module.url,
        state=progress.state,
        facts=(
            (_("Lessons"), f"{progress.lessons_done} / {progress.lessons}"),
            (_("Study") if spent else _("Plan"), span(spent or module.minutes)),
            (_("Score"), score),
        ),
        study=_ladder_span(spent or module.minutes),
        is_planned=not spent,
        wait=_("%(n)s d") % {"n": wait.days} if wait else "",
        lamp=lamp,
        word=word,
    )


def _module_lamp(progress: ModuleProgress) -> tuple[str, str]:
    if progress.state == "done":
        return "done", _("Done")
    if progress.began_at:
        return "progress", _("In progress")
    return "todo", _("Not started")


def _exam_step(step: Step, entry: Admission, last: int) -> StreamStep:
    exam, percent = step.activity, step.result.percent
    lamp, word = _exam_lamp(entry, last)
    facts = _exam_facts(exam)
    if percent is not None:
        facts = (*facts[:-1], (_("Score"), _("%(n)s %%") % {"n": percent}))
    return StreamStep(
        number=_("E"),
        title=exam.title,
        url=exam.url,
        state=step.state,
        facts=facts,
        study=_ladder_span(exam.minutes),
        is_planned=not step.is_done,
        lamp=lamp,
        word=word,
    )


def _exam_lamp(entry: Admission, last: int) -> tuple[str, str]:
    """last: the number of the last module that stands before the exam."""
    match entry.verdict:
        case "passed":
            return "done", _("Passed")
        case "locked":
            return "locked", _("After module %(number)s") % {"number": last}
        case "resume":
            return "progress", _("In progress")
        case "being_marked":
            return "progress", _("Being marked")
        case "closed":
            return "locked", _("Closed")
        case "waiting" | "used_up" | "not_yet" if entry.opens_at:
            day = date_format(timezone.localtime(entry.opens_at), "j M")
            return "wait", _("From %(day)s") % {"day": day}
    return "todo", _("Ready")


def last_missing(progress: Progress) -> int:
    """Return the number of the last module in which something required is still to do."""
    missing = {activity.id for activity in progress.missing}
    open_modules = [
        m.module.number for m in progress.modules if any(s.activity.id in missing for s in m.steps)
    ]
    return max(open_modules, default=len(progress.modules))


def _planned_steps(learning: Learning) -> Iterator[StreamStep]:
    outline = learning.outline
    for module in outline.modules:
        is_last = module is outline.modules[-1] and not outline.exam
        yield StreamStep(
            number=str(module.number),
            title=module.title,
            url=module.url,
            state="open",
            facts=_module_facts(module),
            study=_ladder_span(module.minutes),
            wait="" if is_last else _("try it"),
        )
    if exam := outline.exam:
        # Its page is for the enrolled: it would only send others back here.
        yield StreamStep(_("E"), exam.title, "", "open", _exam_facts(exam), _ladder_span(exam.minutes))


def _ladder_span(minutes: int) -> str:
    """Write a span that breaks between hours and minutes only: the ladder is narrow."""
    return span(minutes).replace(" h", "\N{NO-BREAK SPACE}h").replace(" min", "\N{NO-BREAK SPACE}min")


def _module_facts(module: Module) -> Facts:
    checks = [(_("Check"), _("%(n)s %%") % {"n": check.pass_mark}) for check in module.checks]
    return ((_("Lessons"), str(len(module.lessons))), (_("Plan"), span(module.minutes)), *checks)


def _exam_facts(exam: Activity) -> Facts:
    items = ((_("Items"), str(exam.items)),) if exam.items else ()
    return (*items, (_("Time"), span(exam.minutes)), (_("Pass"), _("%(n)s %%") % {"n": exam.pass_mark}))
