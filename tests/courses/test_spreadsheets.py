"""Nothing that people write may become a formula on somebody's machine."""

import pytest

from courses.spreadsheets import guarded, lines


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1+1", "＋1", "－1", "＠SUM(A1)"]
)
def test_a_text_that_a_spreadsheet_would_work_out_is_quoted(text):
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Muda", "1-1", " =1", "a@b.org"])
def test_other_texts_stay_as_they_are(text):
    assert guarded(text) == text


def test_numbers_are_numbers_and_nothing_is_empty():
    assert list(lines([[-0.11, 3, None, "a,b", 'say "x"']])) == ['-0.11,3,,"a,b","say ""x"""\r\n']


def test_lines_are_made_as_they_are_asked_for():
    def endless():
        n = 0
        while True:
            n += 1
            yield [n]

    first = lines(endless())
    assert [next(first), next(first)] == ["1\r\n", "2\r\n"]
