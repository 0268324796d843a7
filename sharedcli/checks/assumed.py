"""Assumptions as words of a command line: read, and asked everything that a file of them is asked."""

from __future__ import annotations

from collections.abc import Iterable

from sharedcli.checks.registry import assumptions_checks
from sharedcli.errors import SharedcliError
from sharedcli.loading.assumptions import OPTION, UnreadableAssumptionError, override_of, read_assumed
from sharedcli.model.assumptions_file import AssumptionsFile, Stated
from sharedcli.model.finding import Severity
from sharedcli.model.overrides import Override
from sharedcli.model.printable import printable


class AssumptionsRefusedError(SharedcliError):
    """Words that are no assumptions, or assumptions that cannot be."""


def assumed(words: Iterable[str]) -> tuple[Override, ...]:
    """Assumptions as words, `NAME=VALUE` each; none has a source.

    What is merely doubtful is said where they are used.

    Raises:
        AssumptionsRefusedError: Some cannot be read or cannot be; the message names them all.
    """
    stated: dict[str, Stated] = {}
    wrong = []
    for word in words:
        try:
            name, value = read_assumed(word)
        except UnreadableAssumptionError as unreadable:
            wrong.append(str(unreadable))
            continue
        if name in stated:
            wrong.append(f"{printable(name)} is given twice.")
        stated[name] = value
    asked = AssumptionsFile(assumptions="1", values=stated)
    for check in assumptions_checks():
        if check.rule.severity is Severity.ERROR:
            wrong += [f"{message} {check.rule.remedy}" for _, message in check.ask(asked)]
    if wrong:
        raise AssumptionsRefusedError(" ".join(wrong))
    return tuple(override_of(name, value, where=OPTION) for name, value in stated.items())
