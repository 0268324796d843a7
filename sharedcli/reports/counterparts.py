"""Which consortium, which file and which part of one run is which of another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from sharedcli.model.saved import SavedConsortium, SavedInput, SavedPart


@dataclass(frozen=True, slots=True)
class Both:
    """One consortium before and after; `None` where it is not."""

    before: SavedConsortium | None
    after: SavedConsortium | None

    @property
    def joined(self) -> tuple[str, ...]:
        """Members it has gained, by ONS code."""
        if self.before is None or self.after is None:
            return ()
        return tuple(code for code in self.after.members if code not in self.before.members)

    @property
    def left(self) -> tuple[str, ...]:
        """Members it has lost, by ONS code."""
        return Both(self.after, self.before).joined

    @property
    def is_changed(self) -> bool:
        """Whether anything but its number is another."""
        if self.before is None or self.after is None:
            return True
        one, other = self.before, self.after
        return (one.members, one.product, one.go_live) != (other.members, other.product, other.go_live)


def consortia_of(before: Sequence[SavedConsortium], after: Sequence[SavedConsortium]) -> tuple[Both, ...]:
    """Every consortium of two runs, once: numbers are given anew each time, so the members say which is which.

    Two are the same where they share at least half of the smaller; those that share most find each other first.
    """
    among: dict[tuple[str, str], list[SavedConsortium]] = {}
    for other in after:
        for code in other.members:
            among.setdefault((other.service, code), []).append(other)
    likely = {
        (one.id, other.id): (one, other)
        for one in before
        for code in one.members
        for other in among.get((one.service, code), ())
    }
    ranked = sorted((_likeness(one, other), one.id, other.id) for one, other in likely.values())
    found: list[Both] = []
    taken_before: set[str] = set()
    taken_after: set[str] = set()
    for (unlike, *_), one_id, other_id in ranked:
        one, other = likely[one_id, other_id]
        if one_id in taken_before or other_id in taken_after or -2 * unlike < min(len(one.members), len(other.members)):
            continue
        found.append(Both(one, other))
        taken_before.add(one_id)
        taken_after.add(other_id)
    found += [Both(one, None) for one in before if one.id not in taken_before]
    found += [Both(None, other) for other in after if other.id not in taken_after]
    return tuple(found)


def _likeness(one: SavedConsortium, other: SavedConsortium) -> tuple[int, int, list[str], list[str]]:
    """What puts the likeliest first, the same whichever run comes first: shared members, then few others."""
    ours, theirs = set(one.members), set(other.members)
    return -len(ours & theirs), len(ours | theirs), sorted(ours & theirs), sorted(ours | theirs)


@dataclass(frozen=True, slots=True)
class InputChanges:
    """Files of two runs: names of those added, removed and changed, and how many hold the same."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]
    same: int

    @property
    def names(self) -> tuple[str, ...]:
        """All that differ."""
        return (*self.changed, *self.added, *self.removed)


def inputs_of_two(before: Iterable[SavedInput], after: Iterable[SavedInput]) -> InputChanges:
    """What became of every file: the same content is the same file whatever its name, else the name tells.

    Two folders hold the same names under different paths, so the last part of a path is enough.
    """
    old, new = sorted(before, key=_path), sorted(after, key=_path)
    same, old, new = _paired(old, new, lambda file: file.sha256)
    by_path, old, new = _paired(old, new, _path)
    by_name, old, new = _paired(old, new, _last_part)
    named = [*by_path, *by_name]
    changed = sorted(other.file for one, other in named if one.sha256 != other.sha256)
    alike = len(same) + len(named) - len(changed)
    return InputChanges(tuple(map(_path, new)), tuple(map(_path, old)), tuple(changed), alike)


Pairs = list[tuple[SavedInput, SavedInput]]


def _paired(
    old: list[SavedInput], new: list[SavedInput], key: Callable[[SavedInput], str]
) -> tuple[Pairs, list[SavedInput], list[SavedInput]]:
    """Those of the same key beside each other, and the rest of either list; an empty key is nobody's."""
    waiting: dict[str, list[SavedInput]] = {}
    for file in reversed(new):
        waiting.setdefault(key(file), []).append(file)
    pairs, rest = [], []
    for file in old:
        if key(file) and waiting.get(key(file)):
            pairs.append((file, waiting[key(file)].pop()))
        else:
            rest.append(file)
    return pairs, rest, sorted((file for files in waiting.values() for file in files), key=_path)


def _path(file: SavedInput) -> str:
    return file.file


def _last_part(file: SavedInput) -> str:
    return PurePosixPath(file.file.replace("\\", "/")).name


def parts_of_two(
    before: Sequence[SavedPart], after: Sequence[SavedPart]
) -> tuple[tuple[SavedPart | None, SavedPart | None], ...]:
    """The parts of two runs beside each other, the newest first: those of the same year, then the rest in order."""
    olds, news = list(before), list(after)
    found: list[tuple[SavedPart | None, SavedPart | None]] = []
    for old in before:
        new = next((part for part in news if part.as_at[:4] == old.as_at[:4]), None)
        if new is not None:
            found.append((old, new))
            olds.remove(old)
            news.remove(new)
    many = max(len(olds), len(news))
    rest_old: list[SavedPart | None] = [*olds, *[None] * (many - len(olds))]
    rest_new: list[SavedPart | None] = [*news, *[None] * (many - len(news))]
    found += zip(rest_old, rest_new, strict=True)
    return tuple(sorted(found, key=_newest, reverse=True))


def _newest(parts: tuple[SavedPart | None, SavedPart | None]) -> tuple[str, str]:
    days = [part.as_at for part in parts if part is not None]
    return max(days), min(days)
