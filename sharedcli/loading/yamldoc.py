"""YAML text to plain data and the place of everything in it; what is wrong comes back as findings.

Every value is text exactly as written, a list, a group of fields, or None where nothing was written.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from yaml.composer import ComposerError
from yaml.error import YAMLError
from yaml.nodes import MappingNode, Node, ScalarNode

from sharedcli.loading import rules
from sharedcli.loading.decoding import decode
from sharedcli.loading.guard import MOST_LEVELS, add_nested_too_deeply, needs_survey, survey
from sharedcli.loading.parsers import NodeParser, parser_class
from sharedcli.loading.places import Findings, SourceText
from sharedcli.loading.syntax import add_syntax_error
from sharedcli.model.printable import printable

if TYPE_CHECKING:
    from sharedcli.model.finding import Finding, Location, Pointer, Rule

Plain = str | None | list["Plain"] | dict[str, "Plain"]

_NULLS = frozenset({"~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True, eq=False)
class YamlDoc:
    """One file's data, and where each part of it stands.

    >>> doc, findings = read_yaml(b"council: {name: Ambleford, population: 094_000}", file="a.yaml")
    >>> doc.data, doc.locate(("council", "population")).column
    ({'council': {'name': 'Ambleford', 'population': '094_000'}}, 40)
    """

    file: str
    data: Plain
    # Positions stay in the parser's own nodes: a table of all of them would take half as long as parsing does.
    _root: Node = field(repr=False)
    _source: SourceText = field(repr=False)

    @property
    def text(self) -> str:
        """The whole text, without a byte-order mark; the marks of nodes count its characters."""
        return self._source.text

    def node(self, pointer: Pointer) -> Node | None:
        """The parser's own node at a place, with its style and marks; `None` where the file has none."""
        node = self._root
        for step in pointer:
            child = _child(node, step)
            if child is None:
                return None
            _, node = child
        return node

    def locate(self, pointer: Pointer, *, key: bool = False) -> Location:
        """The place of a value, or with `key` the place of its field's name.

        An entry of a list has no name; its own place is given. A pointer that leads nowhere gives the name
        of the last field on its way, or the top of the data.
        """
        name = node = self._root
        for step in pointer:
            child = _child(node, step)
            if child is None:
                key = True
                break
            name, node = child
        return _place(self._source, name if key else node)


def _child(node: Node, step: str | int) -> tuple[Node, Node] | None:
    if isinstance(node, MappingNode):
        return next((pair for pair in node.value if pair[0].value == step), None)
    if isinstance(step, int) and isinstance(node.value, list) and 0 <= step < len(node.value):
        return node.value[step], node.value[step]
    return None


def _place(source: SourceText, node: Node) -> Location:
    return source.at(node.start_mark.index, node.end_mark.index)


def read_yaml(content: bytes, *, file: str) -> tuple[YamlDoc | None, tuple[Finding, ...]]:
    """Read any bytes at all; nothing is raised for what they hold.

    Returns:
        The document, and the findings by their place. There is no document when the bytes are not UTF-8
        text, too large, empty, not YAML, nested too deeply, or use an anchor. There is one in spite of
        duplicate, merge or unreadable keys, tags or further documents, so that what else is wrong can be
        found in the same run; such keys are left out of it, and of two equal ones the first is kept.
    """
    return read_with(parser_class(), content, file=file)


def read_with(parser: type[NodeParser], content: bytes, *, file: str) -> tuple[YamlDoc | None, tuple[Finding, ...]]:
    """As `read_yaml`, with one of the parsers of `loading/parsers.py`."""
    source, refusals = decode(content, file=file)
    if source is None:
        return None, refusals
    findings = Findings(source)
    if needs_survey(source.text, parser) and not survey(findings, parser):
        return None, findings.in_order()
    root = _compose(findings, parser)
    if root is None:
        return None, findings.in_order()
    data = root.value if isinstance(root.value, str) else _Construction(findings).collection(root)
    doc = None if findings.broke(rules.NESTED_TOO_DEEPLY) else YamlDoc(file, data, root, source)
    return doc, findings.in_order()


def _compose(findings: Findings, parser: type[NodeParser]) -> Node | None:
    """The tree of the first document; without one, there is a finding that says why."""
    text = findings.source.text
    try:
        root = parser(text).get_single_node()
    except ComposerError as error:
        # Anchors are ruled out by now, so it is a second document. Parse again for the first.
        start = error.problem_mark.index if error.problem_mark else 0
        findings.add(rules.SEVERAL_DOCUMENTS, "Here begins another document.", start, start + 3)
        first = parser(text)
        root = first.get_node() if first.check_node() else None
    except YAMLError as error:
        add_syntax_error(findings, error)
        return None
    if root is None or (isinstance(root, ScalarNode) and _is_nothing(root)):
        findings.add(rules.EMPTY_FILE, "There is no field in it.", 0, 0)
        return None
    return root


def _is_nothing(scalar: ScalarNode) -> bool:
    value = scalar.value
    # Between quotes "null" is a word; nothing between quotes is still nothing.
    return not value or (value in _NULLS and not scalar.style)


class _Construction:
    """Nodes to plain data in one recursion, no deeper than `MOST_LEVELS`."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings

    def collection(self, node: Node, pointer: Pointer = ()) -> Plain:
        """The plain data of a list or a group; `pointer` leads to it from the top."""
        if len(pointer) < MOST_LEVELS:
            return self._group(node, pointer) if isinstance(node, MappingNode) else self._list(node, pointer)
        if not self._findings.broke(rules.NESTED_TOO_DEEPLY):
            add_nested_too_deeply(self._findings, node.start_mark.index)
        return None

    def _group(self, node: Node, pointer: Pointer) -> dict[str, Plain]:
        data: dict[str, Plain] = {}
        for name, child in node.value:
            key, value = name.value, child.value
            if not isinstance(key, str):
                self._add(rules.KEY_NOT_TEXT, "Here a list or a group stands as the name of a field.", name, pointer)
                continue
            if not isinstance(value, str):
                value = self.collection(child, (*pointer, key))
            elif len(value) < 5 and _is_nothing(child):
                value = None
                self._add(rules.EMPTY_VALUE, f'"{printable(key)}" has no value.', name, (*pointer, key))
            if key not in data:
                data[key] = value
        if len(data) < len(node.value) or "<<" in data:
            self._look_at_names(node, data, pointer)
        return data

    def _list(self, node: Node, pointer: Pointer) -> list[Plain]:
        data: list[Plain] = []
        for index, child in enumerate(node.value):
            value = child.value
            if not isinstance(value, str):
                value = self.collection(child, (*pointer, index))
            elif len(value) < 5 and _is_nothing(child):
                value = None
                self._add(rules.EMPTY_VALUE, "This entry of a list has no value.", child, (*pointer, index))
            data.append(value)
        return data

    def _look_at_names(self, node: Node, data: dict[str, Plain], pointer: Pointer) -> None:
        first: dict[str, Node] = {}
        for name, _ in node.value:
            key = name.value
            if not isinstance(key, str):
                continue
            if key == "<<" and not name.style:
                self._add(rules.MERGE_KEY, "<< merges the fields of another group into this one.", name, pointer)
                data.pop(key, None)
            elif first.setdefault(key, name) is not name:
                self._add_duplicate(name, first[key], pointer)

    def _add_duplicate(self, name: Node, first: Node, pointer: Pointer) -> None:
        line = self._findings.source.line_number(first.start_mark.index)
        message = f'"{printable(name.value)}" was already given on line {line}.'
        self._add(rules.DUPLICATE_KEY, message, name, (*pointer, name.value))

    def _add(self, rule: Rule, message: str, node: Node, pointer: Pointer) -> None:
        self._findings.add(rule, message, node.start_mark.index, node.end_mark.index, pointer=pointer)
