"""The files a user keeps beside profiles, each told apart by its first field: plain data to its model, or to findings.

Another kind is one more `FileKind`; its questions are in `checks/`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError

from sharedcli.loading import rules
from sharedcli.loading.importers.rules import NOT_HEADINGS
from sharedcli.loading.importers.wording import Wording
from sharedcli.loading.refusals import refusals, without_nothing
from sharedcli.loading.yamldoc import Plain, YamlDoc, read_yaml
from sharedcli.model.assumptions_file import AssumptionsFile
from sharedcli.model.finding import Finding, Rule
from sharedcli.model.periods_file import PeriodsFile
from sharedcli.model.proposals import Proposals
from sharedcli.model.risk_matrix import RiskMatrix

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class FileKind(Generic[Model]):
    """One kind of file: its first field, what it is declared as, and the rule that another kind of file breaks."""

    first_field: str
    model: type[Model]
    not_this: Rule


PROPOSALS = FileKind("proposals", Proposals, rules.NOT_PROPOSALS)
ASSUMPTIONS = FileKind("assumptions", AssumptionsFile, rules.NOT_ASSUMPTIONS)
PERIODS = FileKind("spending_reviews", PeriodsFile, rules.NOT_PERIODS)
MATRIX = FileKind("matrix", RiskMatrix, rules.NOT_A_MATRIX)
WORDING = FileKind("headings", Wording, NOT_HEADINGS)
OTHER_KINDS = frozenset({kind.first_field for kind in (PROPOSALS, ASSUMPTIONS, PERIODS, MATRIX, WORDING)})
"""First fields of the files a user may keep in a folder of profiles."""


@dataclass(frozen=True, slots=True)
class FileReading(Generic[Model]):
    """One file, read. `doc` is `None` where the text has no tree, `content` where a value cannot be read.

    `rest` is then what can be read without the entries refused, so that the others are asked about in the same run;
    `None` where that is not the file's meaning any more.
    """

    file: str
    doc: YamlDoc | None
    content: Model | None
    findings: tuple[Finding, ...]
    rest: Model | None = None


def read_file(content: bytes, kind: FileKind[Model], *, file: str) -> FileReading[Model]:
    """Read one file of a kind; whatever the bytes are, this returns and does not raise."""
    doc, findings = read_yaml(content, file=file)
    if doc is None:
        return FileReading(file, None, None, findings)
    data = doc.data
    if not isinstance(data, dict) or kind.first_field not in data:
        what = (
            "This is a profile"
            if isinstance(data, dict) and "profile" in data
            else f"No field '{kind.first_field}' here"
        )
        return FileReading(file, doc, None, (*findings, Finding(kind.not_this, f"{what}.", doc.locate(()))))
    try:
        return FileReading(file, doc, kind.model.model_validate(without_nothing(data)), findings)
    except ValidationError as refused:
        found = (*findings, *refusals(doc, kind.model, refused))
        return FileReading(file, doc, None, found, _rest(data, kind, refused))


def _rest(data: dict[str, Plain], kind: FileKind[Model], refused: ValidationError) -> Model | None:
    """The file less the entries of its groups that are refused; a list is kept whole, since its places count."""
    wrong = {error["loc"][:2] for error in refused.errors(include_url=False)}
    kept = {
        field: {name: entry for name, entry in group.items() if (field, name) not in wrong}
        for field, group in data.items()
        if isinstance(group, dict)
    }
    try:
        return kind.model.model_validate(without_nothing({**data, **kept}))
    except ValidationError:
        return None
