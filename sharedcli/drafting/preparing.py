"""What goes into each council's file: a draft by itself, or the council's own file with what it lacks put in."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sharedcli.checks.completeness import Completeness, completeness
from sharedcli.drafting.drafts import Draft
from sharedcli.drafting.file_names import file_name
from sharedcli.drafting.merging import Merged, merge
from sharedcli.drafting.writing import editor_hint
from sharedcli.loading.profile import read_profile
from sharedcli.model.profile import Profile


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A profile that a council keeps already: its name without a folder, its path as shown, and its bytes."""

    name: str
    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Prepared:
    """The file of one council, ready to be written.

    Attributes:
        draft: What others published.
        file: Its name, without a folder.
        content: The whole file; `None` where nothing is to be written, because it cannot be or nothing is new.
        merged: What came of putting the draft into the council's own file; `None` where there was none.
    """

    draft: Draft
    file: str
    content: bytes | None
    merged: Merged | None = None

    @property
    def profile(self) -> Profile:
        """The profile as the file has it, or as others published it where nothing may be put into the file."""
        kept = self.merged.content if self.merged else None
        read = read_profile(kept, file=self.file).profile if kept is not None else None
        return read or self.draft.profile

    @property
    def complete(self) -> Completeness:
        """How much of what an appraisal uses is stated."""
        return completeness(self.profile)


def prepare(drafts: Iterable[Draft], own: Mapping[str, OwnFile]) -> Iterator[Prepared]:
    """The files of some drafts; `own` are the councils' own, by ONS code in capitals."""
    for each in drafts:
        council = each.profile.council
        kept = own.get(council.code.upper())
        if kept is None:
            yield Prepared(each, file_name(council.name, code=council.code), each.text(head=_head(each)).encode())
            continue
        merged = merge(kept.content, each, file=kept.path)
        content = _hinted(merged.content) if merged.content is not None and merged.added else None
        yield Prepared(each, kept.name, content, merged)


def _hinted(content: bytes) -> bytes:
    """A council's own file with the line for editors above it, unless it has one; nothing else of it changes."""
    mark = b"" if not content.startswith(codecs.BOM_UTF8) else codecs.BOM_UTF8
    if b"yaml-language-server:" in content or content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content
    end = b"\r\n" if b"\r\n" in content else b"\n"
    return mark + editor_hint().encode() + end + content.removeprefix(mark)


def _head(draft: Draft) -> Iterator[str]:
    name = draft.profile.council.name
    if not draft.taken:
        yield f"{name}, as filled in. What is not known yet is named where it belongs."
        return
    yield f"{name}: a draft of what others have published, made by sharedcli import."
    yield "Check each value against the contract itself. What nobody published is named where it belongs."
