"""Settings and assumptions in which two runs differ: what the runs rest on, and no result."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sharedcli.model.saved import SavedAssumption, SavedRecord, Scalar


@dataclass(frozen=True, slots=True)
class Difference:
    """A setting or an assumption that differs; `None` where it is not there. `source` is that of the new value.

    The end of an assumption's range has a name of its own, such as `tender_gbp.low`.
    """

    name: str
    before: Scalar
    after: Scalar
    source: str = ""


def assumptions_of_two(before: SavedRecord, after: SavedRecord) -> Iterator[Difference]:
    """What one run changed and the other left, or changed to another value; what is left has the shipped value."""
    for name in sorted(before.assumptions.keys() | after.assumptions.keys()):
        old, new = before.assumptions.get(name), after.assumptions.get(name)
        was = old.value if old else new.before if new else None
        now = new.value if new else old.before if old else None
        source = new.source if new else "as shipped"
        if was != now or (old is None) != (new is None):
            yield Difference(name, was, now, source)
        yield from _ranges(name, old, new, source)


def _ranges(name: str, old: SavedAssumption | None, new: SavedAssumption | None, source: str) -> Iterator[Difference]:
    """The ends of a range that either run gave, where they are not the same; nothing where neither gave one."""
    if not any(one and one.ends != (None, None) for one in (old, new)):
        return
    was = old.ends if old else new.ends_before if new else (None, None)
    now = new.ends if new else old.ends_before if old else (None, None)
    for end, before, after in zip(("low", "high"), was, now, strict=True):
        if before != after:
            yield Difference(f"{name}.{end}", before, after, source)


def settings_of_two(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Difference]:
    """Every setting, by name, that is not the same in both."""
    for name in dict.fromkeys((*before, *after)):
        if before.get(name) != after.get(name):
            yield Difference(name, before.get(name), after.get(name))
