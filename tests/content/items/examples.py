"""One small item of each type, written out; tests copy and change them."""

from typing import Any

COMMON = {"schema": 1, "stimulus": "", "stem": "<p>Which?</p>", "feedback": "Well seen."}


def option(entry_id: str, text: str, *, correct: bool = False) -> dict[str, Any]:
    return {"id": entry_id, "text": text, "correct": correct, "feedback": f"On {text}."}


def single_choice() -> dict[str, Any]:
    options = [option("aaaa", "Gemba", correct=True), option("bbbb", "Office"), option("cccc", "Report")]
    return COMMON | {"type": "single_choice", "options": options}


def multiple_response() -> dict[str, Any]:
    """Three keys (aaaa, bbbb, cccc) and two distractors (dddd, eeee)."""
    keys = [option("aaaa", "Flow", correct=True), option("bbbb", "Pull", correct=True)]
    more = [option("cccc", "Value", correct=True), option("dddd", "Push"), option("eeee", "Rush")]
    return COMMON | {"type": "multiple_response", "options": keys + more}


def matching() -> dict[str, Any]:
    """Three lefts; rrr1 serves two of them, rrr3 none."""
    return COMMON | {
        "type": "matching",
        "left": [
            {"id": "lll1", "text": "Muda", "feedback": "Muda is waste."},
            {"id": "lll2", "text": "Scrap", "feedback": "Scrap is waste too."},
            {"id": "lll3", "text": "Muri", "feedback": "Muri is overburden."},
        ],
        "right": [
            {"id": "rrr1", "text": "Waste", "feedback": ""},
            {"id": "rrr2", "text": "Overburden", "feedback": ""},
            {"id": "rrr3", "text": "Unevenness", "feedback": "That is mura."},
        ],
        "key": {"lll1": "rrr1", "lll2": "rrr1", "lll3": "rrr2"},
    }


def ordering() -> dict[str, Any]:
    texts = {"ssss": "Plan", "pppp": "Do", "tttt": "Check", "eeee": "Act"}
    steps = [{"id": step, "text": text, "note": f"Note on {text}."} for step, text in texts.items()]
    return COMMON | {"type": "ordering", "sequence": steps}


def numeric() -> dict[str, Any]:
    return COMMON | {
        "type": "numeric",
        "answer": "40",
        "tolerance": "0.5",
        "unit": "minutes",
        "working": "2400 / 60",
        "feedback_correct": "Right, 40.",
        "wrong": [{"value": "2400", "feedback": "Those are seconds."}],
    }


def short_text() -> dict[str, Any]:
    return COMMON | {
        "type": "short_text",
        "accept": ["jidoka", "ji doka"],
        "model_answer": "Jidoka",
        "wrong": [{"match": "andon", "feedback": "Andon is the signal."}],
        "distance": False,
    }


def self_assessed() -> dict[str, Any]:
    rubric = [{"points": 1, "criterion": "It is open"}, {"points": 2, "criterion": "It holds no advice"}]
    return COMMON | {
        "type": "self_assessed",
        "model_answer": "What have you tried so far?",
        "rubric": rubric,
        "pass_points": 2,
    }


SCORED = [single_choice, multiple_response, matching, ordering, numeric, short_text]
ALL = [*SCORED, self_assessed]
