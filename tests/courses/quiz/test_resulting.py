from fractions import Fraction

from content.outline import Activity, Module, Outline
from courses.quiz.resulting import Scored, results_by_module

LESSONS = tuple(Activity(n, "lesson", f"Lesson {n}", f"/{n}/", 20, True, n % 10) for n in (11, 12, 21))
OUTLINE = Outline(
    1,
    "Course",
    "/",
    (
        Module(1, 1, "M1", "Foundations", "/1/", 40, LESSONS[:2]),
        Module(2, 2, "M2", "Kaizen", "/2/", 20, LESSONS[2:]),
    ),
    None,
)


def scored(points, lesson_id, subject="Bank"):
    return Scored(Fraction(points), Fraction(1), lesson_id, subject)


def test_points_are_grouped_by_the_module_that_teaches_them_in_course_order():
    found = results_by_module([scored(1, 21), scored(1, 11), scored("0.5", 12)], OUTLINE)
    assert [(r.title, r.points, r.max_points) for r in found] == [
        ("Foundations", Fraction(3, 2), 2),
        ("Kaizen", 1, 1),
    ]


def test_bands_begin_at_eighty_and_at_sixty_per_cent():
    bands = [
        results_by_module([scored(1, 11)] * right + [scored(0, 11)] * (10 - right), OUTLINE)[0].band
        for right in (10, 8, 7, 6, 5, 0)
    ]
    assert bands == ["secure", "secure", "developing", "developing", "review", "review"]


def test_the_lessons_to_read_again_are_those_whose_items_lost_points():
    [found] = results_by_module([scored(1, 11), scored(0, 12), scored(0, 12)], OUTLINE)
    assert [lesson.id for lesson in found.lessons] == [12]


def test_where_all_is_secure_nothing_is_sent_back():
    found = results_by_module([scored(1, 11)] * 9 + [scored(0, 12)], OUTLINE)
    assert found[0].lessons == ()


def test_an_item_of_no_lesson_goes_under_its_subject_at_the_end():
    found = results_by_module([scored(1, None, "Extra"), scored(1, 21)], OUTLINE)
    assert [r.title for r in found] == ["Kaizen", "Extra"]


def test_what_is_not_scored_is_left_out():
    assert results_by_module([Scored(Fraction(0), Fraction(0), 11, "Bank")], OUTLINE) == []
