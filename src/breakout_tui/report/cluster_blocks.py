"""The statements of a box: its gist in a sentence, then the statements under the clusters that have several of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from breakout_tui.domain.clusters import cluster_key
from breakout_tui.domain.kinds import Kind
from breakout_tui.domain.labels import Labels
from breakout_tui.report.document import Block, Heading, Items, ItemsStyle, Paragraph
from breakout_tui.report.formatting import listed
from breakout_tui.report.inlines import Text
from breakout_tui.report.phrases import one_line
from breakout_tui.report.report_model import Statement
from breakout_tui.report.statement_items import said

_FEWEST = 2
"""Statements from which a cluster has a heading of its own."""


def clustered(statements: Sequence[Statement], labels: Labels) -> Iterable[Block]:
    """The blocks of these statements; the largest cluster first, and those of no large one last."""
    clusters = _clusters(statements)
    topics = _topics(statements, clusters)
    if clusters and len(topics) > 1:
        yield Paragraph((Text(f"{_counted(statements, labels)}, on {listed(topics)}."),))
    headed = [of for of in clusters if len(of) >= _FEWEST]
    shown = {each.reference for of in headed for each in of}
    for of in headed:
        yield Heading(4, (Text(f"{one_line(of[0].cluster)} ({len(of):,})"),))
        yield Items(tuple(said(each, has_cluster=False) for each in of), ItemsStyle.STATEMENTS)
    others = [each for each in statements if each.reference not in shown]
    if headed and others:
        yield Heading(4, (Text(f"Other statements ({len(others):,})"),))
    if others:
        yield Items(tuple(said(each) for each in others), ItemsStyle.STATEMENTS)


def _clusters(statements: Sequence[Statement]) -> list[list[Statement]]:
    """The statements that have a cluster, by cluster; the largest first, else in the order of the first statement."""
    found: dict[str, list[Statement]] = {}
    for each in statements:
        if one_line(each.cluster):
            found.setdefault(cluster_key(each.cluster), []).append(each)
    return sorted(found.values(), key=len, reverse=True)


def _topics(statements: Sequence[Statement], clusters: Sequence[Sequence[Statement]]) -> list[str]:
    """``ownership (2)``, ``budget (2)``, ``without a cluster (1)``."""
    topics = [f"{one_line(of[0].cluster)} ({len(of):,})" for of in clusters]
    without = len(statements) - sum(map(len, clusters))
    return [*topics, f"without a cluster ({without:,})"] if without else topics


def _counted(statements: Sequence[Statement], labels: Labels) -> str:
    """``5 challenges and 1 approach``."""
    counts = [(kind, sum(each.kind is kind for each in statements)) for kind in Kind]
    return listed([one_line(labels.counted(count, kind)) for kind, count in counts if count])
