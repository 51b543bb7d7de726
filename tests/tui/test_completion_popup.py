"""The popup of offers: how a command is found, and how more offers than fit are reached."""

from __future__ import annotations

from breakout_tui.tui.actions.catalogue import aliases, words
from breakout_tui.tui.widgets.completion_popup import MOST, CompletionPopup
from breakout_tui.tui.widgets.completions import fitting_commands, meant_by
from tests.tui.live_app import live_app
from tests.tui.screen_text import screen_text


def found(typed: str) -> list[str]:
    """The commands that are offered for a typed beginning."""
    return [each.word for each in fitting_commands(f"/{typed}", len(typed) + 1, words())]


def test_a_command_is_found_by_its_beginning_and_by_any_word_of_its_help() -> None:
    """Rule: commands that begin with the letters come first; ``dark`` finds /theme; each word of a help finds its command."""
    assert found("dark") == ["/theme"]
    assert found("ex")[:2] == ["/extend", "/export"]
    for word, help_ in words():
        for said in help_.replace(",", " ").replace(";", " ").split():
            if said.isalpha() and len(said) > 1 and said != word:
                assert f"/{word}" in found(said.casefold())


def test_all_commands_are_offered_for_a_slash_and_none_by_an_earlier_word() -> None:
    """Rule: the list is complete; earlier words still work but are not listed."""
    assert len(found("")) == len(words())
    assert not {f"/{alias}" for alias in aliases()} & set(found(""))


async def test_the_popup_says_how_many_more_there_are_and_arrows_reach_them_all() -> None:
    """Rule: some rows are shown, the others are counted; the last comes before the first."""
    async with live_app() as app:
        await app.type("/")
        popup, offers = app.live.query_one(CompletionPopup), app.line.offers
        count = len(offers.words)
        assert popup.size.height == MOST + 1
        assert f"↓ {count - MOST} more · any word finds its command" in screen_text(app.app)
        for key, place in (("up", -1), ("down", 0), *(("down", place) for place in range(1, MOST + 2))):
            await app.pilot.press(key)
            assert offers.marked.word == offers.words[place]
            assert f"▸ {offers.marked.word}" in screen_text(app.app)


async def test_a_help_that_is_wider_than_the_window_ends_in_a_sign() -> None:
    """Rule: nobody takes a cut sentence for a whole one."""
    async with live_app(size=(60, 24)) as app:
        await app.type("/")
        popup = app.live.query_one(CompletionPopup)
        rows = [popup.render_line(y).text for y in range(popup.size.height)]
        shown = {row.split()[0 if not row.startswith("▸") else 1]: row.rstrip() for row in rows}
        helps = {f"/{word}": told for word, told in words()}
        assert all(helps[word] in row or row.endswith("…") for word, row in shown.items() if word in helps)
        assert any(row.endswith("…") for row in shown.values())


def test_a_misspelt_name_means_the_one_it_is_like() -> None:
    """One of the session comes before the countries; a beginning before a likeness; nothing else is guessed."""
    known, countries = ("Norway", "World Bank"), ("Estonia", "Iran", "Nigeria", "Norwegia")
    assert meant_by("Norwya", known, countries) == "Norway"
    assert meant_by("Estonai", known, countries) == "Estonia"
    assert meant_by("wor", known, countries) == "World Bank"
    assert meant_by("Iraq", known, countries) == ""
