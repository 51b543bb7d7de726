"""The references of a note, such as ``C3``, out of the cells of its row."""

from __future__ import annotations

from breakout_tui.domain import codec
from breakout_tui.domain.kinds import Kind

_aliases_of = codec.text_decoder(tuple[str, ...])


def references_of(kind: str, number: int, aliases: str) -> set[str]:
    """The note's reference and the earlier ones it had. A damaged kind counts as parked, damaged aliases as none."""
    try:
        letter = Kind(kind).letter
    except ValueError:
        letter = Kind.PARKED.letter
    try:
        earlier = _aliases_of(aliases)
    except ValueError:
        earlier = ()
    return {f"{letter}{number}", *earlier}
