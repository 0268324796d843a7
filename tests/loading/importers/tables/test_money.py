"""Amounts of registers, each worked by hand from what a person would say it means."""

from __future__ import annotations

import pytest

from sharedcli.loading.importers.tables.money import Money, read_money


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("£1,234.50", Money(1234.5)),
        ("1234567.89", Money(1_234_567.89)),
        ("0", Money(0)),
        ("1", Money(1)),
        ("£ 12 k", Money(12_000)),
        ("1.2m", Money(1_200_000)),
        ("£1.2 million", Money(1_200_000)),
        ("GBP 2bn", Money(2e9)),
        ("1.2E+06", Money(1_200_000)),
        ("£10,000 - £20,000", Money(20_000, 10_000)),
        ("between £10k and £20k", Money(20_000, 10_000)),
        ("£1 - £2m", Money(2_000_000, 1_000_000)),
        ("£10-20k", Money(20_000, 10_000)),
        ("£10,000 to £1m", Money(1_000_000, 10_000)),
        ("£500k–£500k", Money(500_000)),
        ("£50,000 per annum", Money(50_000, period="annual")),
        ("50,000 p.a. (ex VAT)", Money(50_000, period="annual", note="net of VAT")),
        ("£50,000 over 3 years", Money(50_000, period="total")),
        ("£50,000 inc. VAT", Money(50_000, note="gross of VAT")),
        ("£50,000 + VAT", Money(50_000, note="net of VAT")),
        ("up to £1m", Money(1_000_000, note="up to")),
        ("circa £20k", Money(20_000, note="about")),
        ("£5,000+", Money(5_000, note="at least")),
        ("<£5,000", Money(5_000, note="up to")),
        ("Â£1,234.50", Money(1234.5)),  # saved as UTF-8, read as Windows text, and saved again
    ],
)
def test_an_amount_reads_as_it_is_meant(text: str, meant: Money) -> None:
    assert read_money(text) == meant


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("TBC", "which is no amount"),
        ("see below", "which is no amount"),
        ("12 months", "which is no amount"),
        ("£12 £13", "which is no amount"),
        ("1.234,50", "which is no amount"),  # on the continent; here nobody could be sure
        ("1,23", "which is no amount"),
        ("-500", "which is less than nothing"),
        ("£-500", "which is less than nothing"),
        ("(£1,234)", "which is less than nothing"),
        ("€500", "which is not in pounds"),
        ("500 USD", "which is not in pounds"),
        ("£12 per hour", "which is a price and no value of a contract"),
        ("£1,500 monthly", "which is a price and no value of a contract"),
        ("£20k to £10k", "which is a range that ends below its beginning"),
        ("9,999,999,999,999", "which is more than can be (£1,000,000,000,000)"),
    ],
)
def test_what_is_no_amount_says_why(text: str, said: str) -> None:
    assert read_money(text) == f'"{text}", {said}'


@pytest.mark.parametrize("text", ["9" * 5000, "£" * 150, "1," * 80, "(" * 199, "1e99", "\x00£1\x00", "e" * 10_000])
def test_hostile_text_is_no_amount(text: str) -> None:
    assert isinstance(read_money(text), str)
