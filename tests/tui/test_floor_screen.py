"""The floor in the window: what phones sent waits quietly, and becomes notes by keys."""

from __future__ import annotations

from pathlib import Path

from rich.cells import cell_len

from breakout_tui.domain.floor import FloorOutcome
from breakout_tui.tui.floor_taking import taking
from breakout_tui.tui.widgets.text_box import TextBox
from tests.store.floor_room import CODE
from tests.tui.floor_app import floor_app
from tests.tui.screen_text import screen_rows, screen_text

WAITING, TAKEN, ASIDE = FloorOutcome.WAITING, FloorOutcome.TAKEN, FloorOutcome.ASIDE


async def test_what_comes_is_told_quietly_while_typing_goes_on(tmp_path: Path) -> None:
    """Rule: the line, its text and the focus stay; the number stands at the right. Silence counts from when it is said."""
    async with floor_app(tmp_path) as floor:
        app = floor.app
        await app.type("/floor open", "enter")
        await app.wait(8)
        assert "floor open" in app.says("status")
        await app.type("Silo bud")
        before = [row for row in screen_rows(app.app) if "Silo bud" in row]
        await floor.gets(floor.sent("One"), floor.sent("Two"))
        assert "2 from the floor F10" in app.says("status")
        assert [row for row in screen_rows(app.app) if "Silo bud" in row] == before
        assert app.app.focused is app.line
        await app.type("gets", "enter")
        assert [note.text for note in app.session.book.notes] == ["Silo budgets"]
        assert floor.sharing.exchange.news().is_open
        await app.type("/silent 3", "enter")
        assert app.live.pace is not None
        assert app.live.pace.silent_left == 180
        await app.type("/silent 0", "enter")
        await app.wait(0.25)
        assert app.live.pace.silent_left == 0
        await app.type("/silent 90", "enter")
        assert "the box has" in app.says("status").lower()


async def test_edited_words_that_cannot_be_taken_stay_in_the_editor(tmp_path: Path) -> None:
    """Rule: why not is said as it is: taken meanwhile, withdrawn, no words; only what is taken, or Esc, closes the editor."""
    async with floor_app(tmp_path) as floor:
        one, two, three = (floor.sent(text) for text in ("Silo budgets", "Late trains", "Cold rooms"))
        await floor.gets(one, two, three)
        await floor.opens()
        assert floor.sharing.floor is not None
        statement = next(each for each in floor.sharing.floor.statements if each.id == one.id)

        async def edits(text: str) -> str:
            await floor.presses("home", "e")
            await floor.app.send(text)
            return text

        async def is_kept(words: str, said: str) -> None:
            await floor.presses("enter")
            box = floor.app.app.screen.query_one(TextBox)
            assert said in screen_text(floor.app.app)
            assert (words in box.text, box.has_focus, box.display) == (True, True, True)

        words = await edits(" in other words")
        floor.app.controller.do(taking([statement], floor.app.controller.session))
        await is_kept(words, "It was taken meanwhile as C1")
        await floor.app.send(" and more")  # the keys get into it again
        await is_kept(" in other words and more", "It was taken meanwhile as C1")
        await floor.presses("escape")
        await floor.app.wait(1)
        words = await edits(" but later")
        await floor.gets(withdrawn=(two.id,))
        await is_kept(words, "Its author has withdrawn it")
        await floor.presses("escape")
        await floor.app.wait(1)
        await edits("")
        await floor.presses("ctrl+u")
        await is_kept("", "No words: not taken")
        await floor.app.send("Warm rooms", "enter")
        assert [note.text for note in floor.app.controller.session.book.notes][-1] == "Warm rooms"
        assert not floor.app.app.screen.query_one("#editor").display


async def test_keys_take_edit_set_aside_and_undo(tmp_path: Path) -> None:
    """Rule: Enter takes it word for word, e in other words with its own kept, d sets it aside, A takes the rest, D sets the rest aside; u undoes each."""
    async with floor_app(tmp_path) as floor:
        texts = ("Silo budgets #literal", "no comon words", "Off topic", "Late trains", "Cold rooms")
        await floor.gets(*(floor.sent(text, country="norway") for text in texts))
        await floor.opens()
        await floor.presses("home", "enter")
        assert "Taken as C1" in screen_text(floor.app.app)
        session = floor.app.controller.session
        assert (session.book[0].text, session.book[0].attribution) == ("Silo budgets #literal", "Norway")
        await floor.presses("c", "e", "ctrl+u", "shared", "enter")
        session = floor.app.controller.session
        note = session.book[1]
        assert (note.text, note.attribution) == ("shared", "")
        assert [each.text for each in note.wordings] == ["no comon words"]
        await floor.presses("d")
        assert [outcome for outcome, _ in floor.became] == [TAKEN, TAKEN, ASIDE, WAITING, WAITING]
        await floor.presses("A")
        assert "2 statements taken" in screen_text(floor.app.app)
        await floor.presses("u")
        assert floor.became[3:] == [(WAITING, ""), (WAITING, "")]
        await floor.presses("u")
        assert floor.became[2] == (WAITING, "")
        await floor.presses("u")
        assert [outcome for outcome, _ in floor.became] == [TAKEN, WAITING, WAITING, WAITING, WAITING]
        await floor.presses("home", "d", "D")
        assert "3 statements set aside" in screen_text(floor.app.app)
        assert floor.became == [(TAKEN, "C1"), *[(ASIDE, "")] * 4]
        await floor.presses("u")
        assert [outcome for outcome, _ in floor.became] == [TAKEN, ASIDE, WAITING, WAITING, WAITING]
        await floor.presses("u", "u", "u")
        assert floor.became == [(WAITING, "")] * 5
        await floor.presses("home", "enter")
        assert floor.became[0] == (TAKEN, "C1")
        await floor.app.wait(1)
        await floor.presses("escape")
        assert "4 from the floor" in floor.app.says("status")
        results = (await floor.gets()).results
        assert (results[0].outcome, results[0].reference) == ("taken", "C1")


async def test_a_repeat_is_counted_and_another_one_is_shown_on_the_displays(tmp_path: Path) -> None:
    """Rule: the note is offered as while one types, and the author hears its reference; m shows one, until m or the next box."""
    async with floor_app(tmp_path) as floor:
        await floor.app.type("Small islands lack people to maintain networks", "enter")
        await floor.gets(floor.sent("Small islands lack the people to maintain networks"))
        await floor.opens()
        await floor.app.wait(0.25)
        assert "≈ C1 · s counts it as heard again" in screen_text(floor.app.app)
        await floor.presses("s")
        assert floor.became == [(TAKEN, "C1")]
        assert floor.app.controller.session.book.heard(0) == 2
        await floor.gets(floor.sent("Silo budgets"))
        await floor.presses("end", "m")
        card = floor.sharing.cards[-1]
        assert card is not None
        assert (card.text, card.heading, card.minutes) == ("Silo budgets", "From the floor", 0)
        await floor.presses("m")
        assert floor.sharing.cards[-1] is None
        await floor.presses("m", "escape")
        assert "a statement is on the displays" in floor.app.says("status")
        await floor.presses("f2")
        assert floor.sharing.cards[-1] is None
        assert floor.became[1:] == [(WAITING, "")]
        await floor.opens()
        await floor.presses("end", "m")
        assert floor.sharing.cards[-1] is not None
        assert floor.sharing.floor is not None
        await floor.gets(withdrawn=(floor.sharing.floor.statements[-1].id,))
        assert floor.sharing.cards[-1] is None


async def test_an_empty_list_says_what_to_do_and_the_door_has_its_keys(tmp_path: Path) -> None:
    """Rule: closed, not shared, nobody there, nothing waits: each with the next step. A phone is muted, the code changed and the floor closed by a key each. Of no phone it is said that it is muted if its server does not know it."""
    async with floor_app(tmp_path) as floor:
        screen = await floor.opens()
        assert "Press o to open it" in screen_text(floor.app.app)
        await floor.presses("o")
        assert "Press n to share it" in screen_text(floor.app.app)
        await floor.presses("n")
        assert floor.sharing.begun == [True]
        await floor.gets(phones=0)
        text = screen_text(floor.app.app)
        assert "No phone shows the page yet" in text
        assert "7KQ2-M4XP" in text
        assert screen.has_class("-code")
        await floor.gets(floor.sent("Silo budgets"))
        assert not screen.has_class("-code")
        await floor.presses("enter", "f")
        assert "Nothing is set aside" in screen_text(floor.app.app)
        await floor.presses("f")
        assert "taken as C1" in screen_text(floor.app.app)
        one = floor.sent("Spam")
        await floor.gets(one)
        await floor.presses("f")
        await floor.presses("x")
        assert "1 muted" in screen_text(floor.app.app)
        assert [(each.statement_id, each.left > 500) for each in (await floor.gets()).muted] == [
            (one.id, True)
        ]
        text = screen_text(floor.app.app)
        assert ("not known any more: not muted" in text, "1 muted" in text) == (True, False)
        await floor.presses("x")
        news = await floor.gets()
        assert (news.muted[0].left, news.is_open) == (0.0, True)
        floor.room.clock.pass_time(600)
        await floor.presses("x")
        assert "sent too long ago" in screen_text(floor.app.app)
        assert floor.sharing.floor is not None
        assert not floor.sharing.floor.door.muted
        await floor.presses("d", "k", "y")
        assert (await floor.gets()).renews_code
        await floor.presses("o")
        assert not (await floor.gets()).is_open


async def test_any_text_stays_in_its_cells_and_hundreds_are_listed(tmp_path: Path) -> None:
    """Rule: a key that was meant for a withdrawn statement does nothing to the next one; right-to-left, long, marked-up and wide texts neither move the frame nor mean anything to it."""
    hostile = (
        "مرحبا \u202eabc [bold]x[/]",
        "word " * 99,
        "会議" * 120,
        "\x1b[31mred",
        "👩‍👩‍👧‍👦 family " * 9,
    )
    async with floor_app(tmp_path, (80, 24)) as floor:
        first, second = floor.sent("Silo budgets"), floor.sent("Late trains")
        await floor.gets(first, second)
        await floor.opens()
        await floor.presses("home")
        await floor.gets(withdrawn=(first.id,))
        await floor.app.send("enter")
        assert floor.became[1] == (WAITING, "")
        await floor.app.wait(1)
        await floor.presses("enter")
        assert floor.became[1] == (TAKEN, "C1")
        for batch in range(3):
            await floor.gets(*(floor.sent(f"Statement {batch}-{number}") for number in range(100)))
        await floor.gets(*(floor.sent(text) for text in hostile))
        assert "305 waiting" in screen_text(floor.app.app)
        await floor.presses("end", "pageup", "down", "end")
        rows = screen_rows(floor.app.app)
        assert all(cell_len(row) <= 80 for row in rows)
        assert not any("\u202e" in row or "\x1b" in row for row in rows)
        await floor.presses("A")
        assert len(floor.app.controller.session.book) == 306
        assert floor.app.controller.session.book.notes[-5].text.startswith("مرحبا")


async def test_phones_are_shown_the_way_to_the_hub(tmp_path: Path) -> None:
    """Rule: where the room is joined to one, else to this computer; /floor code renews the code of both. Both fill one list."""
    async with floor_app(tmp_path) as floor:
        app = floor.app
        await app.type("/floor open", "enter")
        await floor.hub_tells("https://192.168.1.20:8765/p", "HHHH-2222", phones=5)
        await floor.opens()
        text = " ".join(screen_text(app.app).split())
        assert "https://192.168.1.20:8765/p" in text
        assert "nothing has to be shared from this computer" in text
        assert "share on the network" not in text
        await floor.gets(floor.sent("From the laptop's phones"), phones=2)
        assert "open · 7 phones" in screen_text(app.app)
        assert "HHHH-2222" in screen_text(app.app)
        await floor.presses("escape")
        await app.type("/floor code", "enter")
        told = await floor.hub_tells("https://192.168.1.20:8765/p", "HHHH-2222")
        assert told.renews_code
        assert floor.sharing.exchange.news().renews_code
        await floor.hub_tells("", "")
        await floor.opens()
        assert CODE in screen_text(app.app)
        assert floor.sharing.floor is not None
        door = floor.sharing.floor.door
        for seconds in (600.0, 0.0):
            door.mute(floor.sharing.floor.statements[0].id, seconds)
        for _ in range(2):
            assert [each.left for each in (await floor.gets()).muted] in ([0.0], [])
        assert not (await floor.gets()).muted
