"""What a co-facilitator asks for, in the window: done by the rules of the floor's list, and never in the way of the typing."""

from __future__ import annotations

from pathlib import Path

from breakout_tui.domain.co_door import CoStanding
from breakout_tui.domain.co_floor import CoAct, CoList, CoMail, CoResult
from breakout_tui.domain.floor import FloorOutcome
from breakout_tui.domain.floor_exchange import FloorMail, SentStatement
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.domain.sharing import NOT_SHARED
from breakout_tui.tui.co_lines import CoText
from breakout_tui.tui.screens.co_screen import CoScreen
from breakout_tui.tui.screens.share_screen import ShareScreen
from tests.store.floor_room import ADDRESS, CODE
from tests.tui.fake_sharing import shared
from tests.tui.floor_app import FloorApp, floor_app
from tests.tui.screen_text import screen_rows, screen_text

WAITING, TAKEN, ASIDE = FloorOutcome.WAITING, FloorOutcome.TAKEN, FloorOutcome.ASIDE
CO_ADDRESS, CO_CODE = "http://192.168.1.23:8765/f", "QRST-VWXY"


class CoServer:
    """The server of the laptop, as far as a co-facilitator needs it."""

    def __init__(self, floor: FloorApp) -> None:
        self.floor = floor
        self.listed = CoList("")
        self.results: dict[str, CoResult] = {}
        self.renewed = 0
        self._number = 0

    async def gets(self, *statements: SentStatement, acts: tuple[CoAct, ...] = ()) -> None:
        """One exchange: the window tells what it has to, and gets this."""
        exchange = self.floor.sharing.exchange
        news = exchange.news()
        assert news.co is not None
        self.listed = news.co.listed or self.listed
        self.results |= {each.key: each for each in news.co.results}
        self.renewed += news.co.renews_code
        code = CO_CODE if news.co.is_wanted else ""
        mail = CoMail(CO_ADDRESS, code, 1, self.listed.edition, acts)
        exchange.hear(news, FloorMail(statements, (), False, CODE, ADDRESS, 3, co=mail))
        await self.floor.app.wait(0.5)

    async def asks(
        self, verb: str, statement_id: str, *, kind: str = "", text: str = "", other: str = ""
    ) -> CoResult:
        """Ask for something, twice as a server does; what became of it."""
        self._number += 1
        act = CoAct(f"key-{self._number}", verb, statement_id, kind, text, other)
        for _ in range(2):
            await self.gets(acts=(act,))
        await self.gets()
        return self.results[act.key]


async def let_in(floor: FloorApp) -> CoServer:
    """A co-facilitator may work."""
    server = CoServer(floor)
    assert floor.sharing.floor is not None
    floor.sharing.floor.door.co.let_in()
    await server.gets()
    return server


async def test_it_takes_sorts_joins_and_shows_while_typing_goes_on(tmp_path: Path) -> None:
    """Rule: as the facilitator's keys do, once each; the line and the focus stay, the original words are kept, and each is undone by /undo."""
    async with floor_app(tmp_path) as floor:
        app, server = floor.app, await let_in(floor)
        texts = ("Silo budgets #literal", "no comon words", "Off topic", "Late trains", "Trains are late")
        one, two, three, four, five = (floor.sent(text, country="norway") for text in texts)
        await server.gets(one, two, three, four, five)
        await app.type("Half a thou")
        taken = await server.asks("take", one.id)
        assert (taken.outcome, taken.reference) == ("done", "C1")
        assert "co-facilitator: C1" in app.says("status")
        assert app.line.value == "Half a thou"
        assert app.app.focused is app.line
        assert [each.text for each in server.listed.statements] == list(texts[1:])
        assert [each.number for each in server.listed.statements] == [2, 3, 4, 5]
        assert [each.reference for each in server.listed.notes] == ["C1"]
        sorted_ = await server.asks("take", two.id, kind="principle", text="shared <b>words</b>")
        note = app.controller.session.book.find(sorted_.reference)
        assert note is not None
        assert (note.kind, note.text, note.attribution) == (Kind.PRINCIPLE, "shared <b>words</b>", "Norway")
        assert [each.text for each in note.wordings] == ["no comon words"]
        assert (await server.asks("aside", three.id)).outcome == "done"
        assert [each.text for each in server.listed.aside] == ["Off topic"]
        joined = await server.asks("join", five.id, other=four.id)
        assert joined.outcome == "done"
        assert floor.became[3:] == [(TAKEN, joined.reference)] * 2
        assert (await server.asks("magnify", three.id)).outcome == "done"
        card = floor.sharing.cards[-1]
        assert card is not None
        assert card.text == "Off topic"
        assert (await server.asks("magnify", three.id)).outcome == "done"  # still shown
        assert floor.sharing.cards[-1] is card
        assert server.listed.magnified == three.id
        assert (await server.asks("end", one.id)).outcome == "done"  # another one
        assert floor.sharing.cards[-1] is card
        await server.asks("end", three.id)
        assert floor.sharing.cards[-1] is None
        assert app.line.value == "Half a thou"
        assert len(app.controller.session.book) == 4
        await app.type("ght", "enter")
        assert app.controller.session.book.notes[-1].text == "Half a thought"
        await app.send("/undo", "enter", "/undo", "enter")
        assert "co-facilitator took 2 statements from the floor" in app.says("status")
        assert floor.became[3:] == [(WAITING, ""), (WAITING, "")]
        assert (await server.asks("back", three.id)).outcome == "done"
        assert floor.became[2] == (WAITING, "")


async def test_both_want_the_same(tmp_path: Path) -> None:
    """Rule: who was faster has it; the other is told, also the facilitator who edits it meanwhile. What is not there is told too."""
    async with floor_app(tmp_path) as floor:
        server = await let_in(floor)
        one, two, three = (floor.sent(text) for text in ("Silo budgets", "Late trains", "Cold rooms"))
        await server.gets(one, two, three)
        await floor.opens()
        await floor.presses("home", "enter")
        late = await server.asks("take", one.id, text="In other words")
        assert (late.outcome, late.reference) == ("taken", "C1")
        assert floor.app.controller.session.book[0].text == "Silo budgets"
        await floor.app.wait(1)
        await floor.presses("home", "e")
        assert (await server.asks("take", two.id)).reference == "C2"
        await floor.app.send(" too", "enter")
        assert "It was taken meanwhile as C2" in screen_text(floor.app.app)
        assert floor.app.controller.session.book[1].text == "Late trains"
        assert (await server.asks("take", "nobody's")).outcome == "gone"
        assert (await server.asks("extend", three.id)).outcome == "gone"
        for other in ("C99", three.id, "", "#7"):
            assert (await server.asks("join", three.id, other=other)).outcome == "no other"
        assert (await server.asks("join", three.id, other="C2")).reference == "C2"
        assert floor.app.controller.session.book.heard(1) == 2
        await floor.gets(withdrawn=(one.id,))
        gone = floor.sent("Never mind")
        await server.gets(gone)
        await floor.gets(withdrawn=(gone.id,))
        assert (await server.asks("magnify", gone.id)).outcome == "withdrawn"


async def test_what_was_heard_before_is_told(tmp_path: Path) -> None:
    """Rule: as in the facilitator's list, with the words of the note; no longer once that note is gone."""
    async with floor_app(tmp_path) as floor:
        server = await let_in(floor)
        await floor.app.type("Small islands lack people to maintain networks", "enter")
        await server.gets(floor.sent("Small islands lack the people to maintain networks"))
        await server.gets()
        (row,) = server.listed.statements
        assert (row.same_as, row.same_text) == ("C1", "Small islands lack people to maintain networks")
        edition = server.listed.edition
        for _ in range(3):
            await server.gets()
        assert server.listed.edition == edition
        await floor.app.type("/undo", "enter")
        await server.gets()
        await server.gets()
        assert server.listed.statements[0].same_as == ""


async def test_under_none_no_name_comes_in_by_other_words(tmp_path: Path) -> None:
    """Rule: what a co-facilitator writes is under the rule as what the facilitator writes."""
    async with floor_app(tmp_path) as floor:
        server = await let_in(floor)
        await floor.app.type(f"/details rule {AttributionRule.NONE.value}", "enter")
        sent = floor.sent("Ministries do not talk")
        await server.gets(sent)
        await server.asks("take", sent.id, text="They do not talk @Norway")
        (note,) = floor.app.controller.session.book.notes
        assert (note.text, note.attribution) == ("They do not talk", "")
        assert "Norway" not in repr(floor.app.controller.session.book.notes)


async def test_the_link_is_given_and_ended_from_the_share_screen(tmp_path: Path) -> None:
    """Rule: nothing before Enter; then address, code and QR code; c gives another code, x ends it, and a new session begins without."""
    async with floor_app(tmp_path, (80, 24)) as floor:
        app, server = floor.app, CoServer(floor)
        await app.type("/share network", "enter", "f")
        assert isinstance(app.app.screen, CoScreen)
        await server.gets()
        assert "Nobody else works on the floor" in screen_text(app.app)
        assert CO_ADDRESS not in screen_text(app.app)
        await app.send("enter")
        await server.gets()
        await app.wait(0.5)
        text = " ".join(screen_text(app.app).split())
        for words in (CO_ADDRESS, CO_CODE, "1 device at the floor"):
            assert words in text
        assert app.app.screen.has_class("-beside")
        assert all(len(row) <= 80 for row in screen_rows(app.app))
        await app.send("c")
        await app.send("n")
        await server.gets()
        assert server.renewed == 1
        assert floor.sharing.floor is not None
        door = floor.sharing.floor.door.co
        await app.send("x")
        assert not door.is_wanted
        await server.gets()
        assert server.renewed == 2
        await app.send("escape")
        assert isinstance(app.app.screen, ShareScreen)
        door.let_in()
        floor.sharing.floor.offer(None)
        assert not door.is_wanted
        await app.send("escape")
        await app.type("/share co-facilitator", "enter")
        assert "Another window has this session" in " ".join(screen_text(app.app).split())


def test_the_link_can_be_copied_or_is_left_out() -> None:
    """Rule: it is in one line, with the code in the fragment; nothing is wider than the window, and a QR code without room is named."""
    standing = CoStanding(CO_ADDRESS, CO_CODE, ((True,),), 0)
    for width in (24, 36, 60, 120):
        lines = [line.plain for line in CoText(True, standing, shared(), lacks_room=True).lay_out(width, 40)]
        assert all(len(line) <= width for line in lines)
        assert any(f"{CO_ADDRESS}#QRSTVWXY" in line for line in lines) is (width >= 60)
        assert "QR code needs a larger window" in " ".join(" ".join(lines).split())
    here = CoText(True, standing, shared(on_network=False)).lay_out(80, 40)
    assert "Only this computer can open it" in " ".join(line.plain for line in here)
    off = CoText(True, CoStanding(), NOT_SHARED).lay_out(80, 40)
    assert "Press n to share it" in " ".join(line.plain for line in off)
