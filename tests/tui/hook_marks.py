"""The mark of tests that are about a hook into Textual's internals."""

from __future__ import annotations

import pytest

from breakout_tui.tui.textual_internals import hooks

needs_hooks = pytest.mark.skipif(
    not hooks.ARE_ALLOWED, reason="it tests a hook, and BREAKOUT_TUI_NO_HOOKS=1 is set"
)
