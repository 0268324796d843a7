"""Whose a contract is: names of every kind, each with the answer that a person gives who knows the councils.

The codes are worked from the lists of councils and from what the names say; the traps are those of real notices.
"""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sharedcli.drafting import buyers
from sharedcli.drafting.buyer_names import lists
from sharedcli.drafting.buyers import whose
from sharedcli.drafting.near_names import unknown
from sharedcli.loading.authorities import Authorities, authorities
from sharedcli.model.authority import Authority

ONE_COUNCIL = {
    "Lichfield District Council": "E07000194",
    "LICHFIELD DC": "E07000194",
    "Birmingham City Council : Birmingham City Council": "E08000025",
    "Leeds City Council - Adult Social Care": "E08000035",
    "Adult Social Care : Leeds City Council": "E08000035",
    "Royal Borough of Windsor and Maidenhead (RBWM)": "E06000040",
    "Kent County Council t/a LASER": "E10000016",
    "Telford &amp; Wrekin Council": "E06000020",
    ".East Riding Of Yorkshire Council": "E06000011",
    "London Borough of Barnet Council": "E09000003",
    "The Mayor and Burgesses of the London Borough of Camden": "E09000007",
    "Cyngor Sir Ceredigion / Ceredigion County Council": "W06000008",
    "Cyngor Bwrdeistref Sirol Wrecsam": "W06000006",
    "Cyngor Gwynedd": "W06000002",
    "Comhairle nan Eilean Siar": "S12000013",
    # Names with "and" in them are single names.
    "Armagh City, Banbridge and Craigavon Borough Council": "N09000002",
    "Bath and North East Somerset": "E06000022",
    "Kensington & Chelsea": "E09000020",
    "Windsor and Maidenhead Borough Council": "E06000040",
    "Borough Council of King’s Lynn & West Norfolk": "E07000146",
    "Bournemouth Christchurch and Poole Council": "E06000058",
    "Cheshire West and Chester Council": "E06000050",
    # Names that are nearly another council's.
    "Newcastle City Council": "E08000021",
    "Newcastle-under-Lyme Borough Council": "E07000195",
    "Stafford": "E07000197",
    "Staffordshire": "E10000028",
    "Derby City": "E06000015",
    "Derbyshire": "E10000007",
    "Gloucester City Council": "E07000081",
    "Gloucestershire": "E10000013",
    "Cheshire East Borough Council": "E06000049",
    "London Borough of Richmond": "E09000027",
    "Leicester CC": "E06000016",
    # A bare place, where one council bears it.
    "Bristol": "E06000023",
    "Bedford": "E06000055",
    "Edinburgh (City of)": "S12000036",
    "Rutland County Council District Council": "E06000017",
    "Durham": "E06000047",
}

FORMER = {
    "Suffolk Coastal District Council": "E07000244",
    "Suffolk Coastal District Council and Waveney District Council": "E07000244",
    "Chiltern and South Bucks District Councils": "E06000060",
    "Taunton Deane Borough Council": "E06000066",  # by way of Somerset West and Taunton
    "Durham City Council": "E06000047",
    "Somerset County Council": "E06000066",
    "Bournemouth": "E06000058",
    "Derry City Council": "N09000005",
    "Macclesfield Borough Council": "E06000049",
}

JOINT = {
    "Babergh and Mid Suffolk District Councils": "E07000200 E07000203",
    "Adur & Worthing Councils": "E07000223 E07000229",
    "Adur/Worthing Councils": "E07000223 E07000229",
    "South Oxfordshire and Vale of White Horse District Councils": "E07000179 E07000180",
    "Bromsgrove District and Redditch Borough Councils": "E07000234 E07000236",
    "London Boroughs of Richmond and Wandsworth": "E09000027 E09000032",
    "Royal Borough of Kensington and Chelsea and London Borough of Hammersmith & Fulham": "E09000020 E09000013",
    "Cambridge City Council and South Cambridgeshire District Council": "E07000008 E07000012",
    "Leeds; Bradford": "E08000035 E08000032",
    "Norfolk County Council (NCC) and Suffolk County Council (SCC)": "E10000020 E10000029",
    "Surrey County Council and East Sussex County Council (Orbis)": "E10000030 E10000011",
    "Cambridge City, Huntingdonshire and South Cambridgeshire District Councils": "E07000008 E07000011 E07000012",
    "Bristol City Council, North Somerset Council and Bath and North East Somerset Council": (
        "E06000023 E06000024 E06000022"
    ),
    "Portsmouth City Council on behalf of Southampton City Council and Isle of Wight Council": (
        "E06000044 E06000045 E06000046"
    ),
}

NOBODY = {
    "LASER": "LASER is not a council in the register",
    "Leeds City College": "Leeds City College is not a council in the register",
    "Kent Police": "Kent Police is not a council in the register",
    "Durham University": "Durham University is not a council in the register",
    "Birmingham City University": "Birmingham City University is not a council in the register",
    "Nottingham City Homes": "Nottingham City Homes is not a council in the register",
    "Leeds Beckett University": "Leeds Beckett University is not a council in the register",
    "Leeds City : College": "Leeds City : College is not a council in the register",
    "Reading (University)": "Reading (University) is not a council in the register",
    "NHS Kent and Medway": "NHS Kent and Medway is not a council in the register",
    "Tyne and Wear": "Tyne and Wear is not a council in the register",
    "Coventry and Warwickshire": "Coventry and Warwickshire is not a council in the register",
    "Barnsley, Doncaster, Rotherham and Sheffield Combined Authority": (
        "Barnsley, Doncaster, Rotherham and Sheffield Combined Authority is not a council in the register"
    ),
    "West Midlands Combined Authority": "West Midlands Combined Authority is a combined authority, not a council",
    "Greater London Authority": "Greater London Authority is a strategic authority, not a council",
    "Cambridgeshire District Councils": (
        "Cambridgeshire District Councils means several councils and does not say which"
    ),
    "Cumbria County Council": (
        "Cumbria County Council was abolished on 31 March 2023; "
        "two councils took over: Cumberland, Westmorland and Furness"
    ),
    "Cheshire": (
        "Cheshire County Council was abolished on 31 March 2009; "
        "two councils took over: Cheshire East, Cheshire West and Chester"
    ),
    "Newcastle": (
        "Newcastle is not a council in the register. "
        "Did you mean Newcastle-under-Lyme Borough Council or Newcastle upon Tyne City Council?"
    ),
    "Richmond": "Richmond is not a council in the register. Did you mean London Borough of Richmond upon Thames?",
    "Lichfield City Council": (
        "Lichfield City Council is not a council in the register. Did you mean Lichfield District Council?"
    ),
    "Essex County Council Procurement": (
        "Essex County Council Procurement is not a council in the register. Did you mean Essex County Council?"
    ),
    "Antrim and Newtownabby Borough Council": (
        "Antrim and Newtownabby Borough Council is not a council in the register. "
        "Did you mean Antrim and Newtownabbey Borough Council?"
    ),
}


@pytest.mark.parametrize("name", ONE_COUNCIL)
def test_one_council(name: str) -> None:
    buyer = whose((name,))
    assert (buyer.codes, buyer.joint, buyer.reasons) == ((ONE_COUNCIL[name],), False, ())


@pytest.mark.parametrize("name", FORMER)
def test_the_council_that_took_over(name: str) -> None:
    buyer = whose((name,))
    assert (buyer.codes, buyer.joint, buyer.reasons) == ((FORMER[name],), False, ())
    (found,) = buyer.councils
    assert found.how == "former name"
    assert found.formerly is not None
    assert found.formerly.ended_on is not None
    if found.formerly.successors == (found.authority.code,):
        assert f" was succeeded by {found.authority.name} on 1 April " in str(found)
    else:  # the one that took over is no more either, and other days would be wrong
        assert str(found).endswith(f" ended on 31 March {found.formerly.ended_on.year}, and its work is "
                                   f"{found.authority.name}'s now")  # fmt: skip


@pytest.mark.parametrize("name", JOINT)
def test_several_councils(name: str) -> None:
    buyer = whose((name,))
    assert (" ".join(buyer.codes), buyer.joint, buyer.reasons) == (JOINT[name], True, ())


@pytest.mark.parametrize("name", NOBODY)
def test_nobody_and_why(name: str) -> None:
    assert whose((name,)) == buyers.Buyer(reasons=(NOBODY[name],))


def test_whoever_only_buys_for_a_council_makes_nothing_joint() -> None:
    buyer = whose(("LGSS on behalf of Cambridgeshire County Council",))
    assert (buyer.codes, buyer.joint) == (("E10000003",), False)
    assert buyer.reasons == ("LGSS is not a council in the register; it bought on behalf of others",)


def test_a_council_that_buys_for_others_buys_jointly() -> None:
    buyer = whose(("Kent County Council on behalf of its schools",))
    assert (buyer.codes, buyer.joint) == (("E10000016",), True)
    assert buyer.reasons == ("its schools is not a council in the register",)


def test_a_bare_place_beside_an_agent_is_no_council() -> None:
    buyer = whose(("YPO on behalf of Leeds",))
    assert buyer.codes == ()
    assert buyer.reasons[1] == "Leeds is not said to be a council"


@pytest.mark.parametrize("names", [("Kent County Council and Kent Police",), ("Kent County Council", "Kent Police")])
def test_a_council_and_somebody_else_buy_jointly(names: tuple[str, ...]) -> None:
    buyer = whose(names)
    assert (buyer.codes, buyer.joint) == (("E10000016",), True)
    assert buyer.reasons == ("Kent Police is not a council in the register",)


def test_a_council_named_twice_buys_alone() -> None:
    assert not whose(("Kent County Council", "KENT CC")).joint


@pytest.mark.parametrize("name", ["Kent County Council, Maidstone", "Kent County Council\nMaidstone"])
def test_the_place_in_an_address_is_no_buyer(name: str) -> None:
    buyer = whose((name,))
    assert buyer.codes == ("E10000016",)
    assert buyer.reasons == ("Maidstone is not said to be a council",)


def test_an_address_is_no_buyer() -> None:
    assert whose(("Acme Ltd; Leeds",)).codes == ()
    assert whose(("2 Market Place\nCrawley\nWest Sussex",)).codes == ()


def test_how_says_exact_or_spelling() -> None:
    exact, spelled = whose(("KENT COUNTY COUNCIL", "Medway")).councils
    assert (exact.how, spelled.how) == ("exact name", "spelling")
    assert str(spelled) == "Medway: spelling of Medway Council"


def test_the_day_tells_two_councils_of_one_name_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Invented: no two councils of the register bore one name with different heirs."""
    old = Authority("X1", "Ambleford Council", "district", "Wales", ended_on=dt.date(2009, 3, 31), successors=("X3",))
    new = Authority("X2", "Ambleford Council", "unitary", "Wales", started_on=dt.date(2015, 4, 1))
    heir = Authority("X3", "Barnmouth Council", "unitary", "Wales")
    monkeypatch.setattr(buyers, "authorities", lambda: Authorities((old, new, heir), ()))
    assert whose(("Ambleford Council",), dt.date(2008, 1, 1)).codes == ("X3",)
    assert whose(("Ambleford Council",), dt.date(2016, 1, 1)).codes == ("X2",)
    assert whose(("Ambleford",)).reasons == ("Two councils are called Ambleford: Ambleford Council, Ambleford Council",)


def test_every_name_in_the_register_means_its_council_or_says_who_took_over() -> None:
    for council in authorities().councils:
        heirs = authorities().now(council)
        for name in (council.name, *council.other_names):
            buyer = whose((name,))
            assert buyer.codes == (tuple(heir.code for heir in heirs) if len(heirs) == 1 else ()), name
            assert bool(buyer.reasons) == (len(heirs) > 1), name


@pytest.mark.parametrize(
    "name",
    [
        "", " ", ".", "&", "and", "Council", "Councils", "the", "on behalf of", " : ", "()", "City of",
        "London Borough of", "obo " * 240 + "Kent County Council", ", " * 499 + "Council", "and " * 200 + "Council",
        "(" * 900, "a" * 100_000, "Leeds and Bradford and " * 30 + "York Councils", "\x1b[2J",
        "\u202eKent County Council", "A" * 900 + " Councils", "a obo " * 160 + "Kent County Council",
        "Council " + "(" * 490 + "a" + ")" * 490,
    ],
    ids=range(24),
)  # fmt: skip
def test_any_text_gets_an_answer(name: str) -> None:
    buyer = whose((name,))
    assert buyer.codes in {(), ("E10000016",)}
    assert all(reason.isprintable() for reason in buyer.reasons)
    assert bool(buyer.codes or buyer.reasons) == bool(name.strip())


PIECES = (
    "Kent County Council", "Leeds City Council", "Kent Police", "Leeds", "Council", "and", "&", ",", ";", " : ", " - ",
    "(", ")", "on behalf of", "Councils", "\n", "/", "City of",
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=8))
def test_no_council_is_lost_without_a_word(pieces: list[str]) -> None:
    buyer = whose((" ".join(pieces),))
    named = {"E10000016": "Kent County Council", "E08000035": "Leeds City Council"}
    lost = [code for code, name in named.items() if name in pieces and code not in buyer.codes]
    assert not lost or buyer.reasons
    assert buyer.joint or len(buyer.codes) < 2


def test_nobody_is_named_without_names() -> None:
    assert whose(()) == buyers.Buyer()


def test_a_list_is_read_with_as_few_names_as_can_be() -> None:
    assert lists("Bath and North East Somerset and Bristol")[-1] == ("Bath", "North East Somerset", "Bristol")
    assert lists("Kent") == ()


def test_a_near_name_is_only_asked_about() -> None:
    assert unknown("Wolverhamton City Council").endswith("Did you mean City of Wolverhampton Council?")
    assert unknown("Acme Limited") == "Acme Limited is not a council in the register"
