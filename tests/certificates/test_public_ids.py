import pytest

from certificates.credentials.public_ids import ALPHABET, display, new_public_id, normalise

ID = "7F3K92QDM4ABCDEFGHJKMNPQ01"


def test_an_id_has_26_signs_of_32_which_are_130_bits():
    assert len(ALPHABET) == 32
    assert len(set(ALPHABET)) == 32
    assert {len(new_public_id()) for _ in range(50)} == {26}


def test_ids_use_every_sign_and_none_of_i_l_o_u():
    seen = set("".join(new_public_id() for _ in range(200)))
    assert seen == set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")


def test_an_id_is_shown_in_groups_of_four():
    assert display(ID) == "7F3K-92QD-M4AB-CDEF-GHJK-MNPQ-01"


@pytest.mark.parametrize(
    "typed",
    [
        ID,
        "7F3K-92QD-M4AB-CDEF-GHJK-MNPQ-01",
        "7f3k 92qd m4ab cdef ghjk mnpq 01",
        "7F3K–92QD–M4AB–CDEF–GHJK–MNPQ–01",
        "7F3K92QDM4ABCDEFGHJKMNPQOl",
        "7F3K92QDM4ABCDEFGHJKMNPQoI",
        "  7F3K92QDM4ABCDEFGHJKMNPQ01\n",
        "https://leanleaders.example/v/7F3K92QDM4ABCDEFGHJKMNPQ01",
        "https://leanleaders.example/v/7F3K-92QD-M4AB-CDEF-GHJK-MNPQ-01/",
        "HTTPS://LEANLEADERS.EXAMPLE/V/7F3K92QDM4ABCDEFGHJKMNPQ01",
        "https://leanleaders.example/v/7F3K92QDM4ABCDEFGHJKMNPQ01/credential.json",
        "https://leanleaders.example/v/7F3K92QDM4ABCDEFGHJKMNPQ01.json",
        "https://leanleaders.example/v/7F3K92QDM4ABCDEFGHJKMNPQ01?utm_source=mail#main",
        "７Ｆ３Ｋ－９２ＱＤ－Ｍ４ＡＢ－ＣＤＥＦ－ＧＨＪＫ－ＭＮＰＱ－０１",
        "7F3K\u200b92QD\u00a0M4AB_CDEF.GHJK-MNPQ-01",
    ],
)
def test_however_an_id_is_typed_it_is_found(typed):
    assert normalise(typed) == ID


@pytest.mark.parametrize(
    "typed", ["", "7F3K", ID + "0", ID[:-1] + "U", ID[:-1] + "é", "0" * 25 + "٣", "/" * 40, "\x00" * 26]
)
def test_what_cannot_be_an_id_is_none(typed):
    assert normalise(typed) is None
