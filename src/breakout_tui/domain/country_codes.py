"""The two-letter codes of CLDR that are no country."""

from __future__ import annotations

NO_COUNTRY = frozenset({"EZ", "QO", "XA", "XB", "ZZ"})
"""Regions, tests and the unknown one."""
