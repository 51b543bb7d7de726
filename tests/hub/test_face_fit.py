"""How a face fits where no script measures it: what counts most is shown, and a longer text never takes more than there is."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from breakout_tui.domain.display_face import DisplayFace, FaceLine, Moment
from breakout_tui.domain.kinds import Kind
from breakout_tui.hub.face_fit import fit_of, is_latest
from breakout_tui.hub.type_size import SIZES

TEXTS = st.text("abcdefghij ABC?,", min_size=1, max_size=400).map(lambda text: text.strip() or "a")
LINES = st.lists(
    st.builds(
        FaceLine,
        st.just("C1"),
        TEXTS,
        st.sampled_from([None, Kind.CHALLENGE]),
        st.sampled_from(["", "consensus"]),
    ),
    max_size=12,
).map(tuple)
FACES = st.builds(
    DisplayFace,
    st.sampled_from(Moment),
    TEXTS,
    st.sampled_from(["", "Question 1 of 4"]),
    facts=st.sampled_from([(), (("for", "all"), ("who", "everybody"))]),
    heading=st.sampled_from(["", "Guiding questions"]),
    lines=LINES,
)
LAYOUTS = st.sampled_from(["side", "whole"])


@given(FACES, LAYOUTS, st.booleans())
def test_of_lines_at_least_one_is_shown(face: DisplayFace, layout: str, has_clock: bool) -> None:
    """Rule: of the latest notes the last one, of a list the first one; those that are shown follow each other."""
    fit = fit_of(face, layout, has_clock=has_clock)
    places = tuple(range(len(face.lines)))
    count = len(fit.shown)
    assert bool(count) == bool(places)
    assert fit.shown == (places[len(places) - count :] if is_latest(face) else places[:count])
    assert 0 <= fit.title < len(SIZES)
    assert fit.most >= 1


@given(FACES, LAYOUTS)
def test_without_the_time_no_fewer_lines_are_shown(face: DisplayFace, layout: str) -> None:
    """Rule: its space is theirs, in a column of the same width."""
    without, with_clock = (fit_of(face, layout, has_clock=has_clock) for has_clock in (False, True))
    if without.is_wide == with_clock.is_wide:
        assert len(without.shown) >= len(with_clock.shown)


@given(FACES)
def test_a_short_list_is_shown_whole(face: DisplayFace) -> None:
    """Rule: four lines of a few words each, in every layout."""
    short = replace(face, title="Rank", lines=(FaceLine("1", "Silo budgets"),) * 4)
    for layout in ("side", "whole"):
        assert fit_of(short, layout, has_clock=True).shown == (0, 1, 2, 3)
