"""Published text mended where software broke it on the way: entities, encodings read twice, lost line breaks.

Nothing is mended that might have been meant. Where words may have changed, the second value says so.
"""

from __future__ import annotations

import html
import re

from sharedcli.loading.decoding import UNSEEN

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,31}\d{0,2});")
# A letter that begins two bytes of UTF-8 read as Windows text, before one that ends them: "Â£", "â€¯".
_READ_TWICE = re.compile("[ÂÃÅâ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
_LOST_BREAK = re.compile(r"(?<=\S)rnrn(?=\W|[A-Z0-9]|$)|(?<=[.:;!?)])rn(?=\s|[A-Z0-9]|$)")
_LOST = ("rnrn", ".rn", ":rn", ";rn", "!rn", "?rn", ")rn")
_BREAK = re.compile("\r\n?|[\x85\u2028\u2029]")


def mended(text: str) -> tuple[str, tuple[str, ...]]:
    r"""The text as it was meant, and what was done to it where words may have changed, in a few words each.

    >>> mended("Rates &amp; benefits"), mended("Lot 1.rnrnLot 2")
    (('Rates & benefits', ()), ('Lot 1.\n\nLot 2', ('line breaks were lost as "rn"',)))
    """
    if text.isascii() and text.isprintable() and "&" not in text and "rn" not in text:
        return text.strip(), ()  # nine of ten texts
    done = []
    for _ in range(2):  # "&amp;#039;" was escaped twice
        text = _ENTITY.sub(lambda entity: html.unescape(entity[0]), text) if "&" in text else text
    if not text.isascii() and _READ_TWICE.search(text):
        import ftfy

        fixed = ftfy.fix_encoding(text)
        if fixed != text:
            text = fixed
            done.append("the encoding had been read twice")
    # Looked for as plain text first: nearly every text has "rn" somewhere, and a register has a million of them.
    if "rn" in text and any(lost in text for lost in _LOST) and _LOST_BREAK.search(text):
        text = _LOST_BREAK.sub(lambda lost: "\n" * (len(lost[0]) // 2), text)
        done.append('line breaks were lost as "rn"')
    if not text.replace("\n", " ").replace("\t", " ").isprintable():
        text = UNSEEN.sub(" ", _BREAK.sub("\n", text))
    return text.strip(), tuple(done)
