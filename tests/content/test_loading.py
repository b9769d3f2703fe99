import shutil
from pathlib import Path

import pytest

from content.curriculum.loading import load_course
from content.curriculum.records import CurriculumRefused
from content.models import (
    CoursePage,
    GlossaryTerm,
    HomePage,
    Item,
    ItemVersion,
    LessonPage,
    ModulePage,
    Objective,
    QuizPage,
    ShippedRecord,
)

SMALL = Path(__file__).parent / "small_course"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "course"))


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert text.count(old) >= 1
    file.write_text(text.replace(old, new, 1))


@pytest.mark.django_db
def test_the_whole_course_is_created(folder):
    report = load_course(folder)
    assert list(report.lines()) == [
        "Created: 2 objective, 1 bank, 1 home, 1 catalogue, 1 course, 1 module, 4 item, 2 lesson, 1 check, "
        "1 exam, 3 term"
    ]
    course = CoursePage.objects.get()
    assert course.get_url() == "/courses/small/"
    assert [page.title for page in course.get_children().first().get_children()] == [
        "Go and see",
        "Ask why",
        "Check",
    ]
    assert all(page.live for page in course.get_descendants(inclusive=True))
    exam = QuizPage.objects.get(purpose="exam")
    assert (exam.minutes, exam.is_timed, exam.pass_mark, exam.cool_downs, exam.needs_all_else) == (
        30,
        True,
        70,
        [3, 14, 30],
        True,
    )
    # As the blueprint of the course has it; an exam that is made in the CMS begins at all or nothing.
    assert exam.scoring == "partial"
    assert [(line.bank.slug, line.count) for line in exam.blueprint.all()] == [("seeing", 1)]
    assert [(quota.level, quota.count) for quota in exam.levels.all()] == [("apply", 1)]
    assert GlossaryTerm.objects.get(slug="gemba").module == ModulePage.objects.get()


@pytest.mark.django_db
def test_a_lesson_is_made_of_its_parts_in_their_order(folder):
    load_course(folder)
    lesson = LessonPage.objects.get(slug="go-and-see")
    assert [block.block_type for block in lesson.body] == [
        "outcomes",
        "text",
        "table",
        "text",
        "formula",
        "text",
        "scenario",
        "check",
        "key_points",
        "at_work",
        "reflection",
    ]
    assert list(lesson.body[0].value) == ["go to the gemba", "stay there"]
    assert lesson.body[1].value.source == (
        "<h2>Why go</h2><p>Leaders go to the gemba. The gemba has <i>facts</i>.</p>"
    )
    assert [column["heading"] for column in lesson.body[2].value.columns] == ["Place", "Minutes"]
    assert lesson.body[6].value["title"] == "The ward"
    assert "“Why?”" in lesson.body[6].value["body"].source
    assert lesson.body[7].value["item"].code == "SEE-01"


@pytest.mark.django_db
def test_every_item_is_published_and_frozen(folder):
    load_course(folder)
    assert {v.item.code: v.type for v in ItemVersion.objects.current()} == {
        "SEE-01": "single_choice",
        "SEE-02": "single_choice",
        "SEE-03": "self_assessed",
        "SEE-04": "matching",
    }
    assert Item.objects.get(code="SEE-02").versions.get().content["stimulus"] == "<p>A form comes back.</p>"


@pytest.mark.django_db
def test_a_second_load_changes_nothing(folder):
    load_course(folder)
    before = (
        ItemVersion.objects.count(),
        ShippedRecord.objects.count(),
        LessonPage.objects.first().revisions.count(),
    )
    report = load_course(folder)
    assert (report.created, report.changed, report.kept) == ([], [], [])
    assert before == (
        ItemVersion.objects.count(),
        ShippedRecord.objects.count(),
        LessonPage.objects.first().revisions.count(),
    )


@pytest.mark.django_db
def test_what_was_revised_is_changed_and_the_rest_left_alone(folder):
    load_course(folder)
    change(folder / "lessons/seeing.md", "Go once this week.", "Go twice this week.")
    change(folder / "items/seeing.yaml", "A report is old.", "A report tells of last month.")
    report = load_course(folder)
    assert (report.changed, report.created, report.kept) == (["item:SEE-01", "lesson:seeing-1"], [], [])
    assert "Go twice" in str(LessonPage.objects.get(slug="go-and-see").body.get_prep_value())
    assert Item.objects.get(code="SEE-01").versions.count() == 2


@pytest.mark.django_db
def test_an_editors_change_survives_a_revision_of_the_course(folder):
    load_course(folder)
    lesson = LessonPage.objects.get(slug="go-and-see")
    lesson.minutes = 99
    lesson.save_revision().publish()
    change(folder / "lessons/seeing.md", "Go once this week.", "Go twice this week.")
    report = load_course(folder)
    assert report.kept == ["lesson:seeing-1"]
    lesson.refresh_from_db()
    assert lesson.minutes == 99
    assert "Go once" in str(lesson.body.get_prep_value())
    assert "Left alone, because an editor has changed or removed them: lesson:seeing-1" in list(
        report.lines()
    )


@pytest.mark.django_db
def test_an_editors_draft_is_not_published_over(folder):
    load_course(folder)
    lesson = LessonPage.objects.get(slug="go-and-see")
    lesson.title = "Half a thought"
    lesson.save_revision()
    change(folder / "lessons/seeing.md", "Go once this week.", "Go twice this week.")
    assert load_course(folder).kept == ["lesson:seeing-1"]


@pytest.mark.django_db
def test_what_an_editor_removed_does_not_come_back(folder):
    load_course(folder)
    GlossaryTerm.objects.get(slug="gemba").delete()
    change(folder / "glossary.yaml", "The place where value is created.", "Where value is created.")
    assert load_course(folder).kept == ["term:gemba"]
    assert not GlossaryTerm.objects.filter(slug="gemba").exists()


@pytest.mark.django_db
def test_a_new_lesson_of_a_module_that_an_editor_removed_has_no_place(folder):
    load_course(folder)
    ShippedRecord.objects.get(key="lesson:seeing-2").delete()
    ModulePage.objects.get().delete()
    assert "lesson:seeing-2" in load_course(folder).kept


@pytest.mark.django_db
def test_what_an_editor_made_first_stays_theirs(folder):
    Objective.objects.create(code="S1", group="Mine", content="Mine", assessment="Mine")
    report = load_course(folder)
    assert report.kept == ["objective:S1"]
    assert Objective.objects.get(code="S1").group == "Mine"
    assert [o.code for o in LessonPage.objects.get(slug="go-and-see").objectives.all()] == ["S1"]


NEW_ITEM = """- id: SEE-09
  type: single_choice
  lesson: seeing-2
  topics: [S1]
  bloom: understand
  p_expected: 0.8
  pool: quiz
  stem: "Who knows?"
  options:
  - {id: a, text: "Who does it", correct: true, feedback: "Yes."}
  - {id: b, text: "Who reads of it", correct: false, feedback: "Only in part."}
"""


@pytest.mark.django_db
def test_what_hangs_on_a_lesson_that_an_editor_removed_is_left_alone(folder):
    load_course(folder)
    LessonPage.objects.get(slug="ask-why").delete()
    with (folder / "items/seeing.yaml").open("a") as file:
        file.write(NEW_ITEM)
    change(folder / "items/seeing.yaml", "A form comes back.", "A form comes back twice.")
    report = load_course(folder)
    assert (report.created, report.changed) == ([], [])
    assert {"item:SEE-02", "item:SEE-09"} <= set(report.kept)
    assert not Item.objects.filter(code="SEE-09").exists()


@pytest.mark.django_db
def test_what_the_rows_refuse_is_said_with_its_key_and_nothing_is_written(folder):
    load_course(folder)
    change(folder / "course.yaml", "validity_years: 3", "validity_years: 99")
    change(folder / "lessons/seeing.md", "Go once this week.", "Go twice this week.")
    with pytest.raises(CurriculumRefused, match="^course:"):
        load_course(folder)
    assert "Go twice" not in str(LessonPage.objects.get(slug="go-and-see").body.get_prep_value())


FAULTS = [
    ("items/seeing.yaml", 'stem: "Where are facts found?"', 'stem: ""', "items/seeing.yaml, SEE-01, stem"),
    (
        "items/seeing.yaml",
        "correct: true",
        "correct: yes please",
        "items/seeing.yaml, SEE-01, options 1, correct",
    ),
    ("items/seeing.yaml", "correct: true", "correct: false", "items/seeing.yaml, SEE-01, options"),
    ("items/seeing.yaml", "pool: quiz", "pool: exercise", "items/seeing.yaml, SEE-01, pool"),
    ("items/seeing.yaml", "lesson: seeing-1", "lesson: seeing-9", "items/seeing.yaml, SEE-01, lesson"),
    ("items/seeing.yaml", "topics: [S1]", "topics: [S99]", "items/seeing.yaml, SEE-01, topics"),
    ("items/seeing.yaml", "p_expected: 0.8", "p_expcted: 0.8", "items/seeing.yaml, SEE-01, p_expcted"),
    ("items/seeing.yaml", "id: SEE-02", "id: SEE-01", "item:SEE-01"),
    ("items/seeing.yaml", "reuse_right: true", "reuse_right: false", "items/seeing.yaml, SEE-04, pairs"),
    ("items/seeing.yaml", "items:", "items: [", "items/seeing.yaml: cannot be read"),
    ("lessons/seeing.md", "> minutes: 10", "> hours: 10", "lessons/seeing.md, seeing-1, minutes"),
    ("lessons/seeing.md", "### Reflect", "### Ponder", "lessons/seeing.md, seeing-1, Reflect"),
    ("lessons/seeing.md", " {#seeing-2}", "", "lessons/seeing.md, lessons"),
    ("glossary.yaml", "seeing:", "hearing:", "glossary.yaml, Gemba"),
    ("topics.yaml", '"Choose to go and see"', "7", "topics.yaml, S1"),
    ("course.yaml", "items: {seeing: 1}", "items: {seeing: 2}", "course.yaml, exam, items"),
    ("course.yaml", "levels: {apply: 1}", "levels: {create: 1}", "course.yaml, exam, levels"),
    ("course.yaml", "validity_years: 3", "validity_years: three", "course.yaml, course, validity_years"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("file", "old", "new", "place"), FAULTS)
def test_a_fault_is_named_with_its_place_and_nothing_is_written(folder, file, old, new, place):
    change(folder / file, old, new)
    with pytest.raises(CurriculumRefused) as refused:
        load_course(folder)
    assert any(problem.startswith(place) for problem in refused.value.problems), refused.value.problems
    assert not ShippedRecord.objects.exists()
    assert not HomePage.objects.exists()


@pytest.mark.django_db
def test_all_faults_are_named_at_once(folder):
    change(folder / "items/seeing.yaml", 'stem: "Where are facts found?"', 'stem: ""')
    change(folder / "items/seeing.yaml", 'stem: "What do you ask?"', "stem: 7")
    with pytest.raises(CurriculumRefused) as refused:
        load_course(folder)
    assert len(refused.value.problems) == 2


@pytest.mark.django_db
def test_markup_in_the_shipped_files_is_shown_as_text(folder):
    change(folder / "items/seeing.yaml", "Where are facts found?", "<script>alert(1)</script>Where?")
    change(folder / "lessons/seeing.md", "Leaders go to the gemba.", "<script>alert(1)</script>")
    load_course(folder)
    stored = str(LessonPage.objects.get(slug="go-and-see").body.get_prep_value())
    assert "<script" not in stored + ItemVersion.objects.get(item__code="SEE-01").content["stem"]
