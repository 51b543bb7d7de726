"""What the pages of phones answer with: a page or JSON, in the language of the phone."""

from __future__ import annotations

import gzip

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from breakout_tui.hub.guard import PHONE_PATH
from breakout_tui.hub.phone_form import field
from breakout_tui.hub.phone_languages import Language, chosen
from breakout_tui.hub.phone_refusal import PhoneRefusal

STATUS = {
    PhoneRefusal.MUTED: 429,
    PhoneRefusal.TOO_MANY: 429,
    PhoneRefusal.BUSY: 503,
    PhoneRefusal.NOT_SAVED: 503,
    PhoneRefusal.TOO_LONG: 413,
    PhoneRefusal.UNREADABLE: 400,
    PhoneRefusal.EMPTY: 400,
    PhoneRefusal.NOT_YOURS: 403,
}
"""The status of each refusal; 409 for any other."""


def language_of(request: Request, form: FormData | None = None) -> Language:
    """The language that was asked for, else the best one of the browser."""
    asked = request.query_params.get("lang") or (None if form is None else field(form, "lang") or None)
    return chosen(asked, request.headers.get("accept-language", ""))


def home(language: Language) -> str:
    """The address of the page in a language."""
    return f"{PHONE_PATH}?lang={language.code}"


def join_first(request: Request) -> Response:
    """A device that has not joined, or with an earlier code."""
    if wants_json(request):
        return JSONResponse({"refused": "join"}, 401)
    return RedirectResponse(home(language_of(request)), 303)


def wants_json(request: Request) -> bool:
    """Whether the script of a page asks."""
    return request.headers.get("accept", "") == "application/json"


def html(request: Request, page: str, status: int = 200) -> Response:
    """A page, packed where the browser can unpack it: nothing in it is secret from who may send what is in it as well."""
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return HTMLResponse(page, status)
    headers = {"content-encoding": "gzip", "vary": "accept-encoding, accept-language"}
    return HTMLResponse(gzip.compress(page.encode(), 5, mtime=0), status, headers)
