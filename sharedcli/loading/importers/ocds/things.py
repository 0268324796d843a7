"""What a notice buys, by code and in the publisher's words, and where it can be read."""

from __future__ import annotations

from collections.abc import Iterable

from sharedcli.loading.importers.ocds.values import Said
from sharedcli.loading.importers.stated import ADDRESS, CPV_CODE
from sharedcli.model.printable import printable


def cpv_of(tender: Said, items: Iterable[Said]) -> tuple[str, ...]:
    """Codes of the Common Procurement Vocabulary: the tender's own, then those of the items bought."""
    codes = (_codes(group) for group in (tender, *items))
    return tuple(dict.fromkeys(code for found in codes for code in found))


def _codes(group: Said) -> Iterable[str]:
    for one in (group.group("classification"), *group.groups("additionalClassifications")):
        if one.text("scheme").upper() != "CPV":
            continue
        text = one.text("id")
        if code := CPV_CODE.fullmatch(text):
            yield code[1]
        elif text:
            one.add(f'"{printable(text)}" is no code of the Common Procurement Vocabulary, which has eight digits')


def kind_of_thing(tender: Said, items: Iterable[Said], others: Iterable[Said]) -> str:
    """The words beside the first code, else goods, works or services, of the contract, its award or the tender."""
    for group in (tender, *items):
        for one in (group.group("classification"), *group.groups("additionalClassifications")):
            if words := one.text("description"):
                return words
    return next(filter(None, (group.text("mainProcurementCategory") for group in (*others, tender))), "")


def url_of(groups: Iterable[Said], release: Said, package: str) -> str:
    """Where the notice can be read: the newest notice among the documents, else the release's own address."""
    for group in groups:
        notices = [one for one in group.groups("documents") if one.text("documentType").endswith("Notice")]
        notices.sort(key=lambda one: one.text("datePublished"))
        for notice in reversed(notices):
            if ADDRESS.fullmatch(address := notice.text("url")):
                return address
    links = (link.text("href") for link in release.groups("links") if link.text("rel") == "canonical")
    return next((address for address in (*links, package) if ADDRESS.fullmatch(address)), "")
