"""What was erased in one copy of a session is erased wherever it comes together with others, and never comes back."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from contextlib import closing
from dataclasses import dataclass, field
from functools import reduce
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from breakout_tui.domain import commands as c
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.versions import SessionState
from breakout_tui.store.check import diagnose
from breakout_tui.store.erased_states import joined
from breakout_tui.store.erasure_records import erased_name, erased_note
from breakout_tui.store.name_search import folded_text
from breakout_tui.store.session_states import read_state, write_state
from tests.domain.example import Talk
from tests.domain.replicas import Replica, first_copy
from tests.domain.strategies import ALL_WISHES, Wish, wishes
from tests.sampled import a_third
from tests.store.builders import head, new, write

NAMES = {name: erased_name(name) for name in ("Ana Vik", "O'Neill", "José")}
SPELLINGS = ("{}", "@{}", "{}'s plan", "({},", "the {}-plan")
"""How a name may stand in a text."""


@dataclass
class ErasingDay:
    """Copies of one session that go on apart, with statements whose words nobody else says, and names."""

    copies: list[Replica] = field(default_factory=list)
    older: list[SessionState] = field(default_factory=list)
    words: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """By the id of a note, a word of each of its wordings."""

    def __post_init__(self) -> None:
        first = first_copy(Talk(), joins=joined)
        self.copies = [first, first.copy("b")]

    def do(self, what: str | Wish, where: int, other: int) -> None:
        """Let one thing happen on one of the copies."""
        here = self.copies[where % len(self.copies)]
        if isinstance(what, Wish):
            here.wish(what)
        elif what == "copy" and len(self.copies) < 4:
            name = [*NAMES, "annex"][other % 4]
            self.copies.append(here.copy("abcd"[len(self.copies)]))
            laptops = {**here.state.laptops, self.copies[-1].writer: f"{name} laptop"}
            self.copies[-1].state = SessionState(
                here.state.session_id,
                here.state.knowledge,
                here.state.versions,
                here.state.renumbered,
                here.state.erasures,
                laptops,
            )
        elif what == "join":
            here.take_in(self.copies[other % len(self.copies)])
        elif what == "keep":
            self.older.append(here.state)
        elif what == "erase name":
            here.erase(list(NAMES.values())[other % len(NAMES)])
        else:
            self._with_note(what, here, other)

    def _with_note(self, what: str, here: Replica, other: int) -> None:
        book = here.session.book
        if what == "say":
            name = SPELLINGS[other % len(SPELLINGS)].format(list(NAMES)[other % len(NAMES)])
            text = self._text(f"n{len(book)}{here.writer}", name)
            if here.tries(c.Capture(text, Kind.CHALLENGE, cluster=name if other == 3 else "")):
                self.words[here.session.book[len(book)].id].append(text.split()[0])
        elif what == "edit" and len(book):
            note = book[other % len(book)]
            text = self._text(f"e{len(self.words[note.id])}{here.writer}", "edited")
            if here.tries(c.EditNote(note.serial, text)):
                self.words[note.id].append(text.split()[0])
        elif what == "erase" and len(book):
            note = book[other % len(book)]
            here.erase(erased_note(here.session.id, note.id))

    def _text(self, mark: str, name: str) -> str:
        number = sum(map(len, self.words.values()))
        return f"word{mark}x{number} was never said by anybody else {number} {name}"


STEPS = st.one_of(
    st.sampled_from(["say", "say", "edit", "erase", "join", "keep", "copy", "erase name"]),
    st.sampled_from(["say", "edit", "join", "keep"]),
    ALL_WISHES,
    wishes("tally", "cut", "lock", "merge", "undo", "redo", "link"),
)
DAYS = st.lists(st.tuples(STEPS, st.integers(0, 5), st.integers(0, 7)), min_size=4, max_size=18)
Day = list[tuple[str | Wish, int, int]]


@given(DAYS, st.randoms(use_true_random=False))
@settings(max_examples=4, deadline=None)
def test_what_was_erased_never_comes_back(
    tmp_path_factory: pytest.TempPathFactory, day: Day, order: Random
) -> None:
    """Rule: in whatever order and however often older copies come in; and every order gives the same."""
    check(tmp_path_factory.mktemp("joins") / "breakout.db", day, order)


@pytest.mark.soak
@given(
    st.lists(st.tuples(STEPS, st.integers(0, 5), st.integers(0, 7)), min_size=10, max_size=50), st.randoms()
)
@settings(max_examples=a_third(200), deadline=None)
def test_what_was_erased_never_comes_back_in_long_days(
    tmp_path_factory: pytest.TempPathFactory, day: Day, order: Random
) -> None:
    """The same for longer days."""
    check(tmp_path_factory.mktemp("joins") / "breakout.db", day, order)


def check(path: Path, day: Day, order: Random) -> None:
    """Play the day, join all copies in several ways, and search every byte of the file."""
    played = ErasingDay()
    for step in day:
        played.do(*step)
    states = [*(copy.state for copy in played.copies), *played.older]
    whole = reduce(joined, states)
    shuffled = [*states, *states]
    order.shuffle(shuffled)
    assert reduce(joined, shuffled) == whole
    while len(shuffled) > 1:
        here = order.randrange(len(shuffled) - 1)
        shuffled[here : here + 2] = [joined(shuffled[here], shuffled[here + 1])]
    assert shuffled == [whole]
    write(path, new(head()))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        write_state(connection, whole)
        assert read_state(connection, whole.session_id) == whole
    assert diagnose(path) == []
    content = folded_text(path.read_bytes().decode("utf-8", "replace"))
    erased = {each.record_id for each in whole.erasures}
    gone = [word for note_id in erased for word in played.words.get(note_id, ())]
    assert not [word for word in gone if word in content]
    assert not [
        name for name, made in NAMES.items() if made in whole.erasures and folded_text(name) in content
    ]
