"""What one display shows in place of what is now, and its keys."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breakout_tui.domain.display_choice import SHOW_NOW, DisplayChoice, Shows, after_key, chosen_face
from breakout_tui.domain.display_face import DisplayFace, FaceLine, Moment
from breakout_tui.domain.display_view import DisplayView

LINES = st.lists(st.sampled_from(["Silo budgets", "No owner", "1 ="]), max_size=6).map(
    lambda texts: tuple(FaceLine(f"C{number}", text) for number, text in enumerate(texts, 1))
)
FACES = st.builds(DisplayFace, st.sampled_from(Moment), st.just("The question"), lines=LINES)
KEYS = st.sampled_from(["up", "down", "s", "b", "escape", "x"])


def view(face: DisplayFace) -> DisplayView:
    """A view with this face."""
    return DisplayView(face, None, (), "ends 12:30", "Room 2", "Governance", "ICA")


@given(FACES, st.lists(KEYS, max_size=12))
def test_after_any_keys_escape_shows_what_is_now(face: DisplayFace, keys: list[str]) -> None:
    """Rule: whatever was pressed before."""
    choice = SHOW_NOW
    for key in keys:
        choice = after_key(face, choice, key)
        assert chosen_face(view(face), choice).title
    assert chosen_face(view(face), after_key(face, choice, "escape")) == face


@given(FACES, st.integers(0, 3))
def test_the_arrows_go_through_every_line_once(face: DisplayFace, beyond: int) -> None:
    """Rule: in their order, also where two have the same text, and they stay at the last one."""
    choice = SHOW_NOW
    for _ in range(len(face.lines) + 1):
        choice = after_key(face, choice, "up")
    shown = []
    for _ in range(len(face.lines) + beyond):
        shown.append(chosen_face(view(face), choice).above)
        choice = after_key(face, choice, "down")
    names = [line.lead for line in face.lines]
    assert shown == [*names, *names[-1:] * beyond] if names else set(shown) <= {""}


@given(FACES)
def test_the_line_alone_stays_while_others_come_and_goes_with_its_face(face: DisplayFace) -> None:
    """Rule: a new statement changes nothing; when the line is gone, the face of now is back."""
    choice = after_key(face, SHOW_NOW, "down")
    more = replace(face, lines=(*face.lines, FaceLine("C99", "A new one")))
    if face.lines:
        assert chosen_face(view(more), choice).title == chosen_face(view(face), choice).title
    gone = replace(face, lines=())
    assert chosen_face(view(gone), choice) == gone


@pytest.mark.parametrize(("key", "shows"), [("s", Shows.STANDBY), ("b", Shows.NOTHING), ("p", Shows.PHONES)])
@given(FACES)
def test_the_second_press_takes_the_first_back(key: str, shows: Shows, face: DisplayFace) -> None:
    """Rule: and from one to the other it takes one press."""
    first = after_key(face, SHOW_NOW, key)
    assert first.shows is shows
    assert after_key(face, first, key) == SHOW_NOW
    other = after_key(face, first, "b" if key == "s" else "s")
    assert other.shows not in (shows, Shows.NOW)


def test_a_display_shows_its_name_or_a_message() -> None:
    """As title, so that it can be read from the last row; without words it stays at what is now."""
    face = DisplayFace(Moment.DISCUSSING, "The question")
    assert chosen_face(view(face), DisplayChoice(Shows.NAME), "Display 2").title == "Display 2"
    assert chosen_face(view(face), DisplayChoice(Shows.MESSAGE, "Coffee is late")).title == "Coffee is late"
    assert chosen_face(view(face), DisplayChoice(Shows.MESSAGE)) == face
    assert chosen_face(view(face), DisplayChoice(Shows.STANDBY)).title == "Governance"
