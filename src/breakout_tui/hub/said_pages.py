"""Pages in the language of each who asks, made of templates in which every text is escaped: what phones and co-facilitators have in common."""

from __future__ import annotations

from breakout_tui.hub.pages import Pages
from breakout_tui.hub.phone_languages import NAMES, Language


class SaidPages:
    """``joining`` is the template of the page that asks for the code; ``is_secret`` says whether nobody on the way can read what is sent."""

    def __init__(self, pages: Pages, joining: str) -> None:
        self._pages = pages
        self._joining = joining

    def join(
        self,
        language: Language,
        *,
        is_secret: bool,
        is_chosen: bool = False,
        is_wrong: bool = False,
        is_late: bool = False,
    ) -> str:
        """The page that asks for the code; a language that was chosen is that of the next page as well."""
        values = {"is_chosen": is_chosen, "is_wrong": is_wrong, "is_late": is_late}
        return self._rendered(self._joining, language, is_secret=is_secret, **values)

    def _rendered(self, name: str, language: Language, **values: object) -> str:
        return self._pages.rendered(name, language=language, _=language.say, languages=NAMES, **values)
