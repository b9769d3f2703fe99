"""Any order of starts, saves, hand-ins, sweeps, crashes and jumps of the clock, held against a tiny model.

The model knows nothing of tables: one dictionary of responses for the open attempt, and what was scored.
"""

import random
from datetime import timedelta
from unittest import mock

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

from content.items.scoring import score
from courses.errors import AttemptClosed, QuizClosed
from courses.models import Answer, Attempt
from courses.quiz.attempting import save_answer, start_attempt, submit_attempt, submit_overdue
from courses.quiz.clock import GRACE
from tests.conftest import AT
from tests.courses.building import make_enrolment, make_exam
from tests.factories import make_course

ITEMS = 2
ATTEMPTS = 2
MINUTES = 30

choices = st.sampled_from(["right0", "wrong1", None])
positions = st.integers(1, ITEMS)
sequences = st.integers(1, 3)


class Crash(Exception):
    """The process is gone in the middle of a transaction."""


class Sitting(RuleBasedStateMachine):
    """One learner at one exam of two items, of which two attempts a year are allowed."""

    @initialize()
    def begin(self) -> None:
        self.sandbox = transaction.atomic()
        self.sandbox.__enter__()
        course = make_course()
        self.exam = make_exam(
            course, items=ITEMS, attempts_a_year=ATTEMPTS, cool_down_days="", minutes=MINUTES
        )
        self.enrolment = make_enrolment(course)
        self.now = AT
        self.attempt: Attempt | None = None
        self.responses: dict[int, tuple[int, str | None]] = {}
        self.results: list[int] = []

    def teardown(self) -> None:
        if hasattr(self, "sandbox"):
            transaction.set_rollback(True)
            self.sandbox.__exit__(None, None, None)

    @property
    def is_open(self) -> bool:
        return self.attempt is not None

    @property
    def takes_answers(self) -> bool:
        return self.attempt is not None and self.now <= self.attempt.deadline_at + GRACE

    @rule(minutes=st.sampled_from([1, 10, 29, 31, 45]))
    def time_passes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule()
    def start(self) -> None:
        try:
            found = start_attempt(
                self.enrolment, self.exam, reflection="Reviewed.", at=self.now, rng=random.Random(1)
            )
        except QuizClosed:
            assert not self.is_open
            assert len(self.results) == ATTEMPTS or ITEMS in self.results
            return
        if self.attempt is None:
            assert len(self.results) < ATTEMPTS
            assert ITEMS not in self.results
            self.attempt, self.responses = found, {}
        assert found.pk == self.attempt.pk

    @precondition(lambda self: self.is_open)
    @rule(position=positions, choice=choices, sequence=sequences)
    def save(self, position: int, choice: str | None, sequence: int) -> None:
        answer = self._answer(position)
        response = {"choice": choice} if choice else None
        if not self.takes_answers:
            with pytest.raises(AttemptClosed):
                save_answer(answer, response, sequence=sequence, at=self.now)
            return
        known = self.responses.get(position, (0, None))
        saved = save_answer(answer, response, sequence=sequence, at=self.now)
        assert saved.is_stored is (sequence > known[0])
        if saved.is_stored:
            self.responses[position] = (sequence, choice)

    @precondition(lambda self: self.is_open)
    @rule(position=positions, choice=choices)
    def crash_while_saving(self, position: int, choice: str | None) -> None:
        response = {"choice": choice} if choice else None
        with pytest.raises((Crash, AttemptClosed)):
            self._save_and_crash(position, response)

    @precondition(lambda self: self.is_open)
    @rule()
    def crash_while_handing_in(self) -> None:
        with (
            mock.patch("courses.quiz.submitting.complete_if_due", side_effect=Crash),
            mock.patch.object(Attempt, "save", side_effect=Crash),
            pytest.raises(Crash),
        ):
            submit_attempt(self.attempt, at=self.now)

    @precondition(lambda self: self.is_open)
    @rule(again=st.booleans())
    def hand_in(self, again: bool) -> None:
        done = submit_attempt(self.attempt, at=self.now)
        if again:
            assert submit_attempt(self.attempt, at=self.now).points == done.points
        self._scored(done)

    @rule()
    def sweep(self) -> None:
        is_overdue = self.attempt is not None and not self.takes_answers
        assert submit_overdue(at=self.now) == int(is_overdue)
        if is_overdue:
            done = Attempt.objects.get(pk=self.attempt.pk)
            assert done.submitted_at == done.deadline_at
            self._scored(done)

    @transaction.atomic
    def _save_and_crash(self, position: int, response: dict[str, str] | None) -> None:
        save_answer(self._answer(position), response, at=self.now)
        raise Crash

    def _answer(self, position: int) -> Answer:
        return Answer.objects.select_related("attempt", "item_version").get(
            attempt=self.attempt, position=position
        )

    def _scored(self, done: Attempt) -> None:
        right = sum(choice == "right0" for _sequence, choice in self.responses.values())
        assert (done.state, done.points, done.is_passed) == ("submitted", right, right == ITEMS)
        self.results.append(right)
        self.attempt = None

    @invariant()
    def the_rows_say_what_the_model_says(self) -> None:
        if not hasattr(self, "enrolment"):
            return
        rows = Attempt.objects.filter(enrolment=self.enrolment)
        assert list(rows.open().values_list("pk", flat=True)) == ([self.attempt.pk] if self.attempt else [])
        assert rows.count() == len(self.results) + self.is_open <= ATTEMPTS
        if self.attempt:
            stored = {a.position: (a.response or {}).get("choice") for a in self.attempt.answers.all()}
            assert stored == {n: self.responses.get(n, (0, None))[1] for n in range(1, ITEMS + 1)}

    @invariant()
    def stored_points_are_what_scoring_the_stored_responses_gives(self) -> None:
        if not hasattr(self, "enrolment"):
            return
        answers = Answer.objects.filter(attempt__enrolment=self.enrolment).select_related(
            "attempt", "item_version"
        )
        for answer in answers:
            is_scored = answer.attempt.state == "submitted"
            expected = score(answer.item_version.content, answer.response) if is_scored else None
            assert answer.points == expected

    @invariant()
    def the_log_holds_one_start_and_at_most_one_end_of_each_attempt(self) -> None:
        if not hasattr(self, "enrolment"):
            return
        for attempt in Attempt.objects.filter(enrolment=self.enrolment):
            kinds = list(attempt.events.values_list("kind", flat=True))
            assert kinds.count("start") == 1
            assert kinds.count("submit") == int(attempt.state == "submitted")


@pytest.mark.django_db
def test_no_order_of_events_breaks_a_sitting():
    run_state_machine_as_test(
        Sitting,
        settings=settings(
            max_examples=20,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
        ),
    )
