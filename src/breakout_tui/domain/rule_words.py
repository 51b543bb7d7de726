"""The words for the attribution rules, for the header, the form and the opening."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from breakout_tui.domain.programme import AttributionRule


class RuleWords(NamedTuple):
    """The words for one rule."""

    label: str
    """For the header and the choice in the form."""
    meaning: str
    """What is recorded; shown beside the choice."""
    sentence: str
    """Read aloud at the opening."""


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
        "neither name nor country",
        "Statements are recorded without name or country.",
    ),
}
"""The rules in the order of the form."""
