"""The recovery code can be typed from paper, and slips are detected."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance_cli.core.vault.recovery import GROUPS, SIGNS, MistypedCode, read_recovery_code, recovery_code

SECRETS = st.binary(min_size=32, max_size=32)
PLACES = st.integers(0, GROUPS - 1)
SECRET = bytes(range(7, 39))
CODE = recovery_code(SECRET)


@given(SECRETS, st.sampled_from([" ", "-", "", "\n", " - ", "  "]))
def test_a_code_gives_back_its_key_in_any_spelling(secret: bytes, between: str) -> None:
    code = recovery_code(secret)
    assert [len(group) for group in code] == [4] * GROUPS
    assert read_recovery_code(between.join(code)) == secret
    assert read_recovery_code(between.join(code).lower()) == secret


@given(SECRETS)
def test_letters_that_look_like_digits_are_read_as_digits(secret: bytes) -> None:
    typed = " ".join(recovery_code(secret)).replace("1", "l").replace("0", "O")
    assert read_recovery_code(typed) == secret


@given(SECRETS, PLACES, st.integers(0, 3), st.sampled_from(SIGNS))
def test_one_wrong_sign_is_found_in_its_group(secret: bytes, place: int, sign: int, wrong: str) -> None:
    code = list(recovery_code(secret))
    if code[place][sign] == wrong:
        return
    code[place] = code[place][:sign] + wrong + code[place][sign + 1 :]
    assert read_recovery_code(" ".join(code)) == read_recovery_code("".join(code)) == MistypedCode(place + 1)


@given(SECRETS, PLACES, st.sampled_from([(0, 1), (1, 2), (2, 3), (0, 2), (1, 3), (0, 3)]))
def test_two_swapped_signs_are_found(secret: bytes, place: int, pair: tuple[int, int]) -> None:
    code = list(recovery_code(secret))
    signs = list(code[place])
    if signs[pair[0]] == signs[pair[1]]:
        return
    signs[pair[0]], signs[pair[1]] = signs[pair[1]], signs[pair[0]]
    code[place] = "".join(signs)
    assert read_recovery_code(" ".join(code)) == MistypedCode(place + 1)


@given(SECRETS, PLACES, PLACES)
def test_two_swapped_groups_are_found(secret: bytes, one: int, other: int) -> None:
    code = list(recovery_code(secret))
    if one == other:
        return
    code[one], code[other] = code[other], code[one]
    assert read_recovery_code(" ".join(code)) == MistypedCode(min(one, other) + 1)


@pytest.mark.parametrize("place", range(GROUPS))
@pytest.mark.parametrize("between", ["", " "])
def test_a_missing_or_extra_sign_is_found_in_its_group(place: int, between: str) -> None:
    for group in (CODE[place][1:], CODE[place] + CODE[place][-1]):
        found = read_recovery_code(between.join((*CODE[:place], group, *CODE[place + 1 :])))
        assert isinstance(found, MistypedCode)
        # Without separators, a doubled or missing sign at the end of a group may belong to the next group.
        assert found.group == place + 1 or (not between and found.group in (place, place + 2))


def test_a_missing_group_is_found() -> None:
    assert read_recovery_code(" ".join(CODE[:5] + CODE[6:])) == MistypedCode(6)
    assert read_recovery_code(" ".join(CODE[:-1])) == MistypedCode(GROUPS)


def test_a_sign_outside_the_alphabet_is_found_in_its_group() -> None:
    assert read_recovery_code(" ".join((*CODE[:2], "ÄÄÜU", *CODE[3:]))) == MistypedCode(3)


@given(st.text(max_size=120))
def test_a_passphrase_is_not_a_code(passphrase: str) -> None:
    assert read_recovery_code(passphrase) is None


def test_a_long_sentence_is_not_a_code() -> None:
    assert read_recovery_code("the seven oaks behind the house were planted when my father was eleven") is None


def test_the_message_about_a_slip_repeats_nothing_of_the_code() -> None:
    assert str(MistypedCode(3)) == "Group 3 of the recovery code does not fit."
    assert not set(str(MistypedCode(0))) & set("0123456789")
