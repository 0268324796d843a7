"""What is drawn of pounds and risks: bars, swings, a fan over the years, a grid. Reports take them from `blocks`.

Each holds values and can say them as a table; nothing is sorted or added up here. How each looks is up to `render/`.
"""

from __future__ import annotations

from dataclasses import dataclass

from sharedcli.reports.tabled import Column, Row, Table


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: `gbp` pounds long from `starts_gbp` on, to the left where it is below zero.

    A step of a waterfall starts where the one before it ended; any other bar starts at nothing. `is_total` bars stand
    for what there is, the others for what is added or taken away. One that is not `is_drawn` would dwarf the others, so
    only its pounds are shown. `figure` is the id of `gbp`.
    """

    label: str
    gbp: float
    starts_gbp: float = 0.0
    figure: str = ""
    is_total: bool = False
    is_drawn: bool = True

    @property
    def ends_gbp(self) -> float:
        """Where it ends, and the next step of a waterfall starts."""
        return self.starts_gbp + self.gbp


@dataclass(frozen=True, slots=True)
class Bars:
    """Pounds as bars below one another, all to one scale: the steps of a waterfall, or who wins and loses.

    `description` states what is to be seen, for whoever cannot see it. `note` stands below: the basis of the pounds.
    `heading` says what each bar is, in the table of the same.
    """

    caption: str
    description: str
    bars: tuple[Bar, ...]
    note: str = ""
    heading: str = "Step"

    @property
    def reach_gbp(self) -> tuple[float, float]:
        """The least and the most that any bar drawn starts or ends at, nothing among them."""
        ends = [0.0, *(end for bar in self.bars if bar.is_drawn for end in (bar.starts_gbp, bar.ends_gbp))]
        return min(ends), max(ends)

    @property
    def data(self) -> Table:
        """The same as a table."""
        columns = (Column(self.heading), Column("£", "pounds"))
        rows = tuple(Row((bar.label, bar.gbp), bar.figure, is_total=bar.is_total) for bar in self.bars)
        return Table(self.caption, columns, rows, self.note)


@dataclass(frozen=True, slots=True)
class Swing:
    """What one input alone would do: the pounds at a low and at a high value of it.

    `low` and `high` are the values tried, in words ("0.00", "9 months", "leaves"). Pounds of `None` were not tried, or
    there is no such side; more pounds may lie on either side. `figures` are the ids of the two.
    """

    label: str
    low: str
    high: str
    low_gbp: float | None
    high_gbp: float | None
    figures: tuple[str, str] = ("", "")

    @property
    def ends_gbp(self) -> tuple[float, ...]:
        """The pounds there are, those of the low value first."""
        return tuple(gbp for gbp in (self.low_gbp, self.high_gbp) if gbp is not None)


@dataclass(frozen=True, slots=True)
class Tornado:
    """How far pounds move from `base_gbp` as each input moves alone, all to one scale, in the order given.

    `figure` is the id of `base_gbp`. `description` and `note` are as those of bars.
    """

    caption: str
    description: str
    base_gbp: float
    swings: tuple[Swing, ...]
    note: str = ""
    figure: str = ""

    @property
    def reach_gbp(self) -> tuple[float, float]:
        """The least and the most that any input leads to, the base among them; nothing only where it lies between."""
        ends = [self.base_gbp, *(end for swing in self.swings for end in swing.ends_gbp)]
        return min(ends), max(ends)

    @property
    def data(self) -> Table:
        """The same as a table, the base below."""
        columns = (
            Column("Input"), Column("Low tried"), Column("£ at low", "pounds"),
            Column("High tried"), Column("£ at high", "pounds"),
        )  # fmt: skip
        rows = [
            Row(
                (s.label, s.low or None, s.low_gbp, s.high or None, s.high_gbp),
                ids=("", "", s.figures[0], "", s.figures[1]),
            )
            for s in self.swings
        ]
        base = Row(("Nothing moved", None, self.base_gbp, None, self.base_gbp), self.figure, is_total=True)
        return Table(self.caption, columns, (*rows, base), self.note)


@dataclass(frozen=True, slots=True)
class Fan:
    """Pounds by financial year where they are not certain: a band from low to high, and a line through its middle.

    Low, middle and high have an entry for each of `years` ("2027-28"); `names` say what they are. `figures` holds the
    ids of the three for each year, or nothing. `description` and `note` are as those of bars.
    """

    caption: str
    description: str
    years: tuple[str, ...]
    low_gbp: tuple[float, ...]
    middle_gbp: tuple[float, ...]
    high_gbp: tuple[float, ...]
    names: tuple[str, str, str] = ("P10", "P50", "P90")
    note: str = ""
    figures: tuple[tuple[str, str, str], ...] = ()

    @property
    def reach_gbp(self) -> tuple[float, float]:
        """The least and the most of any year, nothing among them: there the line is that says `pays back`."""
        ends = (0.0, *self.low_gbp, *self.middle_gbp, *self.high_gbp)
        return min(ends), max(ends)

    @property
    def by_year(self) -> tuple[tuple[str, float, float, float], ...]:
        """Year, low, middle and high together."""
        return tuple(zip(self.years, self.low_gbp, self.middle_gbp, self.high_gbp, strict=True))

    @property
    def data(self) -> Table:
        """The same as a table."""
        columns = (Column("Year", "name"), *(Column(f"{name} £", "roughly") for name in self.names))
        ids = self.figures or (("", "", ""),) * len(self.years)
        rows = tuple(Row(year, ids=("", *three)) for year, three in zip(self.by_year, ids, strict=True))
        return Table(self.caption, columns, rows, self.note)


@dataclass(frozen=True, slots=True)
class Step:
    """A step of likelihood or of impact: its word, and the band it stands for ("25 to 50%")."""

    label: str
    band: str

    def __str__(self) -> str:
        return f"{self.label} ({self.band})" if self.band else self.label


@dataclass(frozen=True, slots=True)
class Square:
    """Which risks stand where two steps meet, and how that place is rated: in a word, and a mark beside it.

    Neither needs a colour to be read. A square may have neither where nothing is rated.
    """

    ids: tuple[str, ...] = ()
    mark: str = ""
    word: str = ""

    @property
    def rated(self) -> str:
        """The mark and the word."""
        return f"{self.mark} {self.word}".strip()

    def __str__(self) -> str:
        return ": ".join(part for part in (self.rated, ", ".join(self.ids)) if part)


@dataclass(frozen=True, slots=True)
class Grid:
    """Risks by likelihood and impact: a label of where each stands, no arithmetic.

    `rows` are steps of likelihood, the most likely first; `columns` steps of impact, the least first.
    `cells[row][column]` is where they meet. `rule` says beside it how a square is rated.
    """

    caption: str
    description: str
    rows: tuple[Step, ...]
    columns: tuple[Step, ...]
    cells: tuple[tuple[Square, ...], ...]
    rule: str
    note: str = ""

    @property
    def data(self) -> Table:
        """The same as a table of words, a row for each likelihood."""
        heads = (Column("Likelihood"), *(Column(f"Impact: {step}") for step in self.columns))
        rows = (
            Row((str(step), *(str(square) or None for square in squares)))
            for step, squares in zip(self.rows, self.cells, strict=True)
        )
        return Table(self.caption, heads, tuple(rows), self.note)
