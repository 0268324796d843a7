"""A parser's complaint in plain words, with what most often causes it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from yaml.error import MarkedYAMLError, YAMLError

from sharedcli.loading import rules
from sharedcli.model.printable import printable

if TYPE_CHECKING:
    from sharedcli.loading.places import Findings, SourceText

# What a parser says, and the same for someone who has never heard of a scalar or a mapping. libyaml and
# PyYAML word their complaints differently; the first pattern found in "context: problem" counts. {line} is
# where the thing begins that the parser was reading, {char} the character at which it gave up.
_ENDS_EARLY = "The file ends before a list or a group in brackets is closed."
_TAB = "A tab stands where only spaces may."
_SAYINGS = tuple(
    (re.compile(pattern), saying)
    for pattern, saying in (
        (r"quoted scalar.*(end of stream|document)", "The quote that opens on line {line} is never closed."),
        (
            r"escape|hexa?decimal|too large",
            "A backslash in double quotes begins an escape that does not exist. Use single quotes, or write \\\\.",
        ),
        (r"tab character", _TAB),
        (r"cannot start any token", 'A value cannot begin with "{char}". Put quotes round it.'),
        (r"mapping values are not allowed", "A colon stands where no field can begin."),
        (r"expected ':'", 'The line is not of the form "name: value".'),
        (r"',' or '\]'", "The list that opens with [ on line {line} lacks a comma or its closing ]."),
        (r"',' or '}'", "The group that opens with {{ on line {line} lacks a comma or its closing }}."),
        (r"sequence entries are not allowed", "A dash stands where no entry of a list can begin."),
        (r"mapping keys are not allowed", "A question mark stands where no field can begin."),
        (r"block collection", "The list that begins on line {line} is broken off by something that is not its entry."),
        (
            r"block mapping|expected key",
            "The fields that begin on line {line} are broken off by something that is not a field of theirs.",
        ),
        (r"directive|%|version|incompatible", "A line that begins with % tells a YAML reader nothing it knows."),
        (r"an (anchor|alias)", "A text that begins with & or * needs quotes round it."),
        (r"tag", "A text that begins with ! needs quotes round it."),
        (r"block scalar", "After | or > only the text on the lines below may stand, indented further."),
        (r"document start", "More text follows where the document has ended."),
        (r"node", 'A value cannot begin with "{char}".'),
    )
)
_FALLBACK = "The text breaks off here: {problem}."

_TAB_INDENT = re.compile(r" *\t")
_AFTER_THE_END = re.compile(r".*[\"'\]}]\s*$")
_OUT_OF_LINE = re.compile(r"mapping values|entries|block mapping|block collection|document start")
_NO_SPACE = re.compile(r"[\s{,\[-]*([A-Za-z_][\w-]*:)[^\s/:\\,}\]]")


def add_syntax_error(findings: Findings, error: YAMLError) -> None:
    """Record what a parser raised.

    The place is where the parser gave up. When that is the end of the file, which tells nobody anything,
    it is the opening quote or bracket instead, or else the last thing written.
    """
    context, problem, start, began = _parts(error)
    source = findings.source
    end = len(source.text.rstrip())
    said = f"{context}: {problem}"
    saying = next((saying for pattern, saying in _SAYINGS if pattern.search(said)), _FALLBACK)
    if source.text.startswith("\t", start):
        saying = _TAB
    elif start >= end:
        start = began if began < end else max(end - 1, 0)
        saying = _ENDS_EARLY if "node" in context else saying
    message = saying.format(
        line=source.line_number(began),
        char=printable(source.text[start : start + 1]),
        problem=printable(problem, most=100),
    )
    findings.add(rules.NOT_YAML, message + _hint(source, start, said), start, start + 1)


def _parts(error: YAMLError) -> tuple[str, str, int, int]:
    if not isinstance(error, MarkedYAMLError):
        return "", str(error), 0, 0
    problem_at = error.problem_mark.index if error.problem_mark else 0
    context_at = error.context_mark.index if error.context_mark else problem_at
    return error.context or "", error.problem or "", problem_at, context_at


def _hint(source: SourceText, start: int, said: str) -> str:
    """The commonest slip that the line, or the one before it, shows; else nothing."""
    number = source.line_number(start)
    line = source.line(number)
    before = next((text for text in map(source.line, range(number - 1, 0, -1)) if text.strip()), "")
    if _TAB_INDENT.match(line):
        return " Indent with spaces; a tab does not count as one."
    for text in (line, before):
        if found := _NO_SPACE.match(text):
            return f" Put a space after the colon in {printable(found[1])}"
    for text in (line, before):
        if text.count('"') % 2:
            return " A double quote is opened and not closed."
    if "mapping values" in said and line.count(": ") + line.endswith(":") > 1:
        return " Put quotes round a text that holds a colon and a space."
    if "block mapping" in said and _AFTER_THE_END.match(line[: start - source.start_of(number)]):
        return " Text follows a closing quote or bracket. Inside single quotes write an apostrophe twice."
    if _OUT_OF_LINE.search(said):
        return " Begin all the fields of a group, or all the entries of a list, in the same column."
    return ""
