"""What somebody typed where the template explains: it is read by nobody, so that it is said not to be taken.

What each field means stands in the workbook twice, beside the answers about the council and on the sheet Fields; what
differs between the two was changed by whoever filled it in. Nothing here knows the words themselves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sharedcli.loading.importers.template.book import Page
from sharedcli.loading.importers.template.cells import cell_text
from sharedcli.loading.importers.template.pages import Headed
from sharedcli.loading.importers.template.shape import ANSWER, ANSWERED, FIELDS, LABEL, NAME, OWN_SHEETS, said
from sharedcli.loading.importers.template.taking import Taken
from sharedcli.model.printable import printable

_EXPLAINING = tuple(heading for heading in ANSWERED if heading not in {LABEL, ANSWER, NAME})


def tell_typed_over(pages: Sequence[Page], council: Headed, taken: Taken) -> None:
    """Cells beside the answers about the council that are not as the sheet Fields has them, where that is there."""
    told, headings = _explained(pages), [said(text) for text in council.headings]
    if said(NAME) not in headings:
        return
    name = headings.index(said(NAME))
    below = range(council.row + 1, len(council.page.rows))
    for place, heading in enumerate(council.headings):
        changed = []
        for row in below:
            cells = council.page.rows[row]
            text, field = (cell_text(cells[at]) if at < len(cells) else "" for at in (place, name))
            if text and text != told.get(field, {}).get(said(heading), text):
                changed.append(row)
        if changed:
            what = f"{printable(heading)} only explains; answers stand under {ANSWER}"
            taken.not_taken(what, len(changed), taken.cell(council.page.title, changed[0], place))


def _explained(pages: Sequence[Page]) -> Mapping[str, Mapping[str, str]]:
    """The words of the sheet Fields, by the name of the field and then by heading."""
    rows = next((page.rows for page in pages if said(page.title) == said(FIELDS)), ())
    headings = [said(cell_text(cell)) for cell in rows[0]] if rows else []
    if said(NAME) not in headings:
        return {}
    explaining = {said(heading) for heading in _EXPLAINING}
    found: dict[str, dict[str, str]] = {}
    for cells in rows[1:]:
        texts = dict(zip(headings, map(cell_text, cells), strict=False))
        # The council's own fields come first; one of a system may be called the same.
        found.setdefault(texts.get(said(NAME), ""), {name: text for name, text in texts.items() if name in explaining})
    return found


def tell_typed_beside(pages: Sequence[Page], taken: Taken) -> None:
    """Cells of the sheets that explain which stand to the right of all their headings."""
    explaining = {said(title) for title in OWN_SHEETS}
    for page in pages:
        if said(page.title) in explaining and page.rows:
            headed = max((place for place, cell in enumerate(page.rows[0], start=1) if cell_text(cell)), default=0)
            beside = [
                (row, place)
                for row, cells in enumerate(page.rows)
                for place, cell in enumerate(cells[headed:], start=headed)
                if cell_text(cell)
            ]
            if beside:
                taken.not_taken("This sheet only explains", len(beside), taken.cell(page.title, *beside[0]))
