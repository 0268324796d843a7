"""What is claimed for centres announced, as figures in words: each claim with its line in the file of centres.

A claim is no sum of rows: somebody announced it. What our appraisal says of the centres is one
(`appraisal/announced_figures.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from sharedcli import api
from sharedcli.api import FileResult
from sharedcli.appraisal.announced_figures import STANDING, as_assessment
from sharedcli.appraisal.assessment import Assessment
from sharedcli.appraisal.proposals import CentreResult, Fate, ProposalsAppraisal
from sharedcli.loading.written import Written
from sharedcli.model.finding import Pointer
from sharedcli.model.printable import printable
from sharedcli.model.proposals import Centre
from sharedcli.reports.figure_words import Claimed, Worded
from sharedcli.reports.proposals_sums import Sums, claimed_gbp

CLAIMED: Mapping[Fate, tuple[str, str]] = MappingProxyType(
    {
        Fate.STANDS: (f"{STANDING}.claimed", "the centres that can stand together"),
        Fate.COUNTED_ELSEWHERE: (
            "proposals.counted-elsewhere.claimed",
            "centres whose councils one that stands counts",
        ),
        Fate.WORTH_NOTHING: ("proposals.worth-nothing.claimed", "centres that lose money by our appraisal"),
        Fate.NOT_APPRAISED: ("proposals.not-appraised.claimed", "centres that could not be appraised"),
    }
)
"""The id of what is claimed by the fate of its centres, and whose claim that is."""
_APPRAISED = (Fate.STANDS, Fate.COUNTED_ELSEWHERE, Fate.WORTH_NOTHING)
_HOW = (
    "Claims are inputs and no sums of rows: each counts from the month announced to the end of the horizon, discounted "
    "and moved from the price year of the file."
)
_FIELDS = ("claimed_gbp_a_year", "claimed_once_gbp", "live_from")


def claims(whole: ProposalsAppraisal, file: FileResult) -> Iterator[Worded]:
    """Every figure that rests on claims: those of all centres, by fate, of each, and what they overstate.

    The worth of a centre that is not appraised is among them, since there are no rows of it.
    """
    about, sums, stated = as_assessment(whole), Sums.of(whole), _stated(whole, file)
    parts = tuple(CLAIMED[fate][0] for fate in Fate)
    yield _worded("proposals.claimed", sums.claimed, "claimed by all centres", about, stated, whole.centres, parts)
    for fate, (name, whose) in CLAIMED.items():
        yield _worded(name, claimed_gbp(whole, fate), f"claimed by {whose}", about, stated, whole.of(fate))
    for centre in whole.centres:
        label = f"claimed for {printable(centre.announced.centre.name)}"
        yield _worded(f"{centre.announced.id}.claimed", centre.claim_gbp, label, about, stated, (centre,))
        if centre.formed is None:
            name, why = f"{centre.announced.id}.npv", f"Not appraised, so it has no worth: {centre.why_not}."
            yield Worded(about, name, None, "gbp", "net present value", why, claims=stated[id(centre.announced.centre)])
    behind = (*(CLAIMED[fate][0] for fate in _APPRAISED), f"{STANDING}.npv")
    words = f"What is claimed and could be appraised, less what the centres that can stand are worth. {_HOW}"
    appraised = tuple(one for centre in whole.of(*_APPRAISED) for one in stated[id(centre.announced.centre)])
    yield Worded(
        about, "proposals.overstated", sums.overstated, "gbp", "overstated by", words, behind=behind, claims=appraised
    )


def _worded(
    name: str,
    gbp: float,
    label: str,
    about: Assessment,
    stated: Mapping[int, tuple[Claimed, ...]],
    centres: tuple[CentreResult, ...],
    behind: tuple[str, ...] = (),
) -> Worded:
    told = tuple(one for centre in centres for one in stated[id(centre.announced.centre)])
    words = f"{label[0].upper()}{label[1:]}. {_HOW}"
    return Worded(about, name, gbp, "gbp", label, words, behind=behind, claims=told)


def _stated(whole: ProposalsAppraisal, file: FileResult) -> Mapping[int, tuple[Claimed, ...]]:
    """What the file states for each centre, by the centre's identity: two may be called the same."""
    pointers = {
        id(centre): [("centres", place, field) for field in _FIELDS if getattr(centre, field) is not None]
        for place, centre in enumerate(whole.proposals.centres)
    }
    found = api.places_in(file, [pointer for some in pointers.values() for pointer in some])
    return {
        id(centre): tuple(_claimed(centre, pointer, found.get(pointer), file) for pointer in pointers[id(centre)])
        for centre in whole.proposals.centres
    }


def _claimed(centre: Centre, pointer: Pointer, there: Written | None, file: FileResult) -> Claimed:
    field = str(pointer[-1])
    line, column = (there.place.line, there.place.column) if there else (0, 0)
    text = there.text if there else printable(str(getattr(centre, field)))
    return Claimed(printable(centre.name), field, pointer, text, file.file, line, column)
