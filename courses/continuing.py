"""What the one button at the head of a course leads to. Pure."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from content.outline import Activity
    from courses.progress import Progress

Kind = Literal["module", "lesson", "check", "exam", "completed", "nothing"]


@dataclass(frozen=True)
class Way:
    """kind: "module" is the first lesson of a module not yet begun. is_open: a sitting is under way."""

    kind: Kind
    activity: "Activity | None" = None
    module_number: int | None = None
    is_open: bool = False

    @property
    def minutes(self) -> int:
        return self.activity.minutes if self.activity else 0


def way_of(progress: "Progress") -> Way:
    """Return where the learner goes on; nowhere once the course is completed."""
    following = progress.following
    if progress.is_complete:
        return Way("completed")
    step = progress.step_of(following.id) if following else None
    if following is None or step is None:
        return Way("nothing")
    if following.kind == "exam":
        return Way("exam", following, is_open=step.result.is_open)
    module = next(m for m in progress.modules if step in m.steps)
    number = module.module.number
    if following.kind == "check":
        return Way("check", following, number, is_open=step.result.is_open)
    return Way("lesson" if module.began_at else "module", following, number)
