"""Strongly connected components of a graph."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Generic, TypeVar

Node = TypeVar("Node", bound=Hashable)


def strongly_connected(
    starts: Iterable[Node], steps: Callable[[Node], Iterable[Node]]
) -> Iterator[list[Node]]:
    """Yield the groups of nodes that can reach each other (Tarjan's, without recursion).

    Args:
        starts: Nodes from which all others can be reached.
        steps: The nodes that a node leads to.
    """
    search = _Search(steps)
    for start in starts:
        if start not in search.order:
            yield from search.groups(start)


class _Search(Generic[Node]):
    def __init__(self, steps: Callable[[Node], Iterable[Node]]) -> None:
        self.steps = steps
        self.order: dict[Node, int] = {}
        self.low: dict[Node, int] = {}
        self.stack: list[Node] = []
        self.waiting: set[Node] = set()
        self.work: list[tuple[Node, Iterator[Node]]] = []

    def groups(self, start: Node) -> Iterator[list[Node]]:
        self.enter(start)
        while self.work:
            node, others = self.work[-1]
            other = next((one for one in others if self.is_open(one)), None)
            if other is None:
                yield from self.leave(node)
            elif other in self.order:
                self.low[node] = min(self.low[node], self.order[other])
            else:
                self.enter(other)

    def is_open(self, node: Node) -> bool:
        return node not in self.order or node in self.waiting

    def enter(self, node: Node) -> None:
        self.order[node] = self.low[node] = len(self.order)
        self.stack.append(node)
        self.waiting.add(node)
        self.work.append((node, iter(self.steps(node))))

    def leave(self, node: Node) -> Iterator[list[Node]]:
        self.work.pop()
        if self.work:
            above = self.work[-1][0]
            self.low[above] = min(self.low[above], self.low[node])
        if self.low[node] == self.order[node]:
            at = self.stack.index(node)
            group = self.stack[at:]
            del self.stack[at:]
            self.waiting.difference_update(group)
            yield group
