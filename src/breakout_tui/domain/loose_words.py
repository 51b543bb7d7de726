"""What is missing at a loose end, in the words of reports and of the overview."""

from __future__ import annotations

from breakout_tui.domain.labels import Labels
from breakout_tui.domain.lint import Loose

_MISSING = {
    Loose.NO_ORIGIN: "not linked to what it carries out",
    Loose.NO_ADDRESSEE: "no addressee",
    Loose.NO_OWNER: "no one named to act",
    Loose.NO_DATE: "no date",
    Loose.NO_REASON: "no reason",
    Loose.NO_CHALLENGE: "not linked to a {kind}",
    Loose.NO_PRINCIPLE: "not linked to a {kind}",
    Loose.NO_APPROACH: "no {kind}",
    Loose.NOT_READ_BACK: "not read back",
}


def missing_at(loose: Loose, labels: Labels) -> str:
    """What is missing: ``no date``, ``not linked to a challenge``."""
    kind = "" if loose.wanted is None else labels.one(loose.wanted)
    return _MISSING[loose].format(kind=kind)
