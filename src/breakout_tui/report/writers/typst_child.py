"""A process that makes one PDF of the data on its standard input, and ends.

``pdf.py`` starts it in an empty folder, which is all that typst can read. It answers with a line of JSON, then the bytes of the
file. The memory that typst keeps goes with the process, and a document that takes too long can be stopped.
"""

from __future__ import annotations

import json
import re
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from typst import Compiler, Fonts, TypstError

from breakout_tui.report.writers.missing_characters import missing_in, missing_sentence, remedy, replaced

_OTHER_FONTS = re.compile("[\u0590-\u1dff\u2c00-\U0010ffff]")
"""Characters that typst's own fonts hardly have."""
_MOST_TRIES = 10
"""typst looks behind a character that it can't show only once it is replaced."""


def main() -> None:
    """Answer the request."""
    request = json.load(sys.stdin)
    answer, data = made(request["document"], request["timestamp"])
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + data)


def made(document: dict[str, Any], timestamp: int) -> tuple[dict[str, Any], bytes]:
    """What to say of the file, and its bytes: PDF/UA-1 if the fonts of this computer have all characters."""
    if not _OTHER_FONTS.search(json.dumps(document, ensure_ascii=False)):
        with suppress(TypstError):
            data = _compiled(document, timestamp, _own_fonts(), standard=True)
            return {"standard": True, "missing": "", "reason": ""}, data
    missing: frozenset[str] = frozenset()
    reason = ""
    for _ in range(_MOST_TRIES):
        shown = replaced(document, missing) | {"missing": missing_sentence(missing)}
        try:
            data = _compiled(shown, timestamp, _all_fonts(), standard=True)
        except TypstError as error:
            found = missing_in(error.diagnostic)
            if not found <= missing:
                missing |= found
                continue
            reason = error.message
        else:
            if not missing:
                return {"standard": True, "missing": "", "reason": ""}, data
        break
    # Not all is said as it was typed, so the file doesn't claim the standard; it has the same tags.
    said = " ".join(filter(None, (missing_sentence(missing), remedy(missing))))
    answer = {"standard": False, "missing": said, "reason": reason}
    return answer, _compiled(shown, timestamp, _all_fonts(), standard=False)


def _compiled(document: dict[str, Any], timestamp: int, fonts: Fonts, *, standard: bool) -> bytes:
    """Raises TypstError."""
    template = (Path(__file__).parent / "document.typ").read_bytes()
    here = Path.cwd()
    compiler = Compiler(root=here, font_paths=fonts, package_path=here, package_cache_path=here)
    data = compiler.compile(
        template,
        format="pdf",
        sys_inputs={"document": json.dumps(document)},
        pdf_standards=["ua-1"] if standard else [],
        timestamp=timestamp,
    )
    assert isinstance(data, bytes)
    return data


def _own_fonts() -> Fonts:
    """Those that typst brings along: they have Latin, Greek and Cyrillic letters, and are the same on every computer."""
    return Fonts(include_system_fonts=False)


@cache
def _all_fonts() -> Fonts:
    """Those of the computer too; looked for once, which takes longer than a short document."""
    return Fonts()


if __name__ == "__main__":
    main()
