"""Names that are typed after a command: as statements are attributed, with the question about one on no list."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from breakout_tui.domain.known_names import KnownNames, names_in
from breakout_tui.domain.programme import AttributionRule
from breakout_tui.tui.actions.results import Choose
from breakout_tui.tui.note_text import known_names
from breakout_tui.tui.widgets.completions import meant_by

if TYPE_CHECKING:
    from breakout_tui.tui.actions.room import ActionContext

_ASKED = " ?"
"""Between the names and the answer to the question about those on no list."""
_ANSWERS = {"--add": "a", "--leave-out": "n"}
"""The same answers before the names, as a person writes them."""


class TypedNames(NamedTuple):
    """The names to store, separated by commas."""

    names: str


def typed_names(
    text: str, context: ActionContext, *, title: str, prefix: str, command: str
) -> TypedNames | Choose:
    """Countries or names, separated by commas. As with notes, a name on no list is asked about, and else left out.

    A country is on every list, in any spelling. Of half a name or a misspelt one, the right one is offered first. ``title`` says what
    they are for, ``prefix`` and ``command`` what comes before them in the argument and on the command line.
    """
    from breakout_tui.domain.note_rules import unlisted  # loaded with the first command anyway

    typed, _, answer = text.partition(_ASKED)
    first, _, rest = text.partition(" ")
    if first in _ANSWERS:
        typed, answer = rest, _ANSWERS[first]
    info, known = context.session.info, KnownNames(known_names(context.session), context.countries)
    countries = {name: known.country(name) for name in names_in(typed)}
    names = ", ".join(country or name for name, country in countries.items())
    new: tuple[str, ...] = ()
    if info.rule is AttributionRule.COUNTRY:
        new = tuple(name for name in unlisted(info, names) if name not in countries.values())
    meant = meant_by(new[0], known_names(context.session), context.countries.names) if len(new) == 1 else ""
    if new and answer not in {"n", "a", "t"}:
        them = "it" if len(new) == 1 else "them"
        options = (("n", f"leave {them} out"), ("a", f"add {them} to the list"))
        return Choose(
            "\n".join(filter(None, (title, f"{', '.join(new)}: on no list of this session"))),
            ((("t", f"take {meant}"), *options) if meant else options),
            prefix=f"{prefix}{names}{_ASKED}",
            otherwise=f"{command} --add {names}, or --leave-out in place of --add",
        )
    if (put := {"n": "", "t": meant}.get(answer)) is not None:
        names = ", ".join(filter(None, (put if name in new else name for name in names.split(", "))))
    return TypedNames(names)
