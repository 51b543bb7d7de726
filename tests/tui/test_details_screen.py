"""The details screen: a short form that keeps typed text and reports errors."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest
from textual import events
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Static

from breakout_tui.domain.programme import AttributionRule, Phase, Step, StepKind
from breakout_tui.domain.rule_words import RULE_WORDS
from breakout_tui.tui import colours
from breakout_tui.tui.details_form import DetailsForm
from breakout_tui.tui.screens.details_screen import DetailsScreen
from breakout_tui.tui.widgets.choice import Choice
from breakout_tui.tui.widgets.field import Field
from breakout_tui.tui.widgets.key_line import KeyLine
from tests.tui.keyboard import pressed
from tests.tui.screen_text import screen_text

_STEP = (Step("talk", StepKind.BREAK, "Talk", 600),)
PHASES = (Phase("morning", "Morning", _STEP), Phase("afternoon", "Afternoon", _STEP))
EMPTY = DetailsForm(phases=PHASES)


class Probe(App[None]):
    """An app with the form, which keeps its result."""

    def __init__(self, defaults: DetailsForm = EMPTY, *, rule_locked: bool = False) -> None:
        super().__init__()
        for theme in colours.THEMES:
            self.register_theme(theme)
        self.theme = colours.DARK
        self.form = DetailsScreen(defaults, title="[b]A theme[/]", rule_locked=rule_locked)
        self.given: list[DetailsForm | None] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our variables also for other themes."""
        return colours.variable_defaults()

    async def on_mount(self) -> None:
        """Show the form."""
        await self.push_screen(self.form, self.given.append)

    def burst(self, *keys: str) -> None:
        """Send keys as in one write, without waiting between them."""
        for key in keys:
            self.post_message(pressed(key))


def keys(app: Probe) -> str:
    """The key line of the form."""
    return str(app.form.query_one(KeyLine).render())


async def fill(app: Probe, pilot: Pilot[None], **values: str) -> None:
    """Type into fields, by id."""
    for name, value in values.items():
        app.form.query_one(f"#{name.replace('_', '-')}", Field).value = value
    await pilot.pause()


async def test_the_defaults_are_returned_unchanged() -> None:
    """Rule: F2 without any typing returns the defaults."""
    defaults = DetailsForm(
        "Room 2",
        "Ann",
        "Bo",
        24,
        2,
        AttributionRule.NAMED,
        ("Small states",),
        ("Norway",),
        PHASES,
        {"morning": time(12, 30)},
    )
    app = Probe(defaults)
    async with app.run_test() as pilot:
        await pilot.press("f2")
    assert app.given == [defaults]


@pytest.mark.parametrize("size", [(80, 24), (120, 32)])
async def test_what_can_not_be_changed_stands_in_the_column_of_the_fields(size: tuple[int, int]) -> None:
    """Rule: a locked rule is where the values are."""
    app = Probe(DetailsForm(groups=("Small states",)), rule_locked=True)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        rule = next(row for row in screen_text(app).splitlines() if "Who said it" in row)
        groups = next(row for row in screen_text(app).splitlines() if "Country groups" in row)
        assert rule.index("by country") == groups.index("Small states")


async def test_enter_moves_on_and_starts_from_the_last_field() -> None:
    """Rule: Enter goes through the whole form."""
    app = Probe()
    async with app.run_test() as pilot:
        for _ in range(9):
            await pilot.press("enter")
        assert app.given == []
        await pilot.press("enter")
    assert app.given == [EMPTY]


async def test_fast_keys_reach_the_right_fields() -> None:
    """Rule: keys sent in one write stay in order, over fields and the choice."""
    app = Probe()
    async with app.run_test() as pilot:
        words = ["R", "2", "enter", "A", "n", "x", "backspace", "n", "tab", "tab", "1", "2"]
        app.burst(*words, "enter", "enter", "enter", "enter", "right", "enter", "N", "O", "f2", "z")
        await pilot.pause()
        await pilot.pause()
    assert len(app.given) == 1
    form = app.given[0]
    assert form is not None
    assert (form.room, form.facilitator, form.people, form.known) == ("R2", "Ann", 12, ("NO",))
    assert form.rule is AttributionRule.NAMED


async def test_errors_are_shown_beside_their_fields_and_the_text_stays() -> None:
    """Rule: an error loses no text, and the first one gets the focus."""
    app = Probe()
    async with app.run_test() as pilot:
        await fill(app, pilot, people="many", ends_morning="25:00")
        await pilot.press("f2")
        assert app.given == []
        assert app.form.query_one("#people", Field).has_focus
        asides = [app.form.query_one(f"#{name}-aside", Static) for name in ("people", "ends-morning")]
        assert [str(each.render()) for each in asides] == ["a number like 24", "a time like 12:30"]
        await fill(app, pilot, people="24", ends_morning="12.30")
        assert str(asides[0].render()) == "in the room"
        await pilot.press("f2")
    assert app.given == [replace(EMPTY, people=24, ends={"morning": time(12, 30)})]


@pytest.mark.parametrize(
    ("typed", "ends"),
    [("9", time(9)), ("0930", time(9, 30)), ("9:30", time(9, 30)), ("17.05", time(17, 5)), ("", None)],
)
async def test_a_time_may_be_written_in_several_ways(typed: str, ends: time | None) -> None:
    """Rule: HH:MM and common variants."""
    app = Probe()
    async with app.run_test() as pilot:
        await fill(app, pilot, ends_afternoon=typed)
        await pilot.press("ctrl+s")
    assert app.given == [replace(EMPTY, ends={} if ends is None else {"afternoon": ends})]


async def test_lists_are_clean_and_each_entry_comes_once() -> None:
    """Rule: commas separate; pasted lines become a list; no control character remains."""
    app = Probe()
    async with app.run_test() as pilot:
        groups = app.form.query_one("#groups", Field)
        groups.focus()
        await pilot.pause()
        groups.post_message(events.Paste("Small states\r\n\r\nFederations\x1b[2J,Small states, "))
        await pilot.pause()
        await pilot.press("f2")
    assert app.given == [replace(EMPTY, groups=("Small states", "Federations␛[2J"))]


@pytest.mark.parametrize(
    ("pressed", "rule"),
    [
        (("right", "right"), AttributionRule.NONE),
        (("space",), AttributionRule.NAMED),
        (("left",), AttributionRule.NONE),
        (("right", "right", "right"), AttributionRule.COUNTRY),
    ],
)
async def test_the_rule_is_chosen_with_left_and_right(
    pressed: tuple[str, ...], rule: AttributionRule
) -> None:
    """Rule: the dot marks the rule; the key line names its keys."""
    app = Probe()
    async with app.run_test() as pilot:
        assert "← →" not in keys(app)
        app.form.query_one(Choice).focus()
        await pilot.pause()
        assert "← → choose" in keys(app)
        await pilot.press(*pressed, "f2")
    assert app.given == [replace(EMPTY, rule=rule)]


@pytest.mark.parametrize("width", [60, 66, 70, 80])
async def test_the_warning_about_a_second_escape_is_visible_at_every_width(width: int) -> None:
    """Rule: this hint is never left out; after more typing, Esc asks again."""
    app = Probe()
    async with app.run_test(size=(width, 24)) as pilot:
        app.form.query_one(Choice).focus()
        await pilot.press("right", "escape")
        assert "Esc again discards your changes" in keys(app)
        await pilot.press("right")
        assert "again" not in keys(app)
        await pilot.press("escape")
        assert "Esc again discards your changes" in keys(app)
        assert app.given == []
        await pilot.press("escape")
    assert app.given == [None]


async def test_a_double_click_on_a_rule_acts_like_enter() -> None:
    """Rule: it moves to the next field."""
    app = Probe()
    async with app.run_test() as pilot:
        await pilot.click("#rule", offset=(2, 1), times=2)
        await pilot.pause()
        assert app.form.query_one(Choice).value == AttributionRule.NAMED.value
        assert app.form.focused is app.form.query_one("#known")


async def test_up_and_down_do_not_change_the_rule() -> None:
    """Rule: moving through the form changes nothing."""
    app = Probe()
    async with app.run_test() as pilot:
        down: list[str | None] = []
        up: list[str | None] = []
        for lines, key in ((down, "down"), (up, "up")):
            for _ in range(9):
                await pilot.press(key)
                assert app.form.focused is not None
                lines.append(app.form.focused.id)
        assert "rule" in down
        assert (down[-1], up[-1]) == ("groups", "room")
        assert down[:-1] == up[-2::-1]
        await pilot.press("f2")
    assert app.given == [EMPTY]


async def test_a_locked_rule_is_shown_and_stays() -> None:
    """Rule: after the first note there is no choice."""
    app = Probe(DetailsForm(rule=AttributionRule.NONE), rule_locked=True)
    async with app.run_test() as pilot:
        assert not app.form.query(Choice)
        await pilot.press("f2")
    assert app.given == [DetailsForm(rule=AttributionRule.NONE)]


async def test_escape_discards_changes_only_when_pressed_twice() -> None:
    """Rule: one wrong key loses nothing; an unchanged form closes immediately."""
    app = Probe()
    async with app.run_test() as pilot:
        await pilot.press("X", "escape")
        assert app.given == []
        await pilot.press("Y", "escape")
        assert app.given == []
        await pilot.press("escape")
    assert app.given == [None]


@pytest.mark.parametrize("size", [(80, 24), (120, 32)])
async def test_the_form_fits_without_scrolling(size: tuple[int, int]) -> None:
    """Rule: every line is visible at the usual sizes."""
    app = Probe()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert app.form.query_one("#form").max_scroll_y == 0
        assert all(field.region.bottom < size[1] for field in app.form.query(Field))


@pytest.mark.parametrize("size", [(80, 24), (120, 32), (200, 50)])
async def test_what_a_rule_records_is_shown_in_full(size: tuple[int, int]) -> None:
    """Rule: a choice that can't be changed later is never cut."""
    app = Probe()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        text = " ".join(screen_text(app).split())
        assert [words for words in RULE_WORDS.values() if f"{words.label} {words.meaning}" not in text] == []
