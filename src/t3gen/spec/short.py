"""Values of a spec as one line of YAML, in the short form where it says everything."""

from __future__ import annotations

from typing import Any

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from t3gen.spec.lines import VALUES
from t3gen.spec.shape import WORDS
from t3gen.spec.writing import UNSAFE_IN_FLOW, bare, quoted_if_needed, tidy

NOTHING = tuple(word for word, value in WORDS.items() if value is None)


def line(node: Node) -> str:
    """Return a field or relation in the short form, or in the long one when it has a doc."""
    if not isinstance(node, MappingNode):
        return quoted_if_needed(tidy(node.value)) if isinstance(node, ScalarNode) else flow(node)
    parts, doc = _short(node), _doc(node)
    if doc is None:
        return quoted_if_needed(parts)
    return f"{{type: {quoted_if_needed(parts, flow=True)}, doc: {scalar(doc, inside=True)}}}"


def flow(node: Node, *, top: bool = False, lines: bool = False) -> str:
    """Return any value on one line.

    Args:
        node: The value.
        top: Whether nothing is around it.
        lines: Whether its values are fields.
    """
    if isinstance(node, SequenceNode):
        return f"[{', '.join(flow(one) for one in node.value)}]"
    if isinstance(node, MappingNode):
        pairs = (
            f"{scalar(key, inside=True)}: {_inner(value) if lines else flow(value)}"
            for key, value in node.value
        )
        return f"{{{', '.join(pairs)}}}"
    return scalar(node, inside=not top)


def scalar(node: Any, *, inside: bool = False) -> str:
    """Return a scalar; what stood without quotes goes on without, where it can."""
    text = str(node.value)
    is_plain = node.style is None and "\n" not in text
    if is_plain and not (inside and UNSAFE_IN_FLOW.search(text)):
        return text
    return quoted_if_needed(text, flow=inside)


def _inner(node: Node) -> str:
    if isinstance(node, ScalarNode):
        return quoted_if_needed(tidy(node.value), flow=True)
    parts, doc = _short(node), _doc(node)
    text = quoted_if_needed(parts, flow=True)
    return text if doc is None else f"{{type: {text}, doc: {scalar(doc, inside=True)}}}"


def _doc(node: Node) -> Node | None:
    return next((value for key, value in node.value if key.value == "doc" and value.value), None)


def _short(node: Node) -> str:
    said = {key.value: value for key, value in node.value}
    parts = [said.pop("type").value]
    said.pop("doc", None)
    for name, value in said.items():
        text, is_plain = value.value, value.style is None
        if is_plain and text.lower() in (*NOTHING, "false") and name not in VALUES:
            continue
        if is_plain and text.lower() in NOTHING:
            continue
        if is_plain and text.lower() == "true" and name not in VALUES:
            parts.append("?" if name == "optional" else name)
        else:
            shown = text if name == "match" else bare(name, text)
            parts.append(f"= {shown}" if name == "default" else f"{name}={shown}")
    return tidy(" ".join(parts))
