"""The organiser's pages and what a terminal asks for: who enters, the overview, a room's notes, what is silenced and what is written."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from breakout_tui.domain.errors import StoreError
from breakout_tui.domain.hub_organisers import Organiser
from breakout_tui.domain.organiser_link import OVERVIEW_PATH
from breakout_tui.domain.overview import CardChoice
from breakout_tui.domain.room_card import RoomCard
from breakout_tui.domain.room_findings import LONGEST_REASON
from breakout_tui.domain.text import clean_line
from breakout_tui.hub.hub_store import HubStore
from breakout_tui.hub.mail_pages import MailPages, is_page
from breakout_tui.hub.newest_stream import NewestStream
from breakout_tui.hub.organiser_access import COOKIE_NAME, VALID, OrganiserAccess, TooManyWrong, enter_first
from breakout_tui.hub.overview_rendering import OverviewRendering
from breakout_tui.hub.overview_room import OverviewRoom
from breakout_tui.hub.overview_rooms import OverviewRooms
from breakout_tui.hub.pages import Pages
from breakout_tui.hub.store_thread import StoreThread
from breakout_tui.hub.stream_parts import event_of
from breakout_tui.overview_protocol import notes_text, overview_text

_LONGEST_FILTER = 200


class OverviewPages:
    """``writing`` changes the database; ``changed`` brings the overview up to date after that."""

    def __init__(
        self,
        overview: OverviewRooms,
        access: OrganiserAccess,
        pages: Pages,
        writing: StoreThread[HubStore],
        changed: Callable[[], Awaitable[None]],
    ) -> None:
        self._overview = overview
        self._access = access
        self._rendering = OverviewRendering(pages)
        self._writing = writing
        self._changed = changed
        self.routes = [
            Route(OVERVIEW_PATH, self._page, methods=["GET"]),
            Route(f"{OVERVIEW_PATH}/enter", self._page, methods=["GET"]),
            Route(f"{OVERVIEW_PATH}/enter", self._entered, methods=["POST"]),
            Route(f"{OVERVIEW_PATH}/leave", self._left, methods=["POST"]),
            Route(f"{OVERVIEW_PATH}/live", self._live, methods=["GET"]),
            Route(f"{OVERVIEW_PATH}/data", self._data, methods=["GET"]),
            Route(f"{OVERVIEW_PATH}/silence", self._silence, methods=["POST"]),
            Route(f"{OVERVIEW_PATH}/show", self._show, methods=["POST"]),
            Route(f"{OVERVIEW_PATH}/room/{{room}}", self._room_page, methods=["GET"]),
            Route(f"{OVERVIEW_PATH}/room/{{room}}/live", self._room_live, methods=["GET"]),
            Route(f"{OVERVIEW_PATH}/room/{{room}}/data", self._room_data, methods=["GET"]),
            *MailPages(overview, self._organiser, self._rendering, writing, changed).routes,
        ]

    # Who enters

    async def _entered(self, request: Request) -> Response:
        typed = (await request.form()).get("code")
        try:
            organiser = await self._access.entering(typed) if isinstance(typed, str) else None
        except TooManyWrong:
            return HTMLResponse(self._rendering.entrance(is_late=True), 429)
        if organiser is None:
            return HTMLResponse(self._rendering.entrance(is_wrong=True), 403)
        answer = RedirectResponse(OVERVIEW_PATH, 303)
        answer.set_cookie(
            COOKIE_NAME,
            self._access.cookie(organiser),
            max_age=VALID,
            path=OVERVIEW_PATH,
            secure=request.url.scheme == "https",
            httponly=True,
            samesite="strict",
        )
        return answer

    async def _left(self, _: Request) -> Response:
        answer = RedirectResponse(OVERVIEW_PATH, 303)
        answer.delete_cookie(COOKIE_NAME, path=OVERVIEW_PATH)
        return answer

    async def _organiser(self, request: Request) -> Organiser | None:
        """Who asks, if it is an organiser: then the overview is kept up to date."""
        organiser = await self._access.of(request)
        if organiser is not None:
            await self._overview.seen()
        return organiser

    # All rooms

    async def _page(self, request: Request) -> Response:
        if (organiser := await self._organiser(request)) is None:
            return HTMLResponse(self._rendering.entrance())
        asked = request.query_params
        choice = CardChoice(
            clean_line(asked.get("text", ""))[:_LONGEST_FILTER],
            clean_line(asked.get("theme", ""))[:_LONGEST_FILTER],
            has_findings="findings" in asked,
        )
        overview = self._overview.since("")
        return HTMLResponse(self._rendering.overview(overview, choice, organiser))

    async def _live(self, request: Request) -> Response | NewestStream:
        if (organiser := await self._organiser(request)) is None:
            return enter_first()
        if request.method == "HEAD":  # without a body it would have no end that anybody notices
            return Response(media_type="text/event-stream")
        known = request.query_params.get("since", "")

        def news() -> bytes:
            nonlocal known
            if known == self._overview.edition:
                return b""
            overview = self._overview.since(known)
            known = overview.edition
            told: dict[str, object] = {
                "ids": overview.ids,
                "cards": {card.id: self._rendering.card(card, overview.now) for card in overview.cards},
                "now": round(overview.now * 1000),
                "edition": overview.edition,
                **self._rendering.head(self._overview.cards()),
            }
            if overview.mail is not None:
                told |= self._rendering.mail(overview.mail, overview.now, overview.wall)
            return event_of("cards", told)

        return self._stream(news, organiser)

    async def _data(self, request: Request) -> Response:
        if await self._organiser(request) is None:
            return enter_first()
        return _as_json(overview_text(self._overview.since(request.query_params.get("since", ""))))

    def _stream(self, news: Callable[[], bytes], organiser: Organiser) -> NewestStream:
        async def may_go_on() -> bool:
            if self._overview.is_ending:
                return False
            try:
                return await self._access.is_still(organiser)
            except StoreError:  # nothing new comes from the database either
                return True

        def alive() -> bytes:
            return event_of("alive", round(self._overview.now() * 1000))

        return NewestStream(self._overview.watching, news, alive, may_go_on)

    # One room

    async def _room_page(self, request: Request) -> Response:
        if (organiser := await self._organiser(request)) is None:
            return RedirectResponse(OVERVIEW_PATH, 303)
        if (room := self._asked(request)) is None:
            return RedirectResponse(OVERVIEW_PATH, 303)
        return HTMLResponse(self._rendering.room(room.card, room.notes(), organiser, self._overview.now()))

    async def _room_live(self, request: Request) -> Response | NewestStream:
        if (organiser := await self._organiser(request)) is None:
            return enter_first()
        if self._asked(request) is None:
            return _no_such_room()
        if request.method == "HEAD":
            return Response(media_type="text/event-stream")
        sent: dict[str, str] = {}
        shown: RoomCard | None = None
        edition = ""

        def news() -> bytes:
            nonlocal sent, shown, edition
            if (room := self._asked(request)) is None:
                return b""
            found, now = b"", self._overview.now()
            if room.card != shown:
                shown = room.card
                piece = self._rendering.card(shown, now, is_alone=True)
                found += event_of("card", {"id": shown.id, "html": piece, "now": round(now * 1000)})
            if room.notes_edition != edition:
                edition = room.notes_edition
                pieces = {each.reference: self._rendering.note(each) for each in room.notes().notes}
                new = {name: piece for name, piece in pieces.items() if sent.get(name) != piece}
                sent = pieces
                found += event_of("notes", {"ids": [*pieces], "notes": new})
            return found

        return self._stream(news, organiser)

    async def _room_data(self, request: Request) -> Response:
        if await self._organiser(request) is None:
            return enter_first()
        if (room := self._asked(request)) is None:
            return _no_such_room()
        notes = room.notes()
        if notes.edition == request.query_params.get("since"):
            return Response(status_code=204)
        return _as_json(notes_text(notes))

    def _asked(self, request: Request) -> OverviewRoom | None:
        return self._overview.room(request.path_params["room"])

    # What is silenced

    async def _silence(self, request: Request) -> Response:
        if (organiser := await self._organiser(request)) is None:
            return enter_first()
        form = await request.form()
        room_id, code, seen, reason = (str(form.get(name, "")) for name in ("room", "code", "seen", "reason"))
        if (room := self._overview.room(room_id)) is None:
            return _no_such_room()
        if not clean_line(reason):
            return PlainTextResponse("Say why.\n", 400)
        if len(reason) > 4 * LONGEST_REASON:
            return PlainTextResponse("This is too long.\n", 413)
        keys = [
            key for each in room.card.findings if (each.code, each.seen) == (code, seen) for key in each.keys
        ]
        if not keys:
            return PlainTextResponse("This has changed meanwhile. Look again.\n", 409)
        await self._writing.do(lambda store: store.organisers.silence(room_id, keys, reason, organiser.name))
        return await self._done(request, room_id)

    async def _show(self, request: Request) -> Response:
        if await self._organiser(request) is None:
            return enter_first()
        form = await request.form()
        room_id, code = (str(form.get(name, "")) for name in ("room", "code"))
        if (room := self._overview.room(room_id)) is None:
            return _no_such_room()
        keys = [key for each in room.card.silenced if each.finding.code == code for key in each.finding.keys]
        if keys:
            await self._writing.do(lambda store: store.organisers.show_again(room_id, keys))
        return await self._done(request, room_id)

    async def _done(self, request: Request, room_id: str) -> Response:
        """Back to where the form was; a script and a terminal need no page."""
        await self._changed()
        if is_page(request):
            return RedirectResponse(f"{OVERVIEW_PATH}#{room_id}", 303)
        return Response(status_code=204)


def _no_such_room() -> Response:
    return PlainTextResponse("There is no such room.\n", 404)


def _as_json(text: bytes) -> Response:
    return Response(text, media_type="application/json")
