"""What may be seen after answering: first without the key, then all of it."""

from enum import StrEnum

from content.items.interactions import interaction_of
from content.items.scoring import key, score
from content.items.terms import Content, Judge, Order, Response, View


class Verdict(StrEnum):
    RIGHT = "right"
    PARTLY = "partly"
    NOT_YET = "not_yet"
    BLANK = "blank"
    COMPARE = "compare"  # never scored: the learner compares with the model answer
    WAITING = "waiting"  # people mark it; what they said is for `courses` to tell


def judge(content: Content, response: Response | None) -> Verdict:
    if not response:
        return Verdict.BLANK
    fraction = score(content, response)
    if fraction is None:
        is_marked = interaction_of(content).judged_by is Judge.PEOPLE
        return Verdict.WAITING if is_marked else Verdict.COMPARE
    if fraction == 1:
        return Verdict.RIGHT
    return Verdict.PARTLY if fraction else Verdict.NOT_YET


def review(content: Content, order: Order, response: Response | None) -> View:
    """Return the verdict, and each part the learner gave, judged; never the key.

    parts: [{"id", "text", "is_right", "feedback"}], only for what was given. In an
    ordering a part is right if it follows the step it should follow. In a cloze each gap is
    a part, with its "label".
    """
    verdict = judge(content, response)
    return {
        "verdict": verdict,
        "parts": interaction_of(content).parts(content, order, response or {}),
        "feedback": content["feedback"] if verdict is Verdict.RIGHT else "",
    }


def solution(content: Content, order: Order) -> View:
    """Return everything: key, all feedback, notes, working, model answer, rubric."""
    return {
        "type": content["type"],
        "key": key(content),
        "feedback": content["feedback"],
        **interaction_of(content).solution(content, order),
    }
