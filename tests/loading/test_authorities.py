"""The register of UK councils: what it must hold, and every fact in it beside the lists that others publish.

Where the register and a list differ, the difference stands here with its reason.
"""

from __future__ import annotations

import datetime as dt
import time
from collections import Counter
from importlib.resources import files

import pytest

from sharedcli.errors import PackageDataError
from sharedcli.loading.authorities import authorities, read_authorities
from sharedcli.loading.council_names import called, plain
from tests.council_lists import LISTS, rows

REGISTER = authorities()
HEAD = (
    "code,name,tier,region,county,started_on,ended_on,successors,govuk,snac,former_codes,population,other_names\n"
)  # fmt: skip
LAST_DAYS = {dt.date(2009, 3, 31), dt.date(2015, 3, 31)} | {dt.date(year, 3, 31) for year in (2019, 2020, 2021, 2023)}
beside_the_lists = pytest.mark.skipif(not LISTS.is_dir(), reason="the lists of councils are not beside the project")

TIERS = {
    "Non-metropolitan district": "district",
    "Unitary authority": "unitary",
    "Metropolitan district": "metropolitan",
    "London borough": "london-borough",
    "City corporation": "london-borough",
    "County": "county",
    "Scottish unitary authority": "scottish",
    "Welsh unitary authority": "welsh",
    "NI district": "northern-irish",
}
NOT_AS_LISTED = {
    ("DBY", "region"): "the list has West Midlands; all its districts are in the East Midlands",
    ("LIN", "region"): "the list has Yorkshire and The Humber; all its districts are in the East Midlands",
    ("FOR", "county"): "the list has Surrey; Forest Heath was in Suffolk, like its successor",
    ("NET", "name"): "the list has Newcastle City Council, which is kept as another name: there are two Newcastles",
}

# Worked by hand from the structural changes orders of 2008 (in force on 1 April 2009) and from the Local Government
# (Boundaries) Act (Northern Ireland) 2008 (on 1 April 2015): no list beside the project says who took over then.
TOOK_OVER = {
    "E06000047": "chester le street, derwentside, durham, durham, easington, sedgefield, teesdale, wear valley",
    "E06000049": "cheshire, congleton, crewe and nantwich, macclesfield",
    "E06000050": "cheshire, chester, ellesmere port and neston, vale royal",
    "E06000051": "bridgnorth, north shropshire, oswestry, shrewsbury and atcham, shropshire, south shropshire",
    "E06000052": "caradon, carrick, cornwall, kerrier, north cornwall, penwith, restormel",
    "E06000054": "kennet, north wiltshire, salisbury, west wiltshire, wiltshire",
    "E06000055": "bedford, bedfordshire",
    "E06000056": "bedfordshire, mid bedfordshire, south bedfordshire",
    "E06000057": "alnwick, berwick upon tweed, blyth valley, castle morpeth, northumberland, tynedale, wansbeck",
    "N09000001": "antrim, newtownabbey",
    "N09000002": "armagh, banbridge, craigavon",
    "N09000004": "ballymoney, coleraine, limavady, moyle",
    "N09000005": "derry, strabane",
    "N09000006": "fermanagh, omagh",
    "N09000007": "castlereagh, lisburn",
    "N09000008": "ballymena, carrickfergus, larne",
    "N09000009": "cookstown, dungannon and south tyrone, magherafelt",
    "N09000010": "down, newry and mourne",
    "N09000011": "ards, north down",
}
OURS = {
    "E06000004": "stockton borough council",
    "E06000011": "east riding",
    "E06000021": "stoke city council",
    "E06000022": "b and nes, banes, bathnes",
    "E06000033": "southend, southend on sea city council",  # a city since 2022
    "E06000040": "rbwm",
    "E06000042": "milton keynes city council",  # a city since 2022
    "E06000056": "central beds",
    "E06000058": "bcp council",
    "E07000071": "colchester city council",  # a city since 2022
    "E07000085": "east hants",
    "E07000099": "north herts",
    "E07000195": "newcastle borough council",
    "E07000221": "stratford district council, stratford upon avon",
    "E07000241": "welwyn and hatfield",
    "E07000242": "east herts",
    "E08000021": "newcastle on tyne",
    "E09000001": "corporation of london",
    "E09000020": "rbkc",
    "E09000021": "kingston borough council, royal borough of kingston",
    "E09000027": "london borough of richmond, richmond borough council",
    "W06000001": "ynys mon",
    "W06000010": "sir gar",
}
"""Spellings that no list has and that councils use of themselves, or are used of one council only."""


def test_the_register_holds_the_382_councils_of_today() -> None:
    existing = Counter(council.tier for council in REGISTER.councils if council.ended_on is None)
    assert existing == {
        "district": 164, "unitary": 63, "metropolitan": 36, "london-borough": 33, "scottish": 32, "welsh": 22,
        "county": 21, "northern-irish": 11,
    }  # fmt: skip
    assert existing.total() == 382
    assert len(REGISTER.other_bodies) == 15


def test_whoever_took_over_exists_the_day_after() -> None:
    ended = [council for council in REGISTER.councils if council.ended_on]
    assert {council.ended_on for council in ended} == LAST_DAYS
    assert len(ended) == 117
    for council in ended:
        assert council.ended_on is not None
        for code in council.successors:
            heir = REGISTER.by_code(code)
            assert heir is not None, council.name
            assert heir.exists_on(council.ended_on + dt.timedelta(days=1)), council.name
            assert heir.region == council.region, council.name
        assert all(heir.ended_on is None for heir in REGISTER.now(council))


def test_who_took_over_in_2009_and_2015() -> None:
    found: dict[str, list[str]] = {}
    for council in REGISTER.councils:
        if council.ended_on and council.ended_on.year in {2009, 2015}:
            for code in council.successors:
                found.setdefault(code, []).append(called(council.name).place)
    assert {code: ", ".join(sorted(places)) for code, places in found.items()} == TOOK_OVER


def test_only_four_councils_were_divided_between_two() -> None:
    divided = {council.name for council in REGISTER.councils if len(REGISTER.now(council)) > 1}
    assert divided == {
        "Bedfordshire County Council", "Cheshire County Council", "Cumbria County Council",
        "Northamptonshire County Council",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("E07000194", "Lichfield District Council"),
        ("41ud", "Lichfield District Council"),
        (" LIF ", "Lichfield District Council"),
        ("E07000097", "East Hertfordshire District Council"),  # until boundaries changed in 2012
        ("S12000046", "Glasgow City Council"),  # until 2019
        ("S12000043", "Glasgow City Council"),
        ("E06000048", "Northumberland County Council"),
        ("09UC", "Mid Bedfordshire District Council"),
        ("95A", "Derry City Council"),
        ("E99999999", None),
        ("", None),
    ],
)
def test_a_council_is_found_by_every_code_it_has_had(code: str, name: str | None) -> None:
    found = REGISTER.by_code(code)
    assert (found and found.name) == name


def test_days_are_inclusive() -> None:
    old, new = REGISTER.by_code("E10000009"), REGISTER.by_code("E06000059")
    assert old is not None
    assert new is not None
    assert [council.exists_on(dt.date(2019, 3, 31)) for council in (old, new)] == [True, False]
    assert [council.exists_on(dt.date(2019, 4, 1)) for council in (old, new)] == [False, True]


def test_the_same_councils_exist_from_one_change_to_the_next() -> None:
    assert REGISTER.unchanged_since(dt.date(2009, 3, 31)) == dt.date.min
    assert REGISTER.unchanged_since(dt.date(2009, 4, 1)) == dt.date(2009, 4, 1)
    assert REGISTER.unchanged_since(dt.date(2026, 11, 24)) == dt.date(2023, 4, 1)


def test_reading_the_register_is_quick() -> None:
    text = files("sharedcli").joinpath("councils.csv").read_text(encoding="utf-8")
    took = []
    for _ in range(5):
        began = time.perf_counter()
        read_authorities(text)
        took.append(time.perf_counter() - began)
    assert min(took) < 0.010


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name,code\n", "must have the columns"),
        (HEAD + "E1,A Council,parish,Wales,,,,,,,,,\n", "names no tier"),
        (HEAD + "E1,A Council,welsh,,,,,,,,,,\n", "lacks its code, name or region"),
        (HEAD + "E1,A Council,welsh,Wales,,,2009-03-31,,,,,,\n", "without successors"),
        (HEAD + "E1,A Council,welsh,Wales,,,2009-03-32,E2,,,,,\n", "E1 A Council"),
        (HEAD + "E1,A Council,welsh,Wales,,,,,,,,many,\n", "many"),
    ],
)
def test_a_wrong_line_is_refused(text: str, said: str) -> None:
    with pytest.raises(PackageDataError, match=said):
        read_authorities(text)


def test_two_councils_may_not_share_a_code() -> None:
    twice = read_authorities(HEAD + "E1,A Council,welsh,Wales,,,,,X,,,,\nE2,B Council,welsh,Wales,,,,,X,,,,\n")
    with pytest.raises(PackageDataError, match="A Council and of B Council"):
        twice.by_code("E1")


@beside_the_lists
def test_every_fact_is_as_listed() -> None:
    listed = {row["local-authority-code"]: row for row in rows("uk_local_authorities_past_current.csv")}
    differing, compared = set(), 0
    for govuk, row in listed.items():
        if row["local-authority-type-name"] not in TIERS:
            continue
        council = REGISTER.by_code(govuk)
        assert council is not None, govuk
        compared += 1
        heirs = {listed[code]["gss-code"] for code in row["replaced-by"].split(",") if code}
        facts = {
            "code": (council.code, row["gss-code"] or row["snac"]),
            "name": (plain(council.name), plain(row["official-name"])),
            "tier": (council.tier, TIERS[row["local-authority-type-name"]]),
            # Fifteen abolished councils have none in the list: theirs is their successors', tested above.
            "region": (council.region, row["region"] or council.region),
            "county": (council.county, _county(row, listed)),
            # Days of 2005 and before are when a council came into some register, not its first days.
            "started_on": (str(council.started_on or ""), row["start-date"] if row["start-date"] >= "2009" else ""),
            "ended_on": (str(council.ended_on or ""), _last_day(row["end-date"])),
            # The list has none for Northern Ireland.
            "successors": (set(council.successors), heirs or set(council.successors)),
            "snac": (council.snac, row["snac"] if row["gss-code"] else ""),
            "population": (council.population, _population(row)),
            "former_codes": (set(council.former_codes), {code for code in row["former-gss-codes"].split(",") if code}),
        }
        differing |= {(govuk, fact) for fact, (ours, theirs) in facts.items() if ours != theirs}
    assert differing == set(NOT_AS_LISTED)
    assert compared == 455


def _county(row: dict[str, str], listed: dict[str, dict[str, str]]) -> str:
    county = listed.get(row["county-la"])
    return county["official-name"].removesuffix(" County Council") if county else ""


def _last_day(end: str) -> str:
    """The list has the last day for some councils and the day after it for others."""
    day = dt.date.fromisoformat(end) if end else None
    return "" if day is None else str(day - dt.timedelta(days=1) if day.day == 1 else day)


def _population(row: dict[str, str]) -> int | None:
    """The list has one for Dorset County Council too, which was no more in 2020."""
    ended_before = bool(row["end-date"]) and row["end-date"] < "2020-06-30"
    return int(float(row["pop-2020"])) if row["pop-2020"] and not ended_before else None


@beside_the_lists
def test_spellings_are_listed_or_known_to_be_ours() -> None:
    listed = {plain(row["la-name"]) for row in rows("lookup_name_to_registry.csv")}
    listed |= {plain(row["name"]) for row in rows("openregister_name.tsv")}
    ours = {
        council.code: ", ".join(sorted(name for name in map(plain, council.other_names) if name not in listed))
        for council in REGISTER.councils
    }
    assert {code: names for code, names in ours.items() if names} == OURS


@beside_the_lists
def test_the_councils_abolished_in_2009_are_as_listed() -> None:
    listed = rows("england_abolished_2009.csv")
    for row in listed:
        council = REGISTER.by_code(row["snac"])
        assert council is not None
        county = row["county"] if council.tier == "district" else ""
        assert (council.name, council.tier, council.county, str(council.ended_on)) == (
            row["name"], TIERS[row["type"]], county, row["end_date"],
        )  # fmt: skip
    assert len(listed) == 38


@beside_the_lists
def test_the_english_councils_of_2006_existed_then() -> None:
    listed = rows("councils_england_2006era.csv")
    then = [council for council in REGISTER.councils if council.exists_on(dt.date(2006, 3, 1))]
    english = {plain(council.name) for council in then if council.tier not in {"scottish", "welsh", "northern-irish"}}
    official = {plain(row["name"]) for row in listed}
    assert official - english == {"newcastle city council"}
    assert english - official == {"newcastle upon tyne city council"}
    assert len(listed) == 388


@beside_the_lists
def test_codes_are_as_listed() -> None:
    pairs = [(row["gss-code"], row["local-authority-code"]) for row in rows("lookup_gss_to_registry.csv")]
    for kind in ("gss", "snac"):
        pairs += [(row[kind], row["local-authority"].split(":")[1]) for row in rows(f"openregister_{kind}.tsv")]
    compared = 0
    for code, govuk in pairs:
        council = REGISTER.by_code(govuk)
        if code and council:
            assert REGISTER.by_code(code) == council, (code, govuk)
            compared += 1
    assert compared == 1293


@beside_the_lists
def test_no_reorganisation_to_come_is_dated_in_the_list() -> None:
    """The day this fails the list of coming reorganisations says more than the register knows."""
    fields = ("local-authority-code", "end-date", "replaced-by")
    past, coming = (
        [[row[field] for field in fields] for row in rows(f"uk_local_authorities_{name}.csv")]
        for name in ("past_current", "future")
    )
    assert coming == past
