"""What organisers write to rooms, and whose call for help they take or close; plain forms, which a script and a terminal send as well."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from breakout_tui.domain.errors import MessageRefused
from breakout_tui.domain.hub_organisers import Organiser
from breakout_tui.domain.message_form import MessageForm
from breakout_tui.domain.organiser_link import OVERVIEW_PATH, WRITE_PATH
from breakout_tui.hub.hub_store import HubStore
from breakout_tui.hub.organiser_access import enter_first
from breakout_tui.hub.overview_rendering import OverviewRendering, new_key
from breakout_tui.hub.overview_rooms import OverviewRooms
from breakout_tui.hub.store_thread import StoreThread
from breakout_tui.overview_protocol import form_of

_OTHER_WITH_KEY = "This form has sent another message already. Send it again if you mean it."


class MailPages:
    """``organiser`` finds who asks; ``writing`` changes the database; ``changed`` brings the overview up to date after that."""

    def __init__(
        self,
        overview: OverviewRooms,
        organiser: Callable[[Request], Awaitable[Organiser | None]],
        rendering: OverviewRendering,
        writing: StoreThread[HubStore],
        changed: Callable[[], Awaitable[None]],
    ) -> None:
        self._overview = overview
        self._organiser = organiser
        self._rendering = rendering
        self._writing = writing
        self._changed = changed
        self.routes = [
            Route(WRITE_PATH, self._page, methods=["GET"]),
            Route(WRITE_PATH, self._written, methods=["POST"]),
            Route(f"{OVERVIEW_PATH}/withdraw", self._withdrawn, methods=["POST"]),
            Route(f"{OVERVIEW_PATH}/take", self._taken, methods=["POST"]),
            Route(f"{OVERVIEW_PATH}/close", self._closed, methods=["POST"]),
        ]

    async def _page(self, request: Request) -> Response:
        if (organiser := await self._organiser(request)) is None:
            return RedirectResponse(OVERVIEW_PATH, 303)
        page = self._rendering.write(self._overview.since(""), MessageForm(new_key()), organiser)
        return HTMLResponse(page)

    async def _written(self, request: Request) -> Response:
        """Send a message; where it can't be, say why beside what was typed."""
        if (organiser := await self._organiser(request)) is None:
            return enter_first()
        form = form_of((await request.form()).multi_items())
        problem, status = form.problem, 400
        if not problem:
            message = form.message
            try:
                sent = await self._writing.do(
                    lambda store: store.messages.send(message, form.seconds, form.room_ids)
                )
            except MessageRefused as error:
                problem = f"This can't be sent: {error.what}."
            else:
                if sent.message != message:
                    problem, status = _OTHER_WITH_KEY, 409
                    form = replace(form, key=new_key())
        if not problem:
            return await self._done(request, "#sent")
        if not is_page(request):
            return PlainTextResponse(f"{problem}\n", status)
        return HTMLResponse(self._rendering.write(self._overview.since(""), form, organiser, problem), status)

    async def _withdrawn(self, request: Request) -> Response:
        return await self._changing(request, "message", lambda store, each, _: store.messages.withdraw(each))

    async def _taken(self, request: Request) -> Response:
        return await self._changing(
            request, "call", lambda store, each, organiser: store.messages.take_call(each, organiser.name)
        )

    async def _closed(self, request: Request) -> Response:
        return await self._changing(request, "call", lambda store, each, _: store.messages.close_call(each))

    async def _changing(
        self, request: Request, field: str, change: Callable[[HubStore, str, Organiser], object]
    ) -> Response:
        """Change what this field of the form names. What was changed meanwhile is seen on the page, and told to a script."""
        if (organiser := await self._organiser(request)) is None:
            return enter_first()
        named = str((await request.form()).get(field, ""))
        try:
            await self._writing.do(lambda store: change(store, named, organiser))
        except MessageRefused as error:
            done = await self._done(request)
            if is_page(request):
                return done
            return PlainTextResponse(f"{error.what[:1].upper()}{error.what[1:]}.\n", 409)
        return await self._done(request)

    async def _done(self, request: Request, part: str = "") -> Response:
        """Back to the overview; a script and a terminal need no page."""
        self._overview.mail_changes()
        await self._changed()
        return RedirectResponse(OVERVIEW_PATH + part, 303) if is_page(request) else Response(status_code=204)


def is_page(request: Request) -> bool:
    """Whether a browser asks without a script, and is to see a page; a script and a terminal are answered in a line or by a status."""
    return request.headers.get("accept", "").startswith("text/html")
