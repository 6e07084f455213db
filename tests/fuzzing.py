"""Tests with what anyone may send: a few examples in `make test`, many in `make fuzz`."""

import os
from collections.abc import Callable
from typing import TypeVar

import pytest
from hypothesis import settings

Test = TypeVar("Test", bound=Callable[..., object])

ASKED = int(os.environ.get("FUZZ_EXAMPLES", "0"))


def fuzzed(few: int = 100) -> Callable[[Test], Test]:
    """Mark a property test. `few` is the number of its examples in `make test`."""

    def mark(test: Test) -> Test:
        marked: Test = pytest.mark.fuzz(settings(max_examples=max(few, ASKED))(test))
        return marked

    return mark
