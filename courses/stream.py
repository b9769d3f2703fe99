"""The course map as it is drawn: one step per module and one for the exam, for a learner or as planned."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from content.offering import span
from courses.learning import Learning
from courses.mapping import Totals, Wait, totals_of, waits_of
from courses.progress import ModuleProgress, State, Step


@dataclass(frozen=True)
class StreamStep:
    """What templates/components/step.html draws. state: open (as planned), done, now, todo, locked."""

    number: str
    title: str
    url: str
    state: str
    facts: tuple[tuple[str, str], ...]
    lamp: str
    word: str
    study: str
    wait: str = ""
    reviews: int = 0
    reviews_url: str = ""


@dataclass(frozen=True)
class Stream:
    steps: tuple[StreamStep, ...]
    totals: Totals | None


def stream_of(learning: Learning) -> Stream:
    progress, enrolment = learning.progress, learning.enrolment
    if enrolment is None:
        return Stream(_planned(learning), None)
    waits = waits_of(progress)
    steps = [_module_step(m, waits.get(m.module.number + 1)) for m in progress.modules]
    if progress.exam:
        steps.append(_exam_step(progress.exam, len(progress.modules)))
    enrolled_at, at = timezone.localtime(enrolment.enrolled_at), timezone.localtime(learning.at)
    return Stream(tuple(steps), totals_of(progress, enrolled_at=enrolled_at, at=at))


def _planned(learning: Learning) -> tuple[StreamStep, ...]:
    outline = learning.outline
    steps = []
    for module in outline.modules:
        checks = [a for a in module.activities if a.kind == "check"]
        facts = [(_("Lessons"), str(len(module.lessons))), (_("Plan"), span(module.minutes))]
        facts += [(_("Check"), f"{check.pass_mark} %") for check in checks]
        steps.append(_plain(str(module.number), module.title, module.url, tuple(facts), module.minutes))
    if exam := outline.exam:
        facts = _exam_facts(exam.items, exam.minutes, exam.pass_mark)
        steps.append(_plain(_("E"), exam.title, "", tuple(facts), exam.minutes))
    return tuple(steps)


def _plain(number: str, title: str, url: str, facts: tuple[tuple[str, str], ...], minutes: int) -> StreamStep:
    return StreamStep(number, title, url, "open", facts, "", "", span(minutes))


def _module_step(progress: ModuleProgress, wait: Wait | None) -> StreamStep:
    module, spent = progress.module, progress.minutes_done
    score = "–" if progress.percent is None else f"{progress.percent} %"
    lamp, word = _lamp(progress.state, has_begun=progress.began_at is not None)
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
        lamp=lamp,
        word=word,
        study=span(spent or module.minutes),
        wait=_("%(n)s d") % {"n": wait.days} if wait and wait.days else "",
    )


def _exam_step(step: Step, last_module: int) -> StreamStep:
    exam = step.activity
    locked = ("locked", _("After %(number)s") % {"number": last_module})
    words = {"done": ("done", _("Passed")), "locked": locked}
    lamp, word = words.get(step.state, ("todo", _("Open")))
    return StreamStep(
        number=_("E"),
        title=exam.title,
        url=exam.url,
        state=step.state,
        facts=tuple(_exam_facts(exam.items, exam.minutes, exam.pass_mark)),
        lamp=lamp,
        word=word,
        study=span(exam.minutes),
    )


def _exam_facts(items: int | None, minutes: int, pass_mark: int | None) -> list[tuple[str, str]]:
    counted = [(_("Items"), str(items))] if items else []
    return [*counted, (_("Time"), span(minutes)), (_("Pass"), f"{pass_mark} %")]


def _lamp(state: State, *, has_begun: bool) -> tuple[str, str]:
    if state == "done":
        return "done", _("Done")
    if has_begun:
        return "progress", _("In progress")
    return "todo", _("Next") if state == "now" else _("Not started")
