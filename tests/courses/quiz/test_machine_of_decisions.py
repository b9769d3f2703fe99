"""Any order of sittings, marks, releases, voids and decisions about items, held against scoring it all anew.

The model knows what each option says and what was decided, and asks the rows for nothing but which
decisions an answer has been through.
"""

import random
from datetime import timedelta
from fractions import Fraction

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from content.models import ItemVersion
from courses.errors import AttemptClosed, MarkRefused, QuizClosed, RegradeRefused
from courses.marking import mark_answer, release_attempt
from courses.models import Answer, Attempt, Completion, Regrade
from courses.quiz.attempting import save_answer, start_attempt, submit_attempt, submit_overdue
from courses.quiz.auditing import differences
from courses.quiz.regrading import apply_regrade, finish_regrades, regrade_item
from courses.quiz.voiding import void_attempt
from tests.conftest import AT
from tests.content.items.examples import essay
from tests.courses.building import make_enrolment, make_exam, single_choice
from tests.courses.essays import FULL, NONE, SOME
from tests.courses.regrades import further, with_key
from tests.factories import make_course, make_learner

#: Shares of the five points of the essay's rubric.
LEVELS = {"full": (FULL, Fraction(1)), "some": (SOME, Fraction(2, 5)), "none": (NONE, Fraction(0))}
CHOICES = ["right0", "wrong1", "wrong2"]
#: What the three give first: whether they write, and what they choose.
FIRST = [(True, "right0", "right0"), (False, "right0", "wrong1"), (True, "wrong1", "wrong2")]

sheets = st.tuples(st.booleans(), st.sampled_from(CHOICES), st.sampled_from(CHOICES))
people = st.integers(0, len(FIRST) - 1)
decisions = st.tuples(
    st.integers(0, 2),
    st.sampled_from(Regrade.Rule.values),
    st.sampled_from(["wrong1", "wrong2"]),
    # How many attempts it reaches at once; the rest waits.
    st.sampled_from([None, None, 1, 0]),
)
which = st.integers(0, 5)


class Deciding(RuleBasedStateMachine):
    """Three learners at an exam of an essay and two choices; passing it completes the course."""

    @initialize(several=st.lists(decisions, min_size=2, max_size=5))
    def begin(self, several: list[tuple[int, str, str, int | None]]) -> None:
        self.sandbox = transaction.atomic()
        self.sandbox.__enter__()
        course = make_course(lessons=0)
        asked = [essay() | {"markers": 1}, single_choice(), single_choice()]
        self.exam = make_exam(course, contents=asked, attempts_a_year=9, cool_down_days="", pass_mark=60)
        essay_asked, *first = ItemVersion.objects.filter(bank=self.exam.blueprint.get().bank).order_by("pk")
        keys = {
            n: {key: with_key(one, key) for key in ("wrong1", "wrong2")} for n, one in enumerate(first, 1)
        }
        # The latest version is the one that is drawn.
        self.versions = [essay_asked, *(further(one, one.content) for one in first)]
        self.keys = {(self.versions[n].pk, key): one for n in keys for key, one in keys[n].items()}
        self.enrolments = [make_enrolment(course) for _one in FIRST]
        self.staff = make_learner("Sam Staff")
        self.now = AT
        #: Decision -> (rule, option that is right by its key).
        self.decided: dict[int, tuple[str, str]] = {}
        self.shares: dict[int, Fraction] = {}
        for person, sheet in enumerate(FIRST):
            self.sit(person, sheet, hands_in=True)
        self.decide(several)

    def teardown(self) -> None:
        if hasattr(self, "sandbox"):
            transaction.set_rollback(True)
            self.sandbox.__exit__(None, None, None)

    def attempts(self, *states: str) -> list[Attempt]:
        found = Attempt.objects.filter(quiz=self.exam, state__in=states)
        return list(found.order_by("enrolment", "number"))

    @rule(minutes=st.sampled_from([10, 130]))
    def time_passes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)
        submit_overdue(at=self.now)

    @rule(person=people, given=sheets, hands_in=st.sampled_from([True, True, False]))
    def sit(self, person: int, given: tuple[bool, str, str], hands_in: bool) -> None:
        try:
            attempt = start_attempt(
                self.enrolments[person], self.exam, reflection="Read.", at=self.now, rng=random.Random(1)
            )
        except QuizClosed:
            return
        of_version = dict(zip([v.pk for v in self.versions], given, strict=True))
        for answer in attempt.answers.select_related("attempt", "item_version"):
            one = of_version[answer.item_version_id]
            response = ({"text": "Waiting."} if one else None) if isinstance(one, bool) else {"choice": one}
            save_answer(answer, response, at=self.now)
        if hands_in:
            submit_attempt(attempt, at=self.now)

    @precondition(lambda self: self.attempts("open"))
    @rule(n=which)
    def hand_in(self, n: int) -> None:
        submit_attempt(self._one("open", n=n), at=self.now)

    @precondition(lambda self: self.attempts("marking"))
    @rule(n=which, levels=st.sampled_from(sorted(LEVELS)))
    def mark_and_release(self, n: int, levels: str) -> None:
        attempt = self._one("marking", n=n)
        answer = attempt.answers.select_related("attempt", "item_version").get(markers__gt=0)
        given, share = LEVELS[levels]
        mark_answer(answer, self.staff, given, at=self.now)
        self.shares[answer.pk] = share
        assert release_attempt(attempt, self.staff, at=self.now).state == "submitted"

    @precondition(lambda self: self.attempts("marking"))
    @rule(n=which)
    def release_too_early(self, n: int) -> None:
        with pytest.raises(MarkRefused):
            release_attempt(self._one("marking", n=n), self.staff, at=self.now)

    @precondition(lambda self: self.attempts("open", "marking", "submitted"))
    @rule(n=which, is_rare=st.integers(0, 3))
    def void(self, n: int, is_rare: int) -> None:
        if is_rare == 3:
            void_attempt(self._one("open", "marking", "submitted", n=n), self.staff, "An alarm.", at=self.now)

    @rule(several=st.lists(decisions, min_size=1, max_size=4))
    def decide(self, several: list[tuple[int, str, str, int | None]]) -> None:
        for item, what, key, limit in several:
            self._decide(self.versions[item], what, key, limit)

    def _decide(self, version: ItemVersion, what: str, key: str, limit: int | None) -> None:
        needs_key = what in ("new_key", "accept_also")
        if needs_key and version == self.versions[0]:
            with pytest.raises(RegradeRefused):
                regrade_item(version, what, reason="Faulty.", by=self.staff, at=self.now)
            return
        chosen = self.keys[version.pk, key] if needs_key else None
        made = regrade_item(version, what, key_version=chosen, reason="Faulty.", by=self.staff, at=self.now)
        self.decided[made.pk] = (what, key)
        apply_regrade(made, limit=limit, at=self.now)
        self.stored_points_are_what_scoring_anew_gives_unless_a_completion_kept_them()

    @rule()
    def catch_up(self) -> None:
        finish_regrades(at=self.now)
        assert finish_regrades(at=self.now) == 0

    @precondition(lambda self: self.attempts("marking", "submitted", "void"))
    @rule(n=which)
    def save_too_late(self, n: int) -> None:
        answer = self._one("marking", "submitted", "void", n=n).answers.select_related("item_version").first()
        with pytest.raises(AttemptClosed):
            save_answer(answer, None, at=self.now)

    def _one(self, *states: str, n: int) -> Attempt:
        found = self.attempts(*states)
        return found[n % len(found)]

    def _expected(self, answer: Answer) -> Fraction | None:
        """What the answer is worth by the decisions that it has been through, as its row hides the keys."""
        if answer.adjustment == "dropped":
            return None
        if answer.adjustment == "full_credit":
            return Fraction(1)
        if answer.item_version == self.versions[0]:
            return self.shares[answer.pk] if answer.response else Fraction(0)
        right = {"right0"}
        for made in Regrade.objects.filter(version=answer.item_version, pk__lte=answer.regrade_id or 0):
            what, key = self.decided[made.pk]
            right = {key} if what == "new_key" else right | {key} if what == "accept_also" else right
        return Fraction(answer.response["choice"] in right)

    @invariant()
    def nobody_has_two_open_attempts(self) -> None:
        if hasattr(self, "exam"):
            holders = [attempt.enrolment_id for attempt in self.attempts("open")]
            assert len(holders) == len(set(holders))

    @invariant()
    def every_log_folds_to_its_row(self) -> None:
        if hasattr(self, "exam"):
            for attempt in self.attempts("open", "marking", "submitted", "void"):
                assert differences(attempt) == []

    @invariant()
    def every_attempt_went_through_each_decision_once_at_most(self) -> None:
        if hasattr(self, "exam"):
            for attempt in self.attempts("marking", "submitted"):
                told = [one["regrade"] for one in self._told(attempt)]
                assert len(told) == len(set(told))

    @invariant()
    def stored_points_are_what_scoring_anew_gives_unless_a_completion_kept_them(self) -> None:
        if not hasattr(self, "exam"):
            return
        for attempt in self.attempts("submitted"):
            if any(one["kept"] for one in self._told(attempt)):
                continue
            earned = worth = Fraction(0)
            for answer in attempt.answers.select_related("item_version"):
                share = self._expected(answer)
                assert (answer.points is None) is (share is None)
                if share is not None:
                    assert Fraction(answer.points) == share
                    earned, worth = earned + share, worth + 1
            assert (Fraction(attempt.points), Fraction(attempt.max_points)) == (earned, worth)
            assert attempt.is_passed is (earned / worth * 100 >= 60)

    @invariant()
    def who_completed_keeps_a_pass_unless_it_is_void(self) -> None:
        if not hasattr(self, "exam"):
            return
        for completion in Completion.objects.filter(enrolment__in=self.enrolments):
            attempts = Attempt.objects.filter(enrolment=completion.enrolment_id)
            assert attempts.filter(is_passed=True).exists()

    def _told(self, attempt: Attempt) -> list[dict]:
        return list(attempt.events.filter(kind="regrade").values_list("payload", flat=True))


@pytest.mark.django_db
def test_no_order_of_decisions_breaks_a_result():
    run_state_machine_as_test(
        Deciding,
        settings=settings(
            max_examples=40,
            stateful_step_count=8,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        ),
    )
