"""The paths for requests to speak: a form asks, another one takes it back. Without a script each leads back to the page, which says how it is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from urllib.parse import urlencode

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from breakout_tui.hub.guard import PHONE_PATH
from breakout_tui.hub.phone_answers import STATUS, home, html, join_first, language_of, wants_json
from breakout_tui.hub.phone_asking import Asked, ask, take_back
from breakout_tui.hub.phone_form import form_of
from breakout_tui.hub.phone_languages import Language
from breakout_tui.hub.phone_refusal import FloorRefused
from breakout_tui.hub.phone_rendering import PhoneRendering
from breakout_tui.hub.phone_room import PhoneRoom
from breakout_tui.hub.phone_texts import refusal_words

ASK_PATH = f"{PHONE_PATH}/speak"

Who = Callable[[Request], Awaitable[tuple[PhoneRoom, str] | None]]
"""The room and the device that asks."""


class PhoneAskingPages:
    """Part of the pages of phones."""

    def __init__(self, who: Who, rendering: PhoneRendering) -> None:
        self._who = who
        self._rendering = rendering
        self.routes = [
            Route(ASK_PATH, self._back, methods=["GET"]),
            Route(ASK_PATH, self._asked, methods=["POST"]),
            Route(f"{ASK_PATH}/withdraw", self._back, methods=["GET"]),
            Route(f"{ASK_PATH}/withdraw", self._withdrawn, methods=["POST"]),
        ]

    async def _back(self, request: Request) -> Response:
        """The address of a form was opened, not the form sent."""
        return RedirectResponse(home(language_of(request)), 303)

    async def _asked(self, request: Request) -> Response:
        return await self._answered(request, ask)

    async def _withdrawn(self, request: Request) -> Response:
        receipt = request.query_params.get("asked", "")

        async def taken_back(room: PhoneRoom, _form: FormData, device_id: str) -> Asked:
            return await take_back(room, device_id, receipt)

        return await self._answered(request, taken_back)

    async def _answered(
        self, request: Request, does: Callable[[PhoneRoom, FormData, str], Awaitable[Asked]]
    ) -> Response:
        if (who := await self._who(request)) is None:
            return join_first(request)
        room, device_id = who
        form = await form_of(request)
        language = language_of(request, form)
        try:
            asked = await does(room, form, device_id)
        except FloorRefused as refused:
            return self._refused(request, language, refused)
        if wants_json(request):
            return JSONResponse({"receipt": asked.id, "outcome": asked.outcome, "reference": asked.reference})
        receipt = f"&{urlencode({'asked': asked.id})}" if asked.id else ""
        return RedirectResponse(f"{home(language)}{receipt}", 303)

    def _refused(self, request: Request, language: Language, refused: FloorRefused) -> Response:
        refusal, status = refused.refusal, STATUS.get(refused.refusal, 409)
        said = refusal_words(refusal, language.say, refused.left)
        if wants_json(request):
            told = {"refused": refusal.value, "said": said, "passes": refusal.passes, "left": refused.left}
            return JSONResponse(told, status)
        return html(request, self._rendering.answer(language, said), status)
