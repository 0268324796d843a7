"""The two YAML parsers: libyaml's where PyYAML was built with it, else PyYAML's own in Python.

Neither guesses what a value means: `no`, `012` and `10:30` come out as the text they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import yaml
from yaml.composer import Composer
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner, ScannerError

if TYPE_CHECKING:
    from yaml.events import Event
    from yaml.nodes import Node


class NodeParser(Protocol):
    """What the reader asks of a parser: events one by one, or composed into nodes."""

    def __init__(self, stream: str) -> None: ...
    def check_event(self) -> bool: ...  # noqa: D102 - these are PyYAML's own
    def get_event(self) -> Event | None: ...  # noqa: D102
    def check_node(self) -> bool: ...  # noqa: D102
    def get_node(self) -> Node | None: ...  # noqa: D102
    def get_single_node(self) -> Node | None: ...  # noqa: D102


class _NoGuessing:
    """In place of PyYAML's resolver, which costs half of the time and finds dates, numbers and booleans."""

    def resolve(self, _kind: object, _value: object, _implicit: object) -> str:
        return ""

    def descend_resolver(self, _parent: object, _index: object) -> None: ...

    def ascend_resolver(self) -> None: ...


class PurePythonParser(_NoGuessing, Reader, Scanner, Parser, Composer):
    """PyYAML's own parser: twenty times slower than libyaml's, and stricter about tabs."""

    def __init__(self, stream: str) -> None:
        Reader.__init__(self, stream)
        Scanner.__init__(self)
        Parser.__init__(self)
        Composer.__init__(self)

    def fetch_more_tokens(self) -> None:
        """As in PyYAML, but a character or a version number beyond what Python can hold is a YAML error."""
        try:
            super().fetch_more_tokens()
        except (ValueError, OverflowError) as error:
            raise ScannerError(None, None, "found a number that is too large", self.get_mark()) from error


if yaml.__with_libyaml__:
    from yaml._yaml import CParser

    class CompiledParser(_NoGuessing, CParser):
        """libyaml's parser. It composes by recursion in C: see `guard.needs_survey`."""


def parser_class() -> type[NodeParser]:
    """The faster of the parsers this installation has."""
    return CompiledParser if yaml.__with_libyaml__ else PurePythonParser
