"""What the published schema says of the decisions on a position paper, beside their classes."""

from __future__ import annotations

from typing import Any

from breakout_tui import paper_protocol

DECISIONS = {
    "title_and_opening": "The title of the paper and its opening; one at most.",
    "headlines": "What each theme comes to.",
    "theme_order": "The order of the themes; one at most.",
    "statement_orders": "The order of the statements of a kind on a theme.",
    "left_out": "Statements that are not in the paper, and why.",
    "wordings": "Statements in the words of the editor.",
    "paragraphs": "Paragraphs of the editor between the statements.",
    "joined_statements": "Statements of several rooms below one heading.",
    "not_the_same": "Pairs of statements that are not offered again.",
    "next_steps": "Lines of the table of next steps.",
    "decided_twice": "What two editors decided differently; once the editor has chosen, it is marked as deleted.",
}
OTHER: dict[str, Any] = {
    "type": "object",
    "description": "What another editor decided, and who and when, as far as that is known.",
    "properties": {
        "of": {"enum": list(paper_protocol.DECISIONS)},
        "decision": {"type": "object"},
        "laptop": {"type": "string", "default": ""},
        "at": {"type": "string", "format": "date-time"},
    },
    "required": ["of", "decision"],
}
