"""One input for each kind of answer, all with the same small interface (`base.py`); `by_kind.py` chooses it."""
