"""Due dates: reads the date in what a room typed for "by when", where there is one without doubt.

A month or a year means its last day. The month's name may be English, German, French, Spanish or Portuguese. ``03/04/2027`` is a
different day in different countries, so it is no date here.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache

from breakout_tui.domain.text import fold

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier enero janeiro",
            "february feb februar fevrier febrero fevereiro",
            "march mar marz mars marzo marco",
            "april apr avril abril",
            "may mai mayo maio",
            "june jun juni juin junio junho",
            "july jul juli juillet julio julho",
            "august aug aout agosto",
            "september sep sept septembre septiembre setembro",
            "october oct oktober okt octobre octubre outubro",
            "november nov novembre noviembre novembro",
            "december dec dezember dez decembre diciembre dezembro",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = f"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.|er)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_OF = r"(?:\s+(?:of|de|del))?\s+"
_FORMS = tuple(
    re.compile(rf"(?<!\w){form}(?![\w/.-]*\d)(?!\w)")
    for form in (
        r"(?P<year>(?:19|20)\d\d)-(?P<number>\d\d)-(?P<day>\d\d)",
        r"(?P<day>\d{1,2})\.\s?(?P<number>\d{1,2})\.\s?(?P<year>(?:19|20)\d\d)",
        rf"{_DAY}{_OF}{_MONTH}\.?,?{_OF}{_YEAR}",
        rf"{_MONTH}\.?\s+{_DAY},?\s+{_YEAR}",
        rf"{_MONTH}\.?,?{_OF}{_YEAR}",
        r"(?P<year>(?:19|20)\d\d)-(?P<number>\d\d)",
        rf"q(?P<quarter>[1-4])[\s/]+{_YEAR}",
        rf"{_YEAR}",
    )
)
_DOUBT = re.compile(
    r"\d{2,}|/|\b(?:early|mid|middle|begin\w*|start|before|after|since|until|not|about|around|within|"
    r"anfang|mitte|vor|nach|seit|etwa|debut|milieu|mi|avant|apres|vers|principios|mediados|antes|despues|inicio|meados|depois)\b"
)
"""What makes a date doubtful: other figures, and words that move it."""


@lru_cache(maxsize=1024)
def due_date(text: str) -> date | None:
    """The date; None where there is none, several, or a doubtful one."""
    folded = fold(text)
    for form in _FORMS:
        found = form.search(folded)
        if found is not None:
            rest = folded[: found.start()] + " " + folded[found.end() :]
            return None if _DOUBT.search(rest) else _date(found.groupdict().get)
    return None


def _date(part: Callable[[str], str | None]) -> date | None:
    year = int(part("year") or 0)
    if (quarter := part("quarter")) is not None:
        month = int(quarter) * 3
    else:
        month = _MONTHS.get(part("month") or "", 0) or int(part("number") or 12)
    if not 1 <= month <= 12:
        return None
    last = calendar.monthrange(year, month)[1]
    day = int(part("day") or last)
    return date(year, month, day) if 1 <= day <= last else None
