"""Lines added to the text of a file that somebody else wrote: no character of theirs is changed or moved.

Where a group or a list stands in the text is taken from the parser's own marks; what is added there follows how it is
written: on lines of its own, or inside brackets. Whether the result says what was meant is for the caller to ask.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode

from sharedcli.loading.yamldoc import Plain, YamlDoc, read_yaml
from sharedcli.model.finding import Pointer

_BREAK = re.compile("\r\n|[\r\n\x85]")
_PLAIN_IN_BRACKETS = re.compile(r"[A-Za-z0-9](?:[\w ./&()'+-]*[\w/&()'+-])?", re.ASCII)
_WORDS_WITH_A_MEANING = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
_DEEPER = 2


@dataclass(frozen=True, slots=True)
class Insertion:
    """What is to stand at the end of a group or a list.

    Attributes:
        into: Where the group or list is; the file has it, or its name without a value, which may be for one value.
        lines: Fields, an entry with its dash, or one value, as lines without an indent.
        comment: What is said beside it where lines cannot carry comments of their own; empty for nothing.
    """

    into: Pointer
    lines: tuple[str, ...]
    comment: str = ""


@dataclass(frozen=True, slots=True, order=True)
class _Edit:
    """Text that goes in at an offset, by rank where several do.

    Deeper lines come first, a field's value before the fields that follow it, and a comment just above its line.
    """

    offset: int
    rank: int
    text: str


def insert(content: bytes, doc: YamlDoc, insertions: Iterable[Insertion]) -> tuple[bytes, tuple[Insertion, ...]]:
    """The bytes of a file with everything inserted, and what there is no place for.

    Args:
        content: The bytes that `doc` was read from.
        doc: Their tree.
        insertions: In the order in which they are to stand where several go into one place.
    """
    edits: list[_Edit] = []
    homeless: list[Insertion] = []
    for insertion in insertions:
        found = _edits(doc, insertion)
        edits += found
        if not found:
            homeless.append(insertion)
    pieces, after = [], 0
    for edit in sorted(edits, key=lambda edit: (edit.offset, edit.rank)):
        pieces += [doc.text[after : edit.offset], edit.text]
        after = edit.offset
    text = "".join((*pieces, doc.text[after:]))
    mark = content[: len(content) - len(doc.text.encode())]
    return mark + text.encode(), tuple(homeless)


def _edits(doc: YamlDoc, insertion: Insertion) -> list[_Edit]:
    node = doc.node(insertion.into)
    if isinstance(node, ScalarNode):
        return _after_name(doc, node, insertion)
    if not isinstance(node, CollectionNode):
        return []
    if node.flow_style:
        has_brackets = doc.text[node.start_mark.index] in "[{"  # in [a: b] the group inside has none
        return _in_brackets(doc, node, insertion) if has_brackets else []
    return [_on_lines(doc.text, node, node.start_mark.column, insertion.lines)]


def _after_name(doc: YamlDoc, node: ScalarNode, insertion: Insertion) -> list[_Edit]:
    """What a field holds that has a name and nothing after it: one value on its line, or a group below it."""
    if node.value or node.style:
        return []
    around = doc.node(insertion.into[:-1])
    is_bracketed = isinstance(around, CollectionNode) and bool(around.flow_style)
    data = read_yaml("\n".join(insertion.lines).encode(), file=doc.file)[0]
    if data is None:
        return []
    if is_bracketed or isinstance(data.data, str):
        said = _comment_above(doc, node, insertion) if not is_bracketed else []
        return [_Edit(node.end_mark.index, -1, f" {_bracketed(data.data, False)}"), *said]
    column = doc.locate(insertion.into, key=True).column - 1 + _DEEPER
    return [_on_lines(doc.text, node, column, insertion.lines)]


def _on_lines(text: str, node: Node, column: int, lines: tuple[str, ...]) -> _Edit:
    offset = _below(text, _end(text, node), column)
    new_line = _line_break(text)
    body = new_line.join(f"{' ' * column}{line}".rstrip() for line in lines)
    is_open = offset > 0 and not _BREAK.fullmatch(text[offset - 1])
    return _Edit(offset, -column, f"{new_line}{body}" if is_open else f"{body}{new_line}")


def _end(text: str, node: Node) -> int:
    """Where the last thing written of a node ends; what is below it may be comments."""
    if isinstance(node, CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(text, last[1] if isinstance(last, tuple) else last)
    end: int = node.end_mark.index
    # A text on lines of its own ends where the next line begins, blank lines and all.
    is_past_break = (
        isinstance(node, ScalarNode) and node.style in {"|", ">"} and text[:end].endswith(("\r", "\n", "\x85"))
    )
    return end - 1 if is_past_break else end


def _below(text: str, offset: int, column: int) -> int:
    """The start of the line after `offset`, and after comments that stand further right than `column`."""
    place = look = _next_line(text, offset)
    while look < len(text):
        after = _next_line(text, look)
        line = text[look:after]
        bare = line.strip()
        is_deeper = bare.startswith("#") and len(line) - len(line.lstrip()) > column
        if bare and not is_deeper:
            break
        place, look = after if bare else place, after
    return place


def _next_line(text: str, offset: int) -> int:
    found = _BREAK.search(text, offset)
    return found.end() if found else len(text)


def _line_break(text: str) -> str:
    found = _BREAK.search(text)
    return found[0] if found else "\n"


def _in_brackets(doc: YamlDoc, node: CollectionNode, insertion: Insertion) -> list[_Edit]:
    text = doc.text
    root = doc.node(())
    is_json = isinstance(root, CollectionNode) and bool(root.flow_style)
    data = read_yaml("\n".join(insertion.lines).encode(), file=doc.file)[0]
    if data is None:
        return []
    if isinstance(data.data, dict) and isinstance(node, MappingNode):
        added = _inside(data.data, is_json)
        before = ", " if node.value else ""
    elif isinstance(data.data, list) and not isinstance(node, MappingNode):
        new_line = f"{_line_break(text)}{_margin(text, node)}{' ' * _DEEPER}"
        added = f",{new_line}".join(_bracketed(entry, is_json) for entry in data.data)
        before = f"{',' if node.value else ''}{new_line}"
    else:
        return []
    last = node.value[-1] if node.value else None
    offset = node.start_mark.index + 1 if last is None else _end(text, last[1] if isinstance(last, tuple) else last)
    return [_Edit(offset, 0, f"{before}{added}"), *([] if is_json else _comment_above(doc, node, insertion))]


def _comment_above(doc: YamlDoc, node: Node, insertion: Insertion) -> list[_Edit]:
    """The comment on a line of its own above the one on which a node begins."""
    if not insertion.comment:
        return []
    start = _line_start(doc.text, node)
    return [_Edit(start, 1, f"{_margin(doc.text, node)}# {insertion.comment}{_line_break(doc.text)}")]


def _line_start(text: str, node: Node) -> int:
    return max((found.end() for found in _BREAK.finditer(text, 0, node.start_mark.index)), default=0)


def _margin(text: str, node: Node) -> str:
    """The spaces with which the line begins on which a node begins."""
    line = text[_line_start(text, node) : node.start_mark.index]
    return " " * (len(line) - len(line.lstrip(" ")))


def _inside(group: dict[str, Plain], is_json: bool) -> str:
    return ", ".join(f"{_bracketed(name, is_json)}: {_bracketed(value, is_json)}" for name, value in group.items())


def _bracketed(value: Plain, is_json: bool) -> str:
    """Plain data on one line, as it may stand inside brackets."""
    if isinstance(value, dict):
        return f"{{{_inside(value, is_json)}}}"
    if isinstance(value, list):
        return f"[{', '.join(_bracketed(entry, is_json) for entry in value)}]"
    text = value or ""
    is_plain = _PLAIN_IN_BRACKETS.fullmatch(text) and text.casefold() not in _WORDS_WITH_A_MEANING
    return text if is_plain and not is_json else json.dumps(text, ensure_ascii=False)
