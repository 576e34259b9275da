"""What takes long is left for later where somebody does it later, and done at once where nobody does."""

from runtime.put_off import put_off, putting_off


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
