from collections import Counter

import pytest

from content.curriculum.entries import read_course
from content.curriculum.records import FOLDER

ALL = {f"objective:S{number}" for number in range(1, 52)}


@pytest.fixture(scope="module")
def entries():
    return read_course(FOLDER)


def of_kind(entries, kind: str):
    return [entry for entry in entries if entry.kind == kind]


def objectives_of(entries) -> set[str]:
    return {code for entry in entries for code in entry.fields["objectives"]}


def test_the_course_is_complete(entries):
    assert Counter(entry.kind for entry in entries) == {
        "objective": 51,
        "bank": 11,
        "home": 1,
        "catalogue": 1,
        "course": 1,
        "module": 11,
        "lesson": 44,
        "item": 152,
        "check": 11,
        "exam": 1,
        "term": 99,
    }


def test_every_objective_is_taught_in_a_lesson(entries):
    assert objectives_of(of_kind(entries, "lesson")) == ALL


@pytest.mark.parametrize("pool", ["check", "exam"])
def test_every_objective_is_assessed_in_each_pool(entries, pool):
    assert objectives_of(e for e in of_kind(entries, "item") if e.fields["pool"] == pool) == ALL


def test_every_item_is_taught_in_a_lesson_of_its_module(entries):
    module_of = {entry.key: entry.parent.partition(":")[2] for entry in of_kind(entries, "lesson")}
    for entry in of_kind(entries, "item"):
        assert module_of[entry.fields["lesson"]] == entry.fields["bank"].partition(":")[2]


def test_what_people_have_to_judge_is_not_in_the_exam(entries):
    judged = [e for e in of_kind(entries, "item") if e.fields["interaction"][0]["type"] == "self_assessed"]
    assert [(entry.key, entry.fields["pool"]) for entry in judged] == [("item:RSP-13", "check")]


def test_no_shipped_item_names_a_grading_of_its_own_so_that_the_quiz_decides(entries):
    for entry in of_kind(entries, "item"):
        assert not entry.fields["interaction"][0]["value"].get("grading"), entry.key


def test_the_exam_has_60_items_in_120_minutes_with_70_per_cent(entries):
    fields = of_kind(entries, "exam")[0].fields
    assert sum(count for _, count in fields["blueprint"]) == 60
    assert dict(fields["levels"]) == {
        "remember": 2,
        "understand": 9,
        "apply": 22,
        "analyse": 14,
        "evaluate": 13,
    }
    assert (fields["minutes"], fields["pass_mark"], fields["objective_floor"]) == (120, 70, 45)
    assert (fields["cool_down_days"], fields["attempts_a_year"]) == ("3 14 30", 4)


def test_the_certificate_says_what_the_rules_of_the_course_ask(entries):
    criteria = of_kind(entries, "course")[0].fields["criteria"]
    assert criteria == (
        "By completing eleven modules, passing the check of each with 80 % or more, and passing the final "
        "exam of 60 items with 70 % or more."
    )
    assert {entry.fields["pass_mark"] for entry in of_kind(entries, "check")} == {80}


def test_every_lesson_shows_a_drawing_and_ends_with_work_and_a_question(entries):
    for entry in of_kind(entries, "lesson"):
        kinds = [block["type"] for block in entry.fields["body"]]
        assert kinds[0] == "outcomes"
        assert kinds.count("figure") == 1
        assert kinds[-2:] == ["at_work", "reflection"]


def test_the_course_says_that_its_cases_are_composed(entries):
    assert "composed for teaching" in of_kind(entries, "course")[0].fields["teaching_note"]


def test_only_check_items_are_asked_inside_lessons(entries):
    pools = {entry.key: entry.fields["pool"] for entry in of_kind(entries, "item")}
    asked = [
        block["value"]["item"]
        for entry in of_kind(entries, "lesson")
        for block in entry.fields["body"]
        if block["type"] == "check"
    ]
    assert len(asked) == 28
    assert {pools[key] for key in asked} == {"check"}
