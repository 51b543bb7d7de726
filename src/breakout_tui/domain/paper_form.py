"""The forms in which the paper of a conference is written."""

from __future__ import annotations

from enum import Enum


class PaperForm(Enum):
    """A form; the value says in a file's name what is in it."""

    WHOLE = "position paper"
    KEY_CONCLUSIONS = "key conclusions"
    PLENARY = "plenary"
    """All report-backs in running order, as the rooms have them."""

    @property
    def label(self) -> str:
        """Its name in a list of forms."""
        return _LABELS[self]

    @property
    def use(self) -> str:
        """What is in it, in a few words."""
        return _USES[self]


_LABELS = {
    PaperForm.WHOLE: "Whole paper",
    PaperForm.KEY_CONCLUSIONS: "Key conclusions",
    PaperForm.PLENARY: "Plenary",
}
_USES = {
    PaperForm.WHOLE: "to publish, with all annexes",
    PaperForm.KEY_CONCLUSIONS: "only these, on one or two pages",
    PaperForm.PLENARY: "all report-backs in running order, in Markdown as slides",
}
