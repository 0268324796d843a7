"""Gantt charts as SVG: by matplotlib, the same bytes every time, words kept as words, no colour without a pattern.

matplotlib draws without a window and without `pyplot`. What it does not know about SVG, a title and a description
for those who cannot see it and ids that stay apart on one page, is added afterwards.
"""

from __future__ import annotations

import io
import logging
import re
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal
from xml.etree import ElementTree as ET

from sharedcli.render.screen import PIPE, Screen
from sharedcli.reports.blocks import Gantt, LaidOut, Lane, Shade, Sign

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_SVG, _XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
ET.register_namespace("", _SVG)
ET.register_namespace("xlink", _XLINK)

_SETTINGS: dict[Any, Any] = {
    "svg.fonttype": "none", "svg.hashsalt": "sharedcli", "font.family": ["DejaVu Sans"],
    "font.size": 9.0, "hatch.linewidth": 0.7, "axes.unicode_minus": False, "text.parse_math": False,
}  # fmt: skip
_NO_METADATA = {"Date": None, "Creator": None, "Format": None, "Type": None}
_MEASURED_WITH, _SHOWN_WITH = "'DejaVu Sans'", "'DejaVu Sans', Verdana, Arial, sans-serif"
# Inches, but for the points in one.
_LANE, _TOP, _BELOW, _MONTHS_WIDE, _MARGIN, _POINTS = 0.24, 0.62, 0.5, 6.2, 0.12, 72
_TALL = 40
"""More lanes than this do not fit on one page, so the years stand at both ends."""

_KEYS_IN_A_LINE = 4


@dataclass(frozen=True, slots=True)
class _Look:
    """How a shade is filled; the palette is that of the Government Analysis Function."""

    fill: str
    edge: str
    hatch: str


_LOOKS: Mapping[Shade, _Look] = MappingProxyType(
    {
        "held": _Look("#f0f0f0", "#3d3d3d", "////"),
        "option": _Look("#ffffff", "#801650", "----"),
        "free": _Look("#12436d", "#12436d", ""),
        "barred": _Look("#ffffff", "#12436d", "xxxx"),
        "shared": _Look("#28a197", "#12436d", "||||"),
    }
)
_SIGNS: Mapping[Sign, tuple[str, str]] = MappingProxyType(
    {"notice": ("v", "#801650"), "support": ("D", "#3d3d3d"), "vesting": ("", "#3d3d3d")}
)


def render(result: LaidOut, _screen: Screen = PIPE) -> str:
    """All charts of a result in one SVG file, one below the other."""
    report = result.layout()
    charts = [block for block in report.blocks if isinstance(block, Gantt)]
    return f'<?xml version="1.0" encoding="utf-8"?>\n{draw(charts, report.title, name="chart")}\n'


def draw(charts: Sequence[Gantt], title: str, *, name: str) -> str:
    """Charts one below the other as one `svg` element; `name` keeps its ids apart from those of others."""
    out = io.BytesIO()
    with _our_settings():
        from matplotlib.backends.backend_svg import FigureCanvasSVG
        from matplotlib.figure import Figure

        left, right = _margins(charts)
        heights = [_TOP + _LANE * len(chart.lanes) + _BELOW + _drop(chart) for chart in charts]
        size = (left + _MONTHS_WIDE + right, max(sum(heights), 1.0))
        figure = Figure(figsize=size, facecolor="white")
        FigureCanvasSVG(figure)
        top = size[1]
        for chart, height in zip(charts, heights, strict=True):
            lanes = _LANE * len(chart.lanes)
            box = (left / size[0], (top - _TOP - lanes) / size[1], _MONTHS_WIDE / size[0], lanes / size[1])
            _chart(figure, chart, box, left)
            top -= height
        figure.savefig(out, format="svg", metadata=_NO_METADATA)
    told = " ".join(f"{chart.caption}: {chart.description}" for chart in charts)
    return _accessible(out.getvalue(), title, told or "There is nothing to show.", name)


@contextmanager
def _our_settings() -> Iterator[None]:
    """Matplotlib as it comes and no other way, whatever a `matplotlibrc` nearby says; and without a word.

    It would tell of fonts it looks for, of a cache it cannot keep, and of names in a script its own font lacks: the
    reader's fonts show those.
    """
    log = logging.getLogger("matplotlib")
    level = log.level
    log.setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import matplotlib as mpl

            with mpl.rc_context():
                mpl.rcdefaults()
                mpl.rcParams.update(_SETTINGS)
                yield
    finally:
        log.setLevel(level)


def _margins(charts: Sequence[Gantt]) -> tuple[float, float]:
    """The room for labels and for notes, in inches."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import TextToPath

    paths, fonts = TextToPath(), {bold: FontProperties(weight="bold" if bold else "normal") for bold in (False, True)}

    def widest(texts: Iterable[tuple[str, bool]]) -> float:
        widths = (paths.get_text_width_height_descent(text, fonts[bold], ismath=False)[0] for text, bold in texts)
        return float(max(widths, default=0.0)) / _POINTS + 2 * _MARGIN

    lanes = [lane for chart in charts for lane in chart.lanes]
    return widest((lane.label, lane.is_total) for lane in lanes), widest((lane.note, lane.is_total) for lane in lanes)


def _chart(figure: Figure, chart: Gantt, box: tuple[float, float, float, float], left: float) -> None:
    axes = figure.add_axes(box)
    axes.set_xlim(0, chart.months)
    axes.set_ylim(len(chart.lanes), 0)
    for spine in axes.spines.values():
        spine.set_visible(False)
    aprils = [month for month in range(chart.months) if (chart.start.ordinal + month - 3) % 12 == 0]
    axes.set_xticks(aprils, [str((chart.start + month).financial_year) for month in aprils], ha="left")
    axes.set_yticks([])
    axes.xaxis.tick_top()
    axes.tick_params(length=0, labelsize=8, pad=2, labelbottom=len(chart.lanes) > _TALL)
    axes.vlines(aprils, 0, len(chart.lanes), colors="#c0c0c0", linewidth=0.6, zorder=0)
    for place, lane in enumerate(chart.lanes):
        _lane(axes, chart, lane, place)
    title_at = -(left - _MARGIN) / _MONTHS_WIDE
    lift = 1 + 0.3 / (_LANE * max(len(chart.lanes), 1))
    axes.text(title_at, lift, chart.caption, transform=axes.transAxes, weight="bold", size=10, va="bottom")
    _legend(axes, chart)


def _lane(axes: Axes, chart: Gantt, lane: Lane, place: int) -> None:
    middle, weight = place + 0.5, "bold" if lane.is_total else "normal"
    gap = _MARGIN / _MONTHS_WIDE * chart.months
    axes.text(-gap, middle, lane.label, ha="right", va="center", weight=weight)
    axes.text(chart.months + gap, middle, lane.note, ha="left", va="center", weight=weight)
    for stretch in lane.stretches:
        look = _LOOKS[stretch.shade]
        opens, months = stretch.opens - chart.start, stretch.closes - stretch.opens + 1
        axes.broken_barh(
            [(opens, months)], (place + 0.14, 0.72),
            facecolor=look.fill, edgecolor=look.edge, hatch=look.hatch, linewidth=0.6,
        )  # fmt: skip
    for mark in lane.marks:
        at = (mark.on.year * 12 + mark.on.month - 1 - chart.start.ordinal) + (mark.on.day - 1) / 31
        if not 0 <= at <= chart.months:
            continue
        shape, colour = _SIGNS[mark.sign]
        if not shape:  # a day for everybody: a line through all lanes
            axes.vlines(at, 0, len(chart.lanes), colors=colour, linestyles="dashed", linewidth=1.0, zorder=3)
            continue
        axes.plot(at, middle, shape, color=colour, markeredgecolor="white", markersize=6.5, zorder=4)


def _legend(axes: Axes, chart: Gantt) -> None:
    """What the patterns and marks mean, those alone that are there."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    used: set[str] = {s.shade for lane in chart.lanes for s in lane.stretches}
    used |= {mark.sign for lane in chart.lanes for mark in lane.marks}
    handles: list[Patch | Line2D] = []
    for kind, words in chart.keys:
        if kind not in used:
            continue
        if kind in _LOOKS:
            look = _LOOKS[kind]  # type: ignore[index]
            handles.append(Patch(facecolor=look.fill, edgecolor=look.edge, hatch=look.hatch, label=words))
        else:
            shape, colour = _SIGNS[kind]  # type: ignore[index]
            line: Literal["", "dashed"] = "" if shape else "dashed"
            handles.append(Line2D([], [], marker=shape, color=colour, linestyle=line, markersize=6.5, label=words))
    below = -_drop(chart) / (_LANE * max(len(chart.lanes), 1))
    axes.legend(
        handles=handles, loc="upper left", bbox_to_anchor=(0, below), borderaxespad=0.3, frameon=False,
        ncols=_KEYS_IN_A_LINE, fontsize=8, columnspacing=1.2, handletextpad=0.5,
    )  # fmt: skip


def _drop(chart: Gantt) -> float:
    """How far below the lanes the legend begins, in inches: under the years where they stand there too."""
    return 0.24 if len(chart.lanes) > _TALL else 0.04


def _accessible(drawn: bytes, title: str, description: str, name: str) -> str:
    """The `svg` element with a title, a description and a role, and with every id begun by `name`."""
    root = ET.fromstring(drawn)  # noqa: S314 - our own drawing, written a moment ago
    for element in root.iter():
        for key, value in element.attrib.items():
            element.set(key, _renamed(key, value, name))
    root.set("role", "img")
    root.set("aria-labelledby", f"{name}-title {name}-description")
    for place, (tag, text) in enumerate((("title", title), ("description", description))):
        element = ET.Element(f"{{{_SVG}}}{'title' if tag == 'title' else 'desc'}", {"id": f"{name}-{tag}"})
        element.text = text
        root.insert(place, element)
    return ET.tostring(root, encoding="unicode")


def _renamed(key: str, value: str, name: str) -> str:
    if key == "id":
        return f"{name}-{value}"
    if key == f"{{{_XLINK}}}href" and value.startswith("#"):
        return f"#{name}-{value[1:]}"
    if key == "style":
        value = value.replace(_MEASURED_WITH, _SHOWN_WITH)
    return re.sub(r"url\(#([^)]+)\)", rf"url(#{name}-\1)", value)
