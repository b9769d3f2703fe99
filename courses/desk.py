"""What the page before a quiz says: its rules, where the learner stands, and what to do next."""

from dataclasses import dataclass

from content.models import QuizPage
from courses.accommodating import allowance_of
from courses.forms import StartForm
from courses.learning import Learning
from courses.progress import QuizResult
from courses.quiz.admitting import TAKEN, Admission, Sitting
from courses.quiz.clock import Allowance
from courses.quiz.policy import Policy, policy_of
from courses.quiz.starting import admission_for


@dataclass(frozen=True)
class Desk:
    """entry: None for those who are not enrolled. form: what is asked before the start.

    allowance: the time, breaks and attempts that this learner has.
    """

    quiz: QuizPage
    policy: Policy
    items: int | None
    entry: Admission | None
    sittings: tuple[Sitting, ...]
    result: QuizResult
    form: StartForm
    allowance: Allowance

    @property
    def is_retake(self) -> bool:
        return bool(self.entry and self.entry.is_retake)

    @property
    def over(self) -> tuple[Sitting, ...]:
        """Those handed in, and those that do not count: their learner is told why."""
        return tuple(s for s in self.sittings if s.state in (*TAKEN, "void"))

    @property
    def attempts_a_year(self) -> int | None:
        """How many this learner has in twelve months; None for no limit."""
        allowed = self.policy.attempts_a_year
        return None if allowed is None else allowed + self.allowance.extra_attempts


def desk_of(learning: Learning, quiz: QuizPage, form: StartForm | None = None) -> Desk:
    policy, facts, enrolment = policy_of(quiz), learning.facts, learning.enrolment
    granted = allowance_of(enrolment, quiz.pk, policy.minutes, learning.at) if enrolment else None
    entry = admission_for(enrolment, quiz.pk, policy, facts, learning.at, granted) if enrolment else None
    activity = learning.outline.find(quiz.pk)
    is_retake = bool(entry and entry.is_retake)
    return Desk(
        quiz=quiz,
        policy=policy,
        items=activity.items if activity else None,
        entry=entry,
        sittings=facts.of(quiz.pk),
        result=facts.results.get(quiz.pk, QuizResult()),
        form=form or StartForm(is_exam=policy.is_exam, is_retake=is_retake, honour=policy.honour),
        allowance=granted or Allowance(policy.minutes),
    )
