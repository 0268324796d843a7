"""The options that limit who may share with whom, and what their text means."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING, Annotated

import typer

from sharedcli.cli.gathering import council_code, known

if TYPE_CHECKING:
    from sharedcli.api import Loaded
    from sharedcli.model.overrides import Override
    from sharedcli.model.profile import Council
    from sharedcli.model.wishes import Wishes

Region = Annotated[list[str] | None, typer.Option("--region", metavar="NAME", help="Only councils of this region.")]
County = Annotated[list[str] | None, typer.Option("--county", metavar="NAME", help="Only councils of this county.")]
Tier = Annotated[list[str] | None, typer.Option("--tier", metavar="NAME", help="Only councils of this kind.")]
Size = Annotated[
    str | None, typer.Option("--size", metavar="MIN-MAX", help="Members of a consortium: 3-6, 3- or more, -6, or 4.")
]
MustInclude = Annotated[
    list[str] | None,
    typer.Option("--must-include", metavar="COUNCIL", help="This council must be in a consortium, whatever it costs."),
]
Exclude = Annotated[list[str] | None, typer.Option("--exclude", metavar="COUNCIL", help="Not this council.")]
Onboarding = Annotated[
    int | None,
    typer.Option("--onboarding-months", min=0, max=120, metavar="N", help="How long after the first the last joins."),
]
Vesting = Annotated[
    bool, typer.Option("--vesting", help="Match only councils that pass to the same successor on the same day.")
]


def filter_words(given: Collection[str] | None, option: str, known_whole: Collection[str] = ()) -> list[str]:
    """What was given to an option that repeats, commas split too but for those in a name that is known.

    >>> filter_words(["Dorset,Devon", "Poole, Christchurch"], "--county", ["poole, christchurch"])
    ['Dorset', 'Devon', 'Poole, Christchurch']
    """
    texts = [[text] if text.strip().casefold() in known_whole else text.split(",") for text in given or ()]
    found = [word.strip() for text in texts for word in text if word.strip()]
    if given and not found:
        msg = "was given no name; leave it out for all."
        raise typer.BadParameter(msg, param_hint=option)
    return found


def size_of(text: str | None) -> tuple[int, int | None]:
    """The least and the most members of a consortium, `None` for any number.

    >>> size_of("3-6"), size_of("3-"), size_of("-6"), size_of("4"), size_of(None)
    ((3, 6), (3, None), (2, 6), (4, 4), (2, None))
    """
    if text is None:
        return 2, None
    read = re.fullmatch(r"(\d{0,4})(-?)(\d{0,4})", text.strip(), re.ASCII)
    if read and (read[1] or read[3]):
        least = int(read[1]) if read[1] else 2
        most = int(read[3]) if read[3] else (None if read[2] else least)
        if least >= 2 and (most is None or most >= least):
            return least, most
    msg = f"{text} is not a number of members; write 3-6, 3-, -6 or 4, two members at least."
    raise typer.BadParameter(msg, param_hint="--size")


def wishes_of(
    loaded: Loaded,
    *,
    region: list[str] | None,
    county: list[str] | None,
    tier: list[str] | None,
    size: str | None,
    must_include: list[str] | None,
    exclude: list[str] | None,
    vesting: bool,
) -> Wishes:
    """The limits asked for, every name in them known to the profiles."""
    from sharedcli.model.wishes import Wishes

    councils = [profile.council for cohort in loaded.cohorts for profile in cohort.profiles]
    least, most = size_of(size)
    wanted = _codes(must_include, "--must-include", loaded)
    unwanted = _codes(exclude, "--exclude", loaded)
    if both := set(wanted) & set(unwanted):
        msg = f"{', '.join(sorted(both))} cannot be left out and be included too."
        raise typer.BadParameter(msg, param_hint="--exclude")
    return Wishes(
        regions=_among(region, "--region", {council.region for council in councils}),
        counties=_among(county, "--county", {council.county for council in councils if council.county}),
        tiers=_among(tier, "--tier", _tiers(councils)),
        least=least,
        most=most,
        must_include=wanted,
        exclude=unwanted,
        vesting=vesting,
    )


def onboarding(months: int | None) -> tuple[Override, ...]:
    """The assumption that `--onboarding-months` replaces, where it is given."""
    if months is None:
        return ()
    from sharedcli.model.overrides import Override

    return (Override(name="onboarding_months", value=float(months), where="--onboarding-months"),)


def _codes(given: list[str] | None, option: str, loaded: Loaded) -> tuple[str, ...]:
    names = {profile.council.name.casefold() for cohort in loaded.cohorts for profile in cohort.profiles}
    return tuple(sorted({council_code(word, loaded, option) for word in filter_words(given, option, names)}))


def _tiers(councils: Collection[Council]) -> set[str]:
    return {str(council.tier) for council in councils}


def _among(given: list[str] | None, option: str, listed: set[str]) -> tuple[str, ...]:
    """Each word as the profiles write it, whatever its case."""
    written = {word.casefold(): word for word in listed}
    words = (written.get(word.casefold(), word) for word in filter_words(given, option, written))
    return tuple(sorted({known(word, listed, option, "No council here is of") for word in words}))
