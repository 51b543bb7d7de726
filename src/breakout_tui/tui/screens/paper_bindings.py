"""Paper bindings: the keys of the editor's screen, each with the action that it runs; ``paper_keys`` words them for the footer."""

from __future__ import annotations

from textual.binding import Binding

PAPER_BINDINGS: tuple[Binding, ...] = (
    Binding("tab,shift+tab", "turn", "Other side", show=False),
    Binding("right", "turn", "Text", show=False),
    Binding("left", "outline", "Outline", show=False),
    Binding("escape", "back", "Outline, or back", show=False),
    Binding("d,delete", "leave_out", "Leave out", show=False),
    Binding("t", "act('take')", "Take in, or take the room's words", show=False),
    Binding("k", "act('keep')", "Keep the decision", show=False),
    Binding("K,shift+up", "act('up')", "Move up", show=False),
    Binding("J,shift+down", "act('down')", "Move down", show=False),
    Binding("p", "paragraph(False)", "Paragraph before", show=False),
    Binding("P", "paragraph(True)", "Paragraph at the end", show=False),
    Binding("h", "headline", "Headline", show=False),
    Binding("s", "act('split')", "Split", show=False),
    Binding("1", "act('first')", "Join, or keep the first decision", show=False),
    Binding("2", "act('second')", "Join below the second wording, or take the second decision", show=False),
    Binding("j", "edit", "Join below a heading", show=False),
    Binding("x", "act('apart')", "Not the same", show=False),
    Binding("n", "add", "New step", show=False),
    Binding("o", "sort", "Sort", show=False),
    Binding("z", "discard", "Discard the draft", show=False),
    Binding("u", "act('undo')", "Undo", show=False),
    Binding("U", "act('redo')", "Redo", show=False),
    Binding("e", "export", "Export", show=False),
)
"""Of the whole screen."""
