"""Style sheets that are parsed once for all tests: each app parses the same ones, which takes a fifth of its start."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

import pytest
from textual.css import stylesheet
from textual.css.parse import parse
from textual.css.tokenize import tokenize_values
from textual.css.types import CSSLocation

T = TypeVar("T")

_MOST = 4000
"""Sources of which the rules are kept: those of some fifty apps with a theme each."""


class _Kept(dict[Hashable, T]):
    """What was made of each key; begins again when it is full."""

    def of(self, key: Hashable, make: Callable[[], T]) -> T:
        """What was made of the key, now or before."""
        if key not in self:
            if len(self) >= _MOST:
                self.clear()
            self[key] = make()
        return self[key]


def keep_parsed(patch: pytest.MonkeyPatch) -> None:
    """Make Textual's parser give again what it made of the same source with the same variables."""
    sets: dict[Hashable, Any] = {}
    """The tokens of each set of variables. All are kept, so that their identity stands for the variables."""
    rules: _Kept[list[Any]] = _Kept()

    def tokens_of(variables: dict[str, str]) -> Any:
        key = tuple(variables.items())
        if key not in sets:
            sets[key] = tokenize_values(variables)
        return sets[key]

    def rules_of(
        scope: str, css: str, read_from: CSSLocation, *, variable_tokens: Any, **more: Any
    ) -> list[Any]:
        key = (scope, css, read_from, id(variable_tokens), *more.items())
        made = {"variable_tokens": variable_tokens, **more}
        return rules.of(key, lambda: list(parse(scope, css, read_from, **made)))

    patch.setattr(stylesheet, "tokenize_values", tokens_of)
    patch.setattr(stylesheet, "parse", rules_of)
