"""Text of unknown origin made safe to print on a terminal, in a log or on a page, and numbers of any size."""

from __future__ import annotations

from itertools import accumulate

_CUT = "..."


def printable(text: str, *, most: int = 40) -> str:
    r"""Show what cannot be seen, and cut what is too long.

    Everything Unicode calls not printable becomes its escape: control characters, line breaks, marks that
    reverse the direction of reading, zero-width and no-break spaces, lone surrogates. The result is one
    line of at most `most` characters, three of them dots when it was cut. An escape is never cut in two.

    >>> printable("Payroll\x1b[2J"), printable("Revenues and benefits", most=12)
    ('Payroll\\x1b[2J', 'Revenues ...')
    """
    if len(text) <= most and text.isprintable():
        return text
    pieces = [_visible(char) for char in text[: most + 1]]
    if sum(map(len, pieces)) <= most:
        return "".join(pieces)
    ends = accumulate(map(len, pieces))
    return "".join(piece for piece, end in zip(pieces, ends, strict=True) if end <= most - len(_CUT)) + _CUT


def one_line(text: str) -> str:
    r"""Text whose words are kept and parted by single spaces; what cannot be seen parts words too.

    >>> one_line(" Civica\n  UK\u200b Ltd ")
    'Civica UK Ltd'
    """
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def _visible(char: str) -> str:
    return char if char.isprintable() else char.encode("unicode_escape").decode("ascii")


def plain_number(number: float) -> str:
    """A number of any unit in digits: whole from a thousand on, else to six places, and never with an exponent.

    >>> plain_number(70901.47), plain_number(0.05), plain_number(-3.0), plain_number(1_000_000)
    ('70,901', '0.05', '-3', '1,000,000')
    """
    if abs(number) >= 1_000:
        return f"{number:,.0f}"
    return f"{number:,.6f}".rstrip("0").rstrip(".")
