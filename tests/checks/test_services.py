"""The shipped list of services, and what is refused in such a list."""

from __future__ import annotations

from typing import get_args

import pytest

from sharedcli.errors import PackageDataError
from sharedcli.loading.services import read_services, services
from sharedcli.model.profile import Tier

GOOD = "services: {crm: {label: CRM, unit: contacts, tiers: [county], description: Keeps contacts., cpv: ['012']}}"


def test_shipped_list() -> None:
    known = services()
    assert len(known) >= 20
    assert all(key == service.key for key, service in known.items())
    assert set(get_args(Tier)) == {tier for service in known.values() for tier in service.tiers}
    assert "county" not in known["revenues-and-benefits"].tiers
    assert "district" not in known["adult-social-care"].tiers
    assert known["payroll"].unit == "payslips"
    counted = [service.suppliers for service in known.values() if service.suppliers]
    assert counted
    assert all(one.source for one in counted)


def test_shipped_list_is_read_once_and_cannot_be_changed() -> None:
    assert services() is services()
    with pytest.raises(TypeError):
        services()["new"] = services()["crm"]  # type: ignore[index]


def test_nothing_is_guessed() -> None:
    assert read_services(GOOD)["crm"].cpv == ("012",)
    assert read_services(GOOD.replace("contacts,", "no,"))["crm"].unit == "no"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("services: [", "not YAML"),
        ("[]", "group called services"),
        ("services: {}", "group called services"),
        ("services: {crm: text}", "crm is not a group of fields"),
        (GOOD.replace("unit: contacts, ", ""), "crm has no unit"),
        (GOOD.replace("label: CRM", "label: ''"), "crm has no label"),
        (GOOD.replace("label: CRM", "label: [CRM]"), "crm has no label"),
        (GOOD.replace("[county]", "[]"), "crm names no tier"),
        (GOOD.replace("[county]", "[parish]"), "crm names no tier"),
        (GOOD.replace("[county]", "county"), "crm tiers is not a list"),
        (GOOD.replace("['012']", "'012'"), "crm cpv is not a list"),
        (GOOD.replace("cpv", "cvp"), "nobody reads: cvp"),
        (GOOD.replace("cpv: ['012']", "suppliers: 3"), "crm suppliers is not a group"),
        (GOOD.replace("cpv: ['012']", "suppliers: {count: 3}"), "crm suppliers is not a group"),
        (GOOD.replace("cpv: ['012']", "suppliers: {count: few, source: Us}"), "count is not a whole number"),
        (GOOD.replace("cpv: ['012']", "suppliers: {count: 0, source: Us}"), "count is not a whole number"),
        (GOOD.replace("cpv: ['012']", "suppliers: {count: 3, source: ''}"), "crm has no source"),
    ],
)
def test_a_bad_entry_is_refused(text: str, says: str) -> None:
    with pytest.raises(PackageDataError, match=says):
        read_services(text)
