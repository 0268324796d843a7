"""What is not certain, small enough to be drawn by hand: a tornado, a fan and a grid, with markup in their names."""

from __future__ import annotations

from dataclasses import dataclass

from sharedcli.reports.blocks import Block, Fan, Grid, Heading, Report, Square, Step, Swing, Tornado

NET = Tornado(
    "What <moves> it & how far",
    "The price moves it most.",
    240.0,
    (
        Swing("Joint price", "90%", "110%", 480.0, 0.0, ("net.price.low", "net.price.high")),
        Swing("Overrun", "0.00", "2.40", 200.0, 160.0),
        Swing("Midshire leaves", "", "leaves", None, 60.0, ("", "net.leaves.high")),
        Swing("Crumb", "1", "2", 241.0, 240.0),
        Swing("Not tried", "", "", None, None),
    ),
    "Economic case.",
    "net.npv",
)
TOTAL = Fan(
    "Running <total> & band",
    "Half pay back by 2028-29.",
    ("2027-28", "2028-29", "2029-30"),
    (-20_000.0, -10_000.0, -0.4),
    (-15_000.0, 5_000.0, 20_000.0),
    (-5_000.0, 10_000.0, 40_000.0),
    note="5,000 futures.",
    figures=(("run.0.p10", "run.0.p50", "run.0.p90"), ("run.1.p10", "", ""), ("", "", "")),
)
LIKELY = Step("likely", "25 to 50%")
RISKS = Grid(
    "Risks <one> & two",
    "One is red.",
    (LIKELY, Step("rare", "under 5%")),
    (Step("small", "to £50,000"), Step("large", "over £50,000")),
    (
        (Square((), "●", "AMBER"), Square(("R1", "R2"), "▲", "RED")),
        (Square(("<b>",)), Square((), "■", "GREEN")),
    ),
    "RED where it is likely and costs more than £50,000.",
    "Positions are labels.",
)


def full(rows: int, columns: int) -> Grid:
    """Every square with more ids than a line holds, every band of a length that is met."""
    ids = tuple(f"R{number}" for number in range(1, 13))
    square = Square((*ids, "a-risk-with-an-id-of-its-own"), "▲", "RED")
    impact = Step("considerable", "£250,000 to £1,000,000")
    return Grid("Full", "", (LIKELY,) * rows, (impact,) * columns, ((square,) * columns,) * rows, "Rule.")


@dataclass(frozen=True)
class Shown:
    """A report of a few blocks."""

    blocks: tuple[Block, ...]

    def layout(self) -> Report:
        return Report("What is not certain", (Heading("What is not certain", level=1), *self.blocks))


ALL = Shown((NET, TOTAL, RISKS, full(5, 5)))
