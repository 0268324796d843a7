"""Published text, mended: each worked by hand from what the publisher must have typed."""

from __future__ import annotations

import pytest

from sharedcli.loading.importers.mending import mended

TWICE, LOST = "the encoding had been read twice", 'line breaks were lost as "rn"'


@pytest.mark.parametrize(
    ("text", "meant", "done"),
    [
        (" Payroll ", "Payroll", ()),
        ("Rates &amp; benefits", "Rates & benefits", ()),
        ("Children&amp;#039;s", "Children's", ()),
        ("Q&A at B&Q", "Q&A at B&Q", ()),
        ("Â£5 and donâ€™t", "£5 and don’t", (TWICE,)),
        ("Café £5", "Café £5", ()),
        ("Lot 1.rnrnLot 2", "Lot 1.\n\nLot 2", (LOST,)),
        ("End.rnNext", "End.\nNext", (LOST,)),
        ("Return the modern govern-ment barn", "Return the modern govern-ment barn", ()),
        ("a\r\nb\rc\u2028d\x85e", "a\nb\nc\nd\ne", ()),
        ("a\x00b\u200ec\ttab", "a b c\ttab", ()),
        ("half \ud800 a pair, \ufdd0 no character", "half   a pair,   no character", ()),
    ],
)
def test_text_is_mended(text: str, meant: str, done: tuple[str, ...]) -> None:
    assert mended(text) == (meant, done)
