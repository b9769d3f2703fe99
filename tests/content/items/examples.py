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


def weighed(content: dict[str, Any], *weights: str) -> dict[str, Any]:
    """The same options, each with its weight, graded by them."""
    for option, weight in zip(content["options"], weights, strict=True):
        option["weight"] = weight
    return content | {"grading": "weights"}


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


def cloze() -> dict[str, Any]:
    """Three gaps of 1, 2 and 1 points, listed in another order than that of the text."""
    choice = single_choice()["options"]
    number = {name: numeric()[name] for name in numeric() if name not in (*COMMON, "type")}
    word = {name: short_text()[name] for name in short_text() if name not in (*COMMON, "type")}
    return COMMON | {
        "type": "cloze",
        "text": "<p>At the [[gap1]] a cycle takes [[gap2]], and the line stops by [[gap3]].</p>",
        "gaps": [
            {"id": "gap2", "label": "takes", "points": 2, "interaction": {"type": "numeric"} | number},
            {"id": "gap1", "points": 1, "interaction": {"type": "single_choice", "options": choice}},
            {"id": "gap3", "points": 1, "interaction": {"type": "short_text"} | word},
        ],
    }


def essay() -> dict[str, Any]:
    levels = [
        {"points": 0, "text": "None is named"},
        {"points": 2, "text": "One"},
        {"points": 3, "text": "All"},
    ]
    return COMMON | {
        "type": "essay",
        "rubric": [
            {"id": "rub1", "criterion": "Names the wastes", "levels": levels},
            {"id": "rub2", "criterion": "Says what to try", "levels": levels[:2]},
        ],
        "model_answer": "Waiting, then a card that signals.",
        "markers": 2,
        "min_words": 50,
        "max_words": 300,
    }


SCORED = [single_choice, multiple_response, matching, ordering, numeric, short_text, cloze]
WRITTEN = [numeric, short_text, essay, self_assessed]
ALL = [*SCORED, essay, self_assessed]
