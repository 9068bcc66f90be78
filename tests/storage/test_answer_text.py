"""Many stored answers are read like single ones, including those that the fast reader refuses."""

from __future__ import annotations

import pytest

from alliance_cli.storage.answer_text import value_of, values_of

ORDINARY = ['"said"', "true", "7", "7.0", None, '["a", "b"]', r'"two\nlines \u2014 \ud83d\ude00"', '""', "[]"]


@pytest.mark.parametrize("rare", [[], [r'"\udc80"'], ["NaN"], ["1" * 40]])
def test_many_answers_are_read_like_single_ones(rare: list[str]) -> None:
    texts = [*ORDINARY, *rare]
    many, singly = values_of(texts), [value_of(text) for text in texts]
    assert [(type(value), repr(value)) for value in many] == [(type(value), repr(value)) for value in singly]


@pytest.mark.parametrize("damaged", ["", "{", "1 2", '"', '"a", "b"'])
def test_an_invalid_answer_among_others_is_refused(damaged: str) -> None:
    with pytest.raises(ValueError, match="line 1"):
        values_of([*ORDINARY, damaged])
