"""A course of its own with items of every kind, written and published as an author does it.

Run in a served copy: manage.py shell -c "from tests.journeys.workshop import open_workshop; open_workshop()".
"""

import json
from typing import Any

from allauth.account.models import EmailAddress

from content.models import (
    BlueprintLine,
    CataloguePage,
    CoursePage,
    Item,
    ItemBank,
    ModulePage,
    Objective,
    QuizPage,
)
from content.models.going_live import trusting
from courses.enrolling import enrol
from lms.models import User
from lms.rehearsing import PASSWORD

COURSE = "/courses/every-kind/"
EXAM = f"{COURSE}bench/exam/"
CHECK = f"{COURSE}bench/check/"
FORWARD = f"{COURSE}bench/forward/"
#: Each journey has a learner of its own, so that none has to clean up after another.
LEARNERS = ("keys", "plain", "phone", "tabs", "line", "gone", "expired", "crash", "clock", "choice", "check")
LEARNERS += ("forward-keys", "forward-plain", "forward-line")


def address_of(learner: str) -> str:
    return f"{learner}@workshop.example"


def open_workshop() -> None:
    """Publish the course, its exam and its check, and enrol the learners."""
    course = _publish_under(
        CataloguePage.objects.get(),
        CoursePage(
            title="Every kind", slug="every-kind", summary="To try.", achievement="A.", criteria="All."
        ),
    )
    module = _publish_under(course, ModulePage(title="Bench", slug="bench", code="M1"))
    objective = Objective.objects.first()
    for purpose in ("exam", "check"):
        bank = ItemBank.objects.create(title=f"Every kind, {purpose}", slug=f"every-kind-{purpose}")
        for number, written in enumerate(ITEMS):
            _publish_item(f"{purpose}-{number}", bank, purpose, objective, written)
        _publish_quiz(module, purpose, bank)
        if purpose == "exam":
            _publish_quiz(module, purpose, bank, slug="forward", navigation="forward")
    for learner in LEARNERS:
        user = User.objects.create_user(address_of(learner), PASSWORD, full_name="Ada Okoye")
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        enrol(user, course)


def _publish_under(parent: Any, page: Any) -> Any:
    page.live = False
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def _publish_item(
    code: str, bank: ItemBank, pool: str, objective: Objective, written: dict[str, Any]
) -> None:
    item = Item(
        code=code,
        bank=bank,
        pool=pool,
        cognitive_level="apply",
        live=False,
        stem=written["stem"],
        stimulus=written.get("stimulus", ""),
        feedback="Well seen.",
        interaction=json.dumps([{"type": written["kind"], "value": written["value"]}]),
    )
    item.save()
    item.objectives = [objective]
    item.save_revision().publish()


def _publish_quiz(module: ModulePage, purpose: str, bank: ItemBank, slug: str = "", **fields: Any) -> None:
    quiz = QuizPage(
        title=(slug or purpose).capitalize(),
        slug=slug or purpose,
        purpose=purpose,
        minutes=60,
        is_timed=purpose == "exam",
        pass_mark=70,
        asks_certainty=purpose == "check",
        **fields,
    )
    quiz.blueprint = [BlueprintLine(bank=bank)]
    # Several exams in one module: no form would take that.
    with trusting():
        _publish_under(module, quiz)


def _list(*values: Any) -> list[dict[str, Any]]:
    return [{"type": "item", "id": str(number), "value": value} for number, value in enumerate(values)]


def _option(text: str, why: str, *, correct: bool = False) -> dict[str, Any]:
    return {"text": text, "correct": correct, "feedback": why}


def _criterion(criterion: str, *levels: str) -> dict[str, Any]:
    return {
        "criterion": criterion,
        "levels": _list(*({"points": points, "text": text} for points, text in enumerate(levels))),
    }


ITEMS: list[dict[str, Any]] = [
    {
        "kind": "single_choice",
        "stimulus": "<p>A support team resolves 90 % of tickets on the day. The rest waits for Monday.</p>",
        "stem": "<p>The lead asks you for help. What should she do first?</p>",
        "value": {
            "options": _list(
                _option("Sit with those who return tickets", "She goes and sees.", correct=True),
                _option("Set a target for returned tickets", "A target changes no cause."),
                _option("Give every ticket to the most experienced", "That moves the load."),
            )
        },
    },
    {
        "kind": "multiple_response",
        "stem": "<p>Which of these are waste?</p>",
        "value": {
            "options": _list(
                _option("Waiting for an approval that nobody reads", "Nothing is added.", correct=True),
                _option("Walking to a shared printer", "Motion adds nothing.", correct=True),
                _option("Reading a drawing before drilling", "It is needed to drill rightly."),
            )
        },
    },
    {
        "kind": "matching",
        "stem": "<p>Which kind of waste does each observation show?</p>",
        "value": {
            "pairs": _list(
                {
                    "left": "A nurse walks to the next corridor for every kit.",
                    "right": "Motion",
                    "feedback": "",
                },
                {"left": "A feature waits two days for a review.", "right": "Waiting", "feedback": ""},
            ),
            "extra_right": _list({"text": "Defects", "feedback": "Nothing is wrong with what was made."}),
        },
    },
    {
        "kind": "matching",
        "stem": "<p>Does each of these add value?</p>",
        "value": {
            "pairs": _list(
                {"left": "Tightening a screw", "right": "Adds value", "feedback": "It holds the seat."},
                {"left": "Searching for the screwdriver", "right": "Waste", "feedback": ""},
                {"left": "Painting the frame", "right": "Adds value", "feedback": ""},
            ),
            "extra_right": [],
            "layout": "categorise",
        },
    },
    {
        "kind": "ordering",
        "stem": "<p>Put the steps in order.</p>",
        "value": {
            "sequence": _list(*({"text": text, "note": ""} for text in ("Plan", "Do", "Check", "Act")))
        },
    },
    {
        "kind": "numeric",
        "stem": "<p>27 000 seconds a shift, 450 pieces asked for. What is the takt time?</p>",
        "value": {
            "answer": "60",
            "tolerance": "0.5",
            "unit": "seconds",
            "wrong": _list({"value": "450", "feedback": "That is the demand."}),
        },
    },
    {
        "kind": "short_text",
        "stem": "<p>What is stopping by itself called?</p>",
        "value": {
            "accept": _list("jidoka"),
            "wrong": _list({"match": "andon", "feedback": "Andon is the signal."}),
        },
    },
    {
        "kind": "cloze",
        "stem": "<p>Complete what a team leader says.</p>",
        "value": {
            "text": "<p>We go to the [[1]] first. Our takt time is [[2]], so the line stops by [[3]] and we "
            "look <b>together</b>.</p>",
            "gaps": [
                {
                    "type": "short_text",
                    "value": {
                        "accept": _list("gemba"),
                        "wrong": _list({"match": "office", "feedback": "There you only hear of it."}),
                        "label": "where work happens",
                    },
                },
                {"type": "numeric", "value": {"answer": "60", "unit": "seconds"}},
                {
                    "type": "single_choice",
                    "value": {
                        "options": _list(
                            _option("jidoka", "", correct=True),
                            _option("heijunka, which levels the work over the days of a week", "It levels."),
                        )
                    },
                },
            ],
        },
    },
    {
        "kind": "essay",
        "stem": "<p>Describe what you saw this morning, and one small step.</p>",
        "value": {
            "rubric": _list(
                _criterion("Names what was seen", "Nothing", "A place", "A place and a time"),
                _criterion("Draws one small step", "None", "One that can be tried tomorrow"),
            ),
            "model_answer": "At 07:40 at station 3 the packer walked for tape.",
            "markers": "1",
            "min_words": 5,
            "max_words": 20,
        },
    },
]
