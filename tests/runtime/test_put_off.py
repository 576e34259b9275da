"""What takes long is left for later where somebody does it later, and done at once where nobody does."""

from runtime.put_off import making_once, once, put_off, putting_off


def test_outside_nothing_is_put_off() -> None:
    assert not put_off(list)


def test_what_is_put_off_is_handed_over_and_the_outer_list_is_in_force_again() -> None:
    done: list[str] = []
    with putting_off() as outer:
        with putting_off() as inner:
            assert put_off(lambda: done.append("inner"))
        assert put_off(lambda: done.append("outer"))
        assert done == []
        for work in (*inner, *outer):
            work()
    assert done == ["inner", "outer"]
    assert not put_off(list)


def test_what_is_made_once_is_made_for_each_key_and_anew_where_nobody_asks_again() -> None:
    made: list[str] = []

    def make(name: str) -> str:
        return once(name, lambda: made.append(name) or name.upper())  # type: ignore[func-returns-value]

    with making_once():
        assert [make(name) for name in "abab"] == ["A", "B", "A", "B"]
    assert made == ["a", "b"]
    with making_once():
        assert make("a") == "A"
    assert make("a") == make("a") == "A"
    assert made == ["a", "b", "a", "a", "a"]
