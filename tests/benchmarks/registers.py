"""Invented contracts in any number, as files that others publish: Contracts Finder's CSV, a register, a workbook.

Run as `python -m tests.benchmarks.registers KIND ROWS FILE`. The same number gives the same row. Councils are those of
the register that ships, so that buyers are found as they would be; everything else is drawn, and no row says anything
about a real contract. How long texts are, how often a cell is empty and how many suppliers share one follow a real
export of 380 notices.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from sharedcli.loading.authorities import authorities

_FINDER = (
    "Notice Identifier", "Notice Type", "Organisation Name", "Status", "Published Date", "Title", "Description",
    "Nationwide", "Postcode", "Region", "Cpv Codes", "Contact Name", "Contact Email", "Contact Address 1",
    "Contact Address 2", "Contact Town", "Contact Postcode", "Contact Country", "Contact Telephone", "Contact Website",
    "Attachments", "Links", "Additional Text", "Start Date", "End Date", "Closing Date", "Is sub-contract",
    "Parent Reference", "Suitable for SME", "Suitable for VCO", "Supply Chain", "OJEU Contract Type", "Value Low",
    "Value High", "Awarded Date", "Awarded Value", "Supplier [Name|Address|Ref type|Ref Number|Is SME|Is VCSE]",
    "Supplier's contact name", "Contract start date", "Contract end date", "OJEU Procedure Type",
    "Accelerated Justification", "Closing Time",
)  # fmt: skip
_REGISTER = (
    "Contract Reference", "Contract Title", "Description", "Department", "Organisation", "Supplier Name", "Start Date",
    "End Date", "Review Date", "Contract Value (£)", "CPV Code", "Published Date",
)  # fmt: skip
ICT_SHARE = 0.08
"""How many of the contracts are of systems that the list of services holds: about one notice in twelve."""

# What is bought, where it is a system: the title, the CPV code, and the service that must be recognised in it.
_SYSTEMS = (
    ("Housing management system", "48000000", "housing-management"),
    ("Payroll software and support", "48450000", "payroll"),
    ("Revenues and benefits system hosting", "72000000", "revenues-and-benefits"),
    ("Library management system", "48161000", "libraries"),
    ("Customer relationship management (CRM) software", "48445000", "crm"),
    ("Electoral management software licences", "48000000", "electoral-services"),
)
_THINGS = (
    ("Supply of refuse vehicles", "34144511"), ("Resurfacing of carriageways", "45233220"),
    ("Domestic abuse service", "85300000"), ("Reactive repairs to council homes", "45211350"),
    ("School catering", "55524000"), ("Supported living for young people", "85311300"),
    ("Legal services panel", "79100000"), ("Gas servicing and boiler installation", "50531200"),
    ("Grounds maintenance", "77314000"), ("Home to school transport", "60130000"),
    ("Personal protective equipment", "35113410"), ("Fire risk assessments", "71317100"),
    ("Roof renewal and window replacement", "45261900"), ("Water and wastewater", "65100000"),
    ("Agency social workers", "79620000"), ("Play area refurbishment", "37535200"),
    ("Website design and content", "72413000"), ("Multi-functional printers", "30121100"),
)  # fmt: skip
_OTHERS = ("NHS Foundation Trust", "Academy Trust", "Housing Association", "University", "Fire and Rescue Service")
_FIRMS = ("Ltd", "Limited", "plc", "LLP", "(UK) Limited", "Group plc", "Partnership")
_DEPARTMENTS = ("Adults", "Children", "Environment", "Finance", "Highways", "Housing", "Legal", "Property")
_SENTENCES = (
    "The {0} Council wishes to appoint a contractor for works at {1} and {2}.",
    "Tenders are invited for a period of {n} years, with an option to extend subject to performance at {1}.",
    "Following a procurement, a contract has been awarded to {0} & {1} for services in {2}.",
    "This is an award notice; the opportunity is now closed (reference {0}{n}/{1}).",
    "Bidders must hold accreditation {0}-{n} and show experience of comparable {1} schemes.",
    "The service supports residents of {0}, {1} and {2} who need help to live independently.",
    "Lot {n} \N{EN DASH} {0}: up to £{n},{n}00,000 for {1} & {2} over the term.",
    "All documents can be had from the portal of {0}; questions by {n} March at the latest.",
)
_ONSETS, _VOWELS = ("b", "br", "c", "d", "f", "gr", "h", "k", "l", "m", "n", "p", "st", "t", "w"), "aeiou"
_ENDINGS = ("by", "combe", "dale", "ford", "ham", "ley", "mere", "ston", "thorpe", "wick", "worth", "den")
_FIRST_DAY = dt.date(2018, 1, 1)


@dataclass(frozen=True, slots=True)
class Contract:
    """One contract; `service` is what it runs, empty where it is no system."""

    reference: str
    buyer: str
    title: str
    description: str
    cpv: str
    suppliers: tuple[str, ...]
    start: dt.date
    last_day: dt.date
    published_on: dt.date
    value_gbp: int
    department: str
    service: str


@cache
def _councils() -> tuple[str, ...]:
    return tuple(council.name for council in authorities().councils if council.ended_on is None)


def contract(number: int) -> Contract:
    """Contract number `number`."""
    random = Random(number)
    is_system = random.random() < ICT_SHARE
    what, cpv, service = random.choice(_SYSTEMS) if is_system else (*random.choice(_THINGS), "")
    is_council = is_system or random.random() < 0.7
    start = _FIRST_DAY + dt.timedelta(days=random.randrange(3_000))
    return Contract(
        reference=f"DN{number:06d}-{random.randrange(10**8):08d}",
        buyer=random.choice(_councils()) if is_council else f"{_name(random)} {random.choice(_OTHERS)}",
        title=f"{what}{f' for {_name(random)}' if not is_system else ''} ({_name(random)[:3].upper()}{number})",
        description=_description(random),
        cpv=cpv,
        suppliers=tuple(f"{_name(random)} {random.choice(_FIRMS)}" for _ in range(_suppliers(random))),
        start=start,
        last_day=start + dt.timedelta(days=365 * random.randrange(1, 8)),
        published_on=start - dt.timedelta(days=random.randrange(10, 90)),
        value_gbp=random.choice((0, 1, *(int(10 ** random.uniform(4, 7)) for _ in range(18)))),
        department=random.choice(_DEPARTMENTS),
        service=service,
    )


def contracts(rows: int) -> Iterator[Contract]:
    return map(contract, range(rows))


def _suppliers(random: Random) -> int:
    return random.randrange(2, 6) if random.random() < 0.2 else 1


def _name(random: Random) -> str:
    """A name of nobody and nowhere, one of about 13,000."""
    first = random.choice(_ONSETS) + random.choice(_VOWELS) + random.choice(_ONSETS)
    return (first + random.choice(_ENDINGS)).capitalize()


def _description(random: Random) -> str:
    """Some sentences, 400 letters on average, on lines of their own now and then; a few run to 3,000."""
    count = random.randrange(20, 36) if random.random() < 0.03 else random.randrange(1, 9)
    said = [
        random.choice(_SENTENCES).format(_name(random), _name(random), _name(random), n=random.randrange(2, 10))
        for _ in range(count)
    ]
    return "".join(one + random.choice(("\n\n", " ", " ", " ")) for one in said).strip()


def finder_cells(one: Contract) -> list[str]:
    """A row of Contracts Finder's export; of one in five the last cell is not there at all."""
    random = Random(one.reference)
    start, last = _british(one.start), _british(one.last_day)
    suppliers = "".join(f"[{name}|{len(name)} High Street, {name}|NONE||No|No]" for name in one.suppliers)
    high = str(one.value_gbp) if random.random() < 0.5 else ""
    links = f"https://portal.example.gov.uk/notice?id={one.reference}" if random.random() < 0.3 else ""
    added = one.description[:500] if random.random() < 0.1 else ""
    cells = [
        one.reference, "Contract", one.buyer, "Awarded", f"{one.published_on}T17:15:24Z", one.title, one.description,
        "", "", "Any region", f"{one.cpv} ", "", "", "Town Hall", "", "Ambleford", "AB1 2CD", "England", "", "", "",
        links, added, start, last, start, "NO", "", "Yes", "No", "No", "Services", str(one.value_gbp // 2), high,
        _british(one.published_on), str(one.value_gbp), suppliers, "", start, last, "OtherProcedure ", "", "12:00",
    ]  # fmt: skip
    return cells[:-1] if random.random() < 0.2 else cells


def register_cells(one: Contract) -> list[str]:
    """A row of a council's register, as text with days first."""
    said = "TBC" if one.value_gbp < 2 else f"£{one.value_gbp:,}"
    return [
        one.reference, one.title, one.description[:150], one.department, one.buyer, "; ".join(one.suppliers),
        _british(one.start), _british(one.last_day), "", said, one.cpv, _british(one.published_on),
    ]  # fmt: skip


def workbook_cells(one: Contract) -> list[str | int | dt.date]:
    """The same with dates and numbers, as a workbook has them."""
    cells: list[str | int | dt.date] = [*register_cells(one)]
    cells[6], cells[7], cells[9], cells[11] = one.start, one.last_day, one.value_gbp, one.published_on
    return cells


def _british(day: dt.date) -> str:
    return f"{day:%d/%m/%Y}"


def write_finder(path: Path, rows: int) -> None:
    _write_csv(path, _FINDER, map(finder_cells, contracts(rows)))


def write_register(path: Path, rows: int) -> None:
    _write_csv(path, _REGISTER, map(register_cells, contracts(rows)))


def _write_csv(path: Path, headings: Sequence[str], rows: Iterator[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(headings)
        writer.writerows(rows)


def write_workbook(path: Path, rows: int) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy", "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("Contracts")
        sheet.write_row(0, 0, _REGISTER)
        for place, one in enumerate(contracts(rows), start=1):
            sheet.write_row(place, 0, workbook_cells(one))


KINDS: dict[str, tuple[str, Callable[[Path, int], None]]] = {
    "finder": (".csv", write_finder),
    "register": (".csv", write_register),
    "workbook": (".xlsx", write_workbook),
}
"""How each file ends, and who writes it."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("rows", type=int)
    parser.add_argument("file", type=Path)
    options = parser.parse_args()
    KINDS[options.kind][1](options.file, options.rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
