"""The front door for scripts, notebooks and the command line: each stage by one name.

Whatever is slow to import is imported by the function that needs it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sharedcli.checks.policy import Policy, UnknownRuleError
from sharedcli.checks.run import CheckRun, FileResult, run
from sharedcli.loading.folder import find_inputs

__all__ = ["CheckRun", "FileResult", "Policy", "UnknownRuleError", "validate"]

_EVERYTHING = Policy()


def validate(
    paths: Iterable[str],
    *,
    policy: Policy = _EVERYTHING,
    on_file: Callable[[int, int], None] = lambda _done, _all: None,
) -> CheckRun:
    """Check every profile in `paths`: files, folders (searched to the bottom) or `-` for standard input.

    Args:
        paths: What to read. A path that cannot be read is a finding like any other.
        policy: Which rules count, and how much.
        on_file: Called after each file with how many are done and how many there are.
    """
    inputs = find_inputs(paths)
    done = 0

    def one_more() -> None:
        nonlocal done
        done += 1
        on_file(done, len(inputs))

    return run(inputs, policy, on_file=one_more)
