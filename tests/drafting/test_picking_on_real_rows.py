"""The picks on real rows: how many are right, how many were missed, and every miss by name.

Which service a row runs was judged by hand, for the curated contracts and the councils' products by their function as
their compiler wrote it. Shares are of rows. The files stand beside the project where it is developed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from sharedcli.drafting.picking import LeftOut, Pick, pick
from tests.drafting.made_entries import ACCEPTED, DATA, made, products_of_councils, published, rows

pytestmark = pytest.mark.skipif(
    not DATA.exists(), reason="the real data stand beside the project only where it is developed"
)

# The services that each function of the compiler's may be; none where the list has no such service.
FUNCTIONS: Mapping[str, frozenset[str]] = {
    function: frozenset(names.split())
    for function, names in {
        "revenues and benefits": "revenues-and-benefits",
        "finance": "finance",
        "income management": "finance",
        "planning obligations": "planning",
        "planning": "planning building-control",
        "document management": "document-management",
        "housing": "housing-management",
        "hr and payroll": "human-resources payroll",
        "regulatory services": "environmental-health licensing",
        "street/highways reporting": "highways",
        "waste/web forms": "waste website crm",
        "crm": "crm",
        "web": "website",
        "contact centre": "telephony",
        "committee management": "democratic-services",
        "library management": "libraries",
        "electoral management": "electoral-services",
        "parking": "parking",
        "social care": "adult-social-care childrens-social-care",
        "microsoft licences": "",
        "unknown": "",
    }.items()
}
UNSEEN = "(title not seen)"
LEAST_PRECISION = 0.79


@dataclass
class Tally:
    """How picks that are accepted compare with what is right. `wrong` and `missed` are by what was read."""

    right: int
    wrong: Counter[str]
    missed: Counter[str]

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong.total())

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.wrong.total() + self.missed.total())


def tally(judged: Iterable[tuple[str, Pick | LeftOut, frozenset[str]]]) -> Tally:
    """What comes of picks: wrong is one that names any service but the right ones, missed a right one not accepted."""
    so_far = Tally(0, Counter(), Counter())
    for name, found, right in judged:
        if isinstance(found, Pick) and found.confidence in ACCEPTED:
            if set(found.services) <= right:
                so_far.right += 1
            else:
                so_far.wrong[name] += 1
        elif right:
            so_far.missed[name] += 1
    return so_far


def curated(*, with_supplier: bool) -> Iterable[tuple[str, Pick | LeftOut, frozenset[str]]]:
    for row in rows(DATA / "curated_ict_contracts" / "curated_dev.csv"):
        title = "" if row["title"] == UNSEEN else row["title"]
        if title or with_supplier:
            entry = made({"title": title, "supplier": row["supplier"] if with_supplier else ""})
            yield title or row["supplier"], pick(entry), FUNCTIONS[row["function"]]


def test_curated_by_title_alone() -> None:
    found = tally(curated(with_supplier=False))
    assert (found.right, found.wrong, found.missed) == (26, Counter(), Counter())


def test_curated_by_title_and_supplier() -> None:
    """Three of the rows without a title are picked as low: their suppliers sell other things as well."""
    found = tally(curated(with_supplier=True))
    assert found.wrong == Counter()
    assert found.missed == Counter(["Granicus", "Idox Software Ltd", "Causeway Technologies Ltd"])
    assert (found.right, found.precision, round(found.recall, 2)) == (27, 1.0, 0.9)
    assert found.precision >= LEAST_PRECISION


# What is meant by the same name in another council, or a product that does not say its service.
WRONG_PRODUCTS = {
    "Echo": 4,
    "Salesforce": 1,
    "Uniform": 1,
    "Whitespace Work Software": 1,
}
MISSED_PRODUCTS = {"Agile (garden waste)": 1}


def test_products_of_councils() -> None:
    """578 systems of 184 councils. The wrong ones are used to report faults in streets, besides what they are for."""
    all_of_them = list(products_of_councils())
    assert len(all_of_them) == 578
    by_name = tally(
        (product, pick(made({"product": product})), FUNCTIONS[function]) for function, product, _ in all_of_them
    )
    assert by_name.wrong == Counter(WRONG_PRODUCTS)
    assert by_name.missed == Counter(MISSED_PRODUCTS)
    with_supplier = tally(
        (product, pick(made({"product": product, "supplier": supplier})), FUNCTIONS[function])
        for function, product, supplier in all_of_them
    )
    assert with_supplier.wrong == Counter({**WRONG_PRODUCTS, "Agile (garden waste)": 1})
    assert with_supplier.precision > 0.98


@dataclass(frozen=True)
class Judged:
    """A row that was picked: as what, how surely, and whether that is right."""

    services: str
    confidence: str
    is_right: bool


# Every row of both files that is picked at all. Few of their buyers are councils, and hardly any row is ICT; of the
# releases none is picked.
AWARDED = "cf_awarded_2020-09.csv"
PICKED = {
    # A framework through which schools take payments from parents: ICT, and no council's finance system.
    125: Judged("finance", "high", is_right=False),
    172: Judged("human-resources", "high", is_right=True),
    209: Judged("human-resources", "high", is_right=True),
    229: Judged("telephony", "high", is_right=True),
    # People who take calls, and people who run payrolls: neither is a system, and neither is accepted.
    208: Judged("telephony", "low", is_right=False),
    356: Judged("payroll human-resources", "low", is_right=False),
}
# Of those left out the 62 of other ICT and the 5 unclear were read by hand, and the 407 that are no ICT searched by
# keyword and title, not read one by one: none was found that is ICT for a service of the list by what its row says. One
# may be: the "Project Synergy" of a housing association, six lots of software with Civica, left out as unclear.


def test_every_row_that_is_picked() -> None:
    entries = list(published())
    found = {(Path(entry.place.file).name, entry.place.row): pick(entry) for entry in entries}
    assert len(found) == len(entries) == 480
    picked = {place: each for place, each in found.items() if isinstance(each, Pick)}
    assert {place: (" ".join(each.services), each.confidence) for place, each in picked.items()} == {
        (AWARDED, row): (judged.services, judged.confidence) for row, judged in PICKED.items()
    }
    accepted = [PICKED[row] for (_, row), each in picked.items() if each.confidence in ACCEPTED]
    assert (sum(judged.is_right for judged in accepted), len(accepted)) == (3, 4)
    kinds = Counter(each.kind for each in found.values() if isinstance(each, LeftOut))
    assert kinds == Counter({"not-ict": 407, "other-ict": 62, "unclear": 5})
    assert kinds.total() + len(picked) == len(entries)
