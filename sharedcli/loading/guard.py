"""What stands between any text and the YAML parsers: depth, anchors, tags, directives and escapes.

A profile is written by someone else. Deep nesting ends the process from inside libyaml, an alias can stand
for a million values, and an unseen character can make a reviewer read something else than the program.
"""

from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING

from yaml.error import MarkedYAMLError, YAMLError
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    NodeEvent,
    ScalarEvent,
)

from sharedcli.loading import rules
from sharedcli.loading.decoding import UNSEEN, called
from sharedcli.loading.parsers import NodeParser, PurePythonParser
from sharedcli.loading.syntax import add_syntax_error
from sharedcli.model.printable import printable

if TYPE_CHECKING:
    from sharedcli.loading.places import Findings

MOST_LEVELS = 64

# A file within both of these is at most 2 * 300 + 2 * 200 = 1,000 levels deep. A block level begins further
# right than the one around it, save that a list may stand in its key's own column (twice the columns of a
# line); a flow level takes a bracket, and `[a: 1]` makes two of one. libyaml takes about 400 bytes of stack
# a level (measured), so 1,000 levels fit into the 1 MiB of a Windows main thread with room to spare.
_LONGEST_LINE = 300
_MOST_BRACKETS = 200

# An anchor, an alias or a tag can begin a token only where the token before it has ended, and no token
# that may touch the next one ends in a letter or a digit: "R&B", "Q&A" and "Done!" are none of them.
_ANCHOR_OR_TAG = re.compile(r"(?<![A-Za-z0-9])(?:[&*]\S|!)")
_DIRECTIVE = re.compile("(?<![^\r\n\x85])%[^\r\n\x85]*")
# libyaml compares every %TAG line with every other: a mebibyte of them takes it six seconds.
_MOST_DIRECTIVES = 64

_BLOCKING = (rules.NESTED_TOO_DEEPLY, rules.ANCHOR_OR_ALIAS, rules.CONTROL_CHARACTER, rules.NOT_YAML)


def needs_survey(text: str, parser: type[NodeParser]) -> bool:
    """Whether the events must be looked through before the parser may compose them.

    That takes longer than composing itself, so an ordinary profile is let through by what it lacks.
    """
    if parser is PurePythonParser:
        return True  # Python's own limit on recursion comes long before 1,000 levels
    return (
        text.count("[") + text.count("{") > _MOST_BRACKETS
        or len(max(text.split("\n"), key=len)) > _LONGEST_LINE
        or "\\" in text
        or (("&" in text or "*" in text or "!" in text) and _ANCHOR_OR_TAG.search(text) is not None)
        or ("%" in text and _DIRECTIVE.search(text) is not None)
    )


def survey(findings: Findings, parser: type[NodeParser]) -> bool:
    """Find what must not or need not be composed; never deeper in the stack however deep the text is.

    Returns:
        Whether the text may be composed: it parses, is not too deep and uses no anchor.
    """
    text = findings.source.text
    directives = list(_DIRECTIVE.finditer(text))
    if len(directives) > _MOST_DIRECTIVES:
        message = f"The file holds {len(directives):,} lines that begin with %."
        findings.add(rules.TAG, message, directives[0].start(), directives[0].end())
        return False
    try:
        _look_through(findings, parser(text))
    except YAMLError as error:
        if isinstance(error, MarkedYAMLError) and _LIBYAML_TOO_DEEP in (error.problem or ""):
            _add_far_too_deep(findings, error)
        else:
            add_syntax_error(findings, error)
    return not findings.broke(*_BLOCKING)


def _look_through(findings: Findings, parser: NodeParser) -> None:
    level, documents = 0, 0
    while (event := parser.get_event()) is not None:
        if isinstance(event, NodeEvent):
            _look_at_node(findings, event)
            level += isinstance(event, CollectionStartEvent)
            if level > MOST_LEVELS:
                add_nested_too_deeply(findings, _start(event))
                return
        elif isinstance(event, CollectionEndEvent):
            level -= 1
        elif isinstance(event, DocumentStartEvent):
            documents += 1
            if documents > 1:
                return
            _look_at_directives(findings, event)


def _start(event: Event) -> int:
    return event.start_mark.index if event.start_mark else 0


def _end(event: Event) -> int:
    return event.end_mark.index if event.end_mark else 0


def add_nested_too_deeply(findings: Findings, start: int) -> None:
    """Record that the list or group that begins at `start` is one level too deep."""
    message = f"Here begins the {MOST_LEVELS + 1}th list or group inside another."
    findings.add(rules.NESTED_TOO_DEEPLY, message, start, start + 1)


# From 0.2.6 on libyaml itself refuses brackets 1,000 levels deep, while it looks ahead and before we have counted 64.
_LIBYAML_TOO_DEEP = "maximum nesting depth"


def _add_far_too_deep(findings: Findings, error: MarkedYAMLError) -> None:
    start = error.problem_mark.index if error.problem_mark else 0
    message = f"Here lists and groups stand far more than {MOST_LEVELS} deep inside one another."
    findings.add(rules.NESTED_TOO_DEEPLY, message, start, start + 1)


def _look_at_directives(findings: Findings, event: DocumentStartEvent) -> None:
    if not event.tags:
        return
    for found in _DIRECTIVE.finditer(findings.source.text, 0, _end(event)):
        if found[0].startswith("%TAG"):
            message = f'"{printable(found[0])}" declares a short form for tags.'
            findings.add(rules.TAG, message, found.start(), found.end())


# A node that begins so has neither anchor nor tag, which would come first, and no escapes.
_ORDINARY = frozenset(string.ascii_letters + string.digits)


def _look_at_node(findings: Findings, event: NodeEvent) -> None:
    text, start = findings.source.text, _start(event)
    if text[start : start + 1] in _ORDINARY:
        return
    if isinstance(event, AliasEvent):
        _add_property(findings, "*", start)
        return
    if event.anchor is not None:
        _add_property(findings, "&", text.find(f"&{event.anchor}", start))
    if isinstance(event, ScalarEvent):
        _look_at_scalar(findings, event, start)
    elif isinstance(event, CollectionStartEvent) and event.tag is not None:
        _add_property(findings, "!", text.find("!", start))


def _look_at_scalar(findings: Findings, event: ScalarEvent, start: int) -> None:
    text, end = findings.source.text, _end(event)
    # libyaml does not tell of a lone "!". An empty node has no width, and may stand where a tag begins.
    if event.tag is not None or (text.startswith("!", start) and end > start):
        _add_property(findings, "!", text.find("!", start))
    if event.style == '"' and (found := UNSEEN.search(event.value)):
        message = f"An escape in this text stands for {called(found[0])}."
        findings.add(rules.CONTROL_CHARACTER, message, start, end)


_PROPERTY = re.compile(r"[^\s,\[\]{}]*")
_SAYINGS = {
    "&": (rules.ANCHOR_OR_ALIAS, '"{}" gives a value a name, to use it again elsewhere'),
    "*": (rules.ANCHOR_OR_ALIAS, '"{}" stands for a value given elsewhere'),
    "!": (rules.TAG, '"{}" says of what type a value is'),
}


def _add_property(findings: Findings, sign: str, start: int) -> None:
    written = _PROPERTY.match(findings.source.text, start)
    if written is None:
        return
    rule, saying = _SAYINGS[sign]
    message = f"{saying.format(printable(written[0]))}. A text that begins with {sign} needs quotes round it."
    findings.add(rule, message, start, written.end())
