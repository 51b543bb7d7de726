"""The draw: the same for everybody who knows the seed, whatever the order of the rows."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from breakout_tui.domain.delegates import Delegate
from breakout_tui.domain.draw import in_drawn_order

_KEYS = st.lists(st.text(min_size=1, max_size=8), unique=True, max_size=12)


def rows(keys: list[str]) -> list[Delegate]:
    """A delegate for each key."""
    return [Delegate(key, f"Name of {key}") for key in keys]


@given(_KEYS.flatmap(lambda keys: st.tuples(st.just(keys), st.permutations(keys))), st.text(max_size=8))
def test_the_order_of_the_rows_does_not_matter(orders: tuple[list[str], list[str]], seed: str) -> None:
    """Everybody is drawn once."""
    one, other = orders
    drawn = in_drawn_order(rows(one), seed)
    assert drawn == in_drawn_order(rows(other), seed)
    assert sorted(each.key for each in drawn) == sorted(one)


@given(_KEYS, st.text(min_size=1, max_size=8), st.text(max_size=8))
def test_who_else_is_there_does_not_matter(keys: list[str], missing: str, seed: str) -> None:
    """If somebody withdraws, the others stay in the same order."""
    assume(missing not in keys)
    all_drawn = in_drawn_order(rows([*keys, missing]), seed)
    assert tuple(each for each in all_drawn if each.key != missing) == in_drawn_order(rows(keys), seed)


def test_another_seed_gives_another_order() -> None:
    """Of twelve delegates and twenty seeds, each order is a different one."""
    delegates = rows([f"d{number}@example.org" for number in range(12)])
    assert len({in_drawn_order(delegates, f"seed {number}") for number in range(20)}) == 20


def test_the_order_is_that_of_sha_256_of_the_seed_and_the_key() -> None:
    r"""As `printf 'seed-7719\0d1@example.org' | sha256sum` says for each key."""
    keys = [f"d{number}@example.org" for number in range(1, 8)]
    drawn = in_drawn_order(rows(keys), "seed-7719")
    assert [each.key[1] for each in drawn] == list("4517362")
