"""What keeps a consortium from being divided as asked for: every council at once, with its place in the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sharedcli.appraisal.keys import Missing
from sharedcli.appraisal.sharing import Sharing
from sharedcli.checks.places import place_of
from sharedcli.checks.run import FileResult
from sharedcli.errors import KeysNotStatedError


def refuse(sharings: Sequence[Sharing], file_of: Mapping[str, FileResult]) -> None:
    """Refuse keys that need what a member does not state, and keys that fit none of the consortia.

    A lead, or shares agreed, are for the consortium whose members they name: of several the others are left as they
    fall, and their reports say so.

    Args:
        sharings: Every consortium divided.
        file_of: The file of each council, by ONS code.

    Raises:
        KeysNotStatedError: There is such a key.
    """
    fits_some = any(not sharing.problems for sharing in sharings)
    told = [text for sharing in sharings for text in _told(sharing, file_of, fits_some=fits_some)]
    if told:
        raise KeysNotStatedError(tuple(dict.fromkeys(told)))


def _told(sharing: Sharing, file_of: Mapping[str, FileResult], *, fits_some: bool) -> Iterator[str]:
    for problem in sharing.problems:
        divided = f"divided {problem.key.words}"
        for missing in problem.missing:
            if missing.pointer or not fits_some:
                yield _missing(missing, divided, sharing.formed.id, file_of[missing.council])
        if not (problem.missing or fits_some):
            yield f"{sharing.formed.id}, {divided}: {problem.reason}."


def _missing(missing: Missing, divided: str, consortium: str, file: FileResult) -> str:
    """One fact that is missing, with its place where it is one of a profile's."""
    council = file.council or missing.council
    if not missing.pointer:
        return f"{consortium}, {divided}: {council} {missing.problem}."
    place = place_of(file, missing.pointer)
    where = f"{place.file}:{place.line}:{place.column}" if place.line else place.file
    return f"{where}: {divided}: {council} {missing.problem}."
