"""Small parts of the runtime."""

from bot.runtime.recent import Recent


def test_what_was_set_longest_ago_is_dropped() -> None:
    recent: Recent[str, int] = Recent(2)
    recent["a"], recent["b"] = 1, 2
    recent["a"] = 3
    recent["c"] = 4
    assert recent == {"a": 3, "c": 4}
