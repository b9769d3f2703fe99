import pytest

from certificates.checking.pasted_lists import MOST, NotText, decode_list, read_list

ID = "7F3K92QDM4ABCDEFGHJKMNPQ01"
SPACED = "7f3k 92qd m4ab cdef ghjk mnpq 01"
OTHER = "0" * 26


def test_each_line_is_an_id_and_empty_ones_do_not_count():
    assert read_list(f"{ID}\r\n\n   \n{SPACED}\n") == [ID, SPACED]


def test_an_id_is_found_in_any_column_of_a_table_and_its_headings_are_left_out():
    table = f'Name;Certificate;Town\n"Lovelace, Ada";"{ID}";London\nGrace;{OTHER};Arlington\n'
    assert read_list(table) == [ID, OTHER]


@pytest.mark.parametrize("between", [",", ";", "\t", " | "])
def test_several_ids_on_a_line_count_each(between):
    assert read_list(f"{ID}{between}{OTHER}") == [ID, OTHER]


def test_a_line_without_an_id_stands_for_itself():
    assert read_list(f"{ID}\n7F3K-92QD\nto be sent") == [ID, "7F3K-92QD", "to be sent"]


def test_one_line_alone_is_no_heading():
    assert read_list("certificate") == ["certificate"]


def test_what_stands_twice_is_answered_twice():
    assert read_list(f"{ID}\n{ID}") == [ID, ID]


def test_one_more_than_the_most_is_read_so_that_too_many_can_be_told():
    assert len(read_list(f"{ID}\n" * 5_000)) == MOST + 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_files_are_read_as_excel_and_others_write_them(encoding):
    assert read_list(decode_list(f"Prüfling;Nummer\nZoë;{ID}".encode(encoding))) == [ID]


@pytest.mark.parametrize("data", [b"PK\x03\x04 a workbook", b"\xd0\xcf\x11\xe0 an old one", b"\x00\x01\x02"])
def test_a_workbook_is_no_text(data):
    with pytest.raises(NotText):
        decode_list(data)
