"""The second form of the file: what the second migration adds to the first, one statement each."""

from __future__ import annotations

SECOND_FORM: tuple[str, ...] = ("ALTER TABLE session ADD COLUMN zone TEXT NOT NULL DEFAULT ''",)
