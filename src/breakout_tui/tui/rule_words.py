"""The attribution rule in the words of the screens: one table for the header, the form and the opening."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from breakout_tui.domain.programme import AttributionRule


class RuleWords(NamedTuple):
    """One rule."""

    label: str
    """In the header and as a choice in the form."""
    meaning: str
    """Beside the choice: what is recorded."""
    sentence: str
    """Read to the room at the opening."""


RULE_WORDS: Mapping[AttributionRule, RuleWords] = {
    AttributionRule.COUNTRY: RuleWords(
        "by country",
        "country or organisation only",
        "Statements are recorded by country or organisation, not by name.",
    ),
    AttributionRule.NAMED: RuleWords(
        "by name", "the speaker's name", "Statements are recorded with the speaker's name."
    ),
    AttributionRule.NONE: RuleWords(
        "anonymous",
        "neither name nor country is recorded",
        "Statements are recorded without name or country.",
    ),
}
"""The rules in the order of choosing."""
