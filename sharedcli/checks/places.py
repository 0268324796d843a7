"""Where a value stands in a council's file, for whoever has only the profile."""

from __future__ import annotations

from sharedcli.checks.run import FileResult, open_reading
from sharedcli.loading.folder import STANDARD_INPUT, Input
from sharedcli.model.finding import Location, Pointer


def place_of(file: FileResult, pointer: Pointer) -> Location:
    """The place of a value; of the nearest field above it where it is not stated.

    The file is read again. Standard input cannot be: then it is the file as a whole.
    """
    if file.file == Input(STANDARD_INPUT).name:
        return Location(file.file)
    doc = open_reading(Input(file.file)).doc
    return Location(file.file) if doc is None else doc.locate(pointer)
