"""How far a contract had come when its row was written, by the word in its status."""

from __future__ import annotations

from sharedcli.loading.importers.tables.cells import Cells
from sharedcli.model.entry import Stage
from sharedcli.model.printable import printable

_WORDS: dict[Stage, frozenset[str]] = {
    "planned": frozenset(
        {"planned", "planning", "pipeline", "future opportunity", "futureopportunity", "early engagement",
         "preprocurement", "pre-procurement", "proposed", "forward plan"}
    ),
    "tender": frozenset(
        {"tender", "open", "opportunity", "out to tender", "tendering", "in procurement", "evaluation",
         "under evaluation", "draft", "pending", "invitation to tender", "call for competition"}
    ),
    "awarded": frozenset(
        {"awarded", "award", "live", "active", "current", "in progress", "let", "in force", "signed", "contract",
         "ongoing", "on-going", "extended", "in extension", "operational", "published", "complete", "y", "yes"}
    ),
    "ended": frozenset(
        {"ended", "expired", "terminated", "withdrawn", "cancelled", "canceled", "unsuccessful", "abandoned",
         "not awarded", "archived", "inactive", "completed", "lapsed", "superseded", "not live", "not active",
         "no longer live", "closed early"}
    ),
}  # fmt: skip
_STAGES = {word: stage for stage, words in _WORDS.items() for word in words}
_BY_NOTICE: frozenset[Stage] = frozenset({"planned"})


def stage_of(cells: Cells, *, portal: bool) -> Stage:
    """How far the contract had come. A register without a word on it lists contracts that were made.

    A portal closes a notice to bids, and a register a contract.
    """
    at, cell = cells.first("stage")
    word = " ".join(cell.lower().replace("_", " ").split())
    # Of a notice: it was awarded. Of a contract: it may be the buying that is complete, or the work.
    stage: Stage | None = None if word == "complete" and not portal else _STAGES.get(word)
    if word == "closed":
        stage = "tender" if portal else "ended"
    if word and stage is None:
        cells.not_taken(at, f'"{printable(cell)}", which says nothing plain of how far the contract has come')
    notice = _STAGES.get(cells.first("notice_type")[1].lower())
    if notice in _BY_NOTICE and stage in {None, "tender"}:
        return "planned"
    return stage or "awarded"
