"""Clusters: the spellings of one name, and which of them names the cluster."""

from __future__ import annotations

from breakout_tui.domain.clusters import cluster_key, united


def test_spellings_that_differ_in_case_form_or_joining_are_one_cluster() -> None:
    """Rule: their keys are equal; other words are another cluster, and no name has an empty key."""
    keys = {cluster_key(name) for name in ("Shared_Services", " shared  services ", "SHARED SERVICES")}
    assert keys == {"shared services"}
    assert cluster_key("ﬁnance") == cluster_key("Finance")
    assert cluster_key("services") not in keys
    assert cluster_key(" _ ") == ""


def test_the_spelling_that_is_used_most_names_the_cluster() -> None:
    """Else the first in the alphabet; the counts are added."""
    assert united({"Budget": 1, "budget": 3, "law": 2}) == {"budget": 4, "law": 2}
    assert united({"law": 2, "Law": 2}) == {"Law": 4}
    assert united({"budget": 1, "law": 2}) == {"budget": 1, "law": 2}
