"""Names and codes that share a cell, and how long contracts run, each worked by hand."""

from __future__ import annotations

import pytest

from sharedcli.loading.importers.tables.names import cpv_in, names_in
from sharedcli.loading.importers.tables.terms import Length, read_extensions, read_length


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Civica UK Ltd", ("Civica UK Ltd",)),
        ("[A &amp; B Ltd|1 High St|NONE||No|No][C, D and E|X\nY|NONE|1|No|No]", ("A & B Ltd", "C, D and E")),
        ("[Cut short Ltd|1 High", ("Cut short Ltd",)),
        ("[Bidfood|Slough|NONE||No|No][BIDFOOD|Slough|NONE||No|No]", ("Bidfood",)),
        ("Civica UK Ltd; Capita plc;", ("Civica UK Ltd", "Capita plc")),
        ("Marks &amp; Spencer; Boots", ("Marks & Spencer", "Boots")),
        ("Civica UK Ltd\r\nCapita plc", ("Civica UK Ltd", "Capita plc")),
        ("1. Civica UK Ltd\n2. Capita plc", ("Civica UK Ltd", "Capita plc")),
        ("Unit4 Business Software Ltd\nSt George's Hall\nBristol", ("Unit4 Business Software Ltd",)),
        ("Bytes\n1 High Street\nAmbleford AM1 1AA", ("Bytes",)),
        ("Zellis\nCivica UK Ltd", ("Zellis", "Civica UK Ltd")),
        ("Idox\nplc", ("Idox plc",)),
        ("1 High Street\nCivica UK Ltd", ("Civica UK Ltd",)),
        ("Northgate, Public Services and Co", ("Northgate, Public Services and Co",)),
        ("Delatim Ltd,", ("Delatim Ltd",)),
        ("n/a", ()),
        ("Not awarded; Civica", ("Civica",)),
        ("CafÃ© Ltd", ("Café Ltd",)),
    ],
)  # fmt: skip
def test_names_of_a_cell(cell: str, names: tuple[str, ...]) -> None:
    assert names_in(cell) == names


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("48000000 ", ("48000000",)),
        ("48000000-8, 72000000-5", ("48000000", "72000000")),
        ("48450000 - Time accounting or human resources software package", ("48450000",)),
        ("http://cpv.data.ac.uk/code-48450000.html", ("48450000",)),
        ("48000000|48000000", ("48000000",)),
        ("3000000", ("03000000",)),
        ("IT services", ()),
        ("480000001", ()),
        ("4800000", ()),
    ],
)
def test_codes_of_a_cell(cell: str, codes: tuple[str, ...]) -> None:
    assert cpv_in(cell) == codes


@pytest.mark.parametrize(
    ("cell", "length"),
    [
        ("3 years", Length(36)),
        ("three years", Length(36)),
        ("1.5 years", Length(18)),
        ("36 months", Length(36)),
        ("3+1+1", Length(36, (12, 12), reading="years")),
        ("3 years + 1 + 1", Length(36, (12, 12))),
        ("24 + 12 + 12 months", Length(24, (12, 12))),
        ("24 months + 1 year", Length(24, (12,))),
        ("4 years (2+1+1)", Length(24, (12, 12))),
        ("3 years plus 2 x 12 months", Length(36, (12, 12))),
        ("2 years with the option to extend for a further 12 months", Length(24, (12,))),
        ("5 years including extensions", Length(None, most_months=60)),
        ("60 months (incl. options)", Length(None, most_months=60)),
        (
            "36 months (inc 12 month extension)",
            '"36 months (inc 12 month extension)", which was not read as months',
        ),
        ("36", '"36", which does not say whether in months or in years'),
        ("4 years (1+1+1)", '"4 years (1+1+1)", which was not read as months'),
        ("12+12", '"12+12", which was not read as months'),
        ("rolling", '"rolling", which was not read as months'),
        ("0 years", '"0 years", which was not read as months'),
        ("999 years", '"999 years", which was not read as months'),
    ],
)
def test_lengths(cell: str, length: Length | str) -> None:
    assert read_length(cell) == length


@pytest.mark.parametrize(
    ("cell", "months"),
    [
        ("12 months", (12,)),
        ("2 x 1 year", (12, 12)),
        ("2 + 2 years", (24, 24)),
        ("1+1", (12, 12)),
        ("No", ()),
        ("6-12 months", '"6-12 months", which was not read as options to extend'),
        ("1 to 2 years", '"1 to 2 years", which was not read as options to extend'),
        ("36 months in total", '"36 months in total", which was not read as options to extend'),
        ("Yes", '"Yes", which was not read as options to extend'),
        ("2y +1 +1, then 2y direct award", '"2y +1 +1, then 2y direct award", which was not read as options to extend'),
        ("12-month extension triggered", '"12-month extension triggered", which was not read as options to extend'),
    ],
)
def test_options_to_extend(cell: str, months: tuple[int, ...] | str) -> None:
    assert read_extensions(cell) == months
