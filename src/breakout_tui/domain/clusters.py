"""Clusters: a cluster is a name, whatever its spelling.

Two spellings are one cluster if they are equal without regard to upper and lower case, Unicode form, and whether the
words are joined by a space or by ``_``. Everything that compares clusters compares their keys.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

SIGN = "#"
"""Before the name of a cluster, as the subject of a vote."""


@lru_cache(maxsize=4096)
def cluster_key(name: str) -> str:
    """A text that is equal for all spellings of a cluster; empty for no cluster."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return " ".join(unicodedata.normalize("NFKC", folded).replace("_", " ").split())


def united(counts: Mapping[str, int]) -> Mapping[str, int]:
    """Counts per spelling as counts per cluster, by the spelling that is used most, else the first in the alphabet."""
    spellings: dict[str, list[str]] = {}
    for name in counts:
        spellings.setdefault(cluster_key(name), []).append(name)
    if len(spellings) == len(counts):
        return counts
    return {
        min(names, key=lambda name: (-counts[name], name)): sum(counts[name] for name in names)
        for names in spellings.values()
    }
