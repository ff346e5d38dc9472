"""Draws bars as SVG, from the results alone."""

import html
import math

COLOURS = {
    "aurawell": "#0b7a75",
    "aurawell-2-cores": "#5bb5b0",
    "aurawell-tls": "#2c9c4b",
    "beast": "#4a5568",
    "node": "#c98a1b",
    "python": "#8a5fb0",
}
OTHER_COLOUR = "#999999"
WIDTH, LEFT, RIGHT, TOP = 760, 250, 110, 44
BAR, GAP, GROUP_GAP = 16, 4, 34
STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#1a202c}"
    ".title{font-weight:600;font-size:15px}.group{font-weight:600}.small{font-size:12px}"
)


def position(value, low, high, logarithmic):
    """Where a value stands between the ends of the axis, 0 to 1."""
    if logarithmic:
        value, low, high = math.log10(max(value, low)), math.log10(low), math.log10(high)
    return (value - low) / (high - low) if high > low else 1


def axis_of(values):
    """Low end, high end, and whether the axis is logarithmic: where the figures differ a lot."""
    high, low = max(values), min(value for value in values if value > 0)
    if high / low > 30:
        return 10 ** math.floor(math.log10(low)), high, True
    return 0, high, False


def label(value, figure):
    return f"{value:,.{figure.digits}f} {figure.unit}"


def bar(y, column, entry, figure, axis):
    found = entry["figures"][figure.key]
    room = WIDTH - LEFT - RIGHT

    def x(value):
        return LEFT + room * max(0.004, position(value, *axis))

    middle = y + BAR / 2
    colour = COLOURS.get(column, OTHER_COLOUR)
    end, low, high = x(found["median"]), x(found["min"]), x(found["max"])
    return [
        f'<text x="{LEFT - 8}" y="{y + 13}" text-anchor="end">{html.escape(entry["title"])}</text>',
        f'<rect x="{LEFT}" y="{y}" width="{end - LEFT:.1f}" height="{BAR}" fill="{colour}"/>',
        f'<path d="M{low:.1f} {middle}H{high:.1f}" stroke="#1a202c" stroke-width="1.5"/>',
        f'<text class="small" x="{max(end, high) + 6:.1f}" y="{y + 13}">'
        f"{label(found['median'], figure)}</text>",
    ]


def bars(figure, groups, subtitle):
    """A drawing of one figure. `groups`: pairs of a title and results by names of columns. None
    if nothing was measured."""
    groups = [
        (title, {name: e for name, e in entries.items() if figure.key in e["figures"]})
        for title, entries in groups
    ]
    groups = [(title, entries) for title, entries in groups if entries]
    values = [
        e["figures"][figure.key][end]
        for _, entries in groups
        for e in entries.values()
        for end in ("median", "max")
    ]
    if not values or max(values) <= 0:
        return None
    axis = axis_of(values)
    parts, y = [], TOP + 8
    for title, entries in groups:
        parts.append(f'<text class="group" x="8" y="{y + 14}">{html.escape(title)}</text>')
        y += 24
        for name, entry in entries.items():
            parts += bar(y, name, entry, figure, axis)
            y += BAR + GAP
        y += GROUP_GAP - 24
    scale = "logarithmic axis, " if axis[2] else ""
    head = f"{figure.title}, {figure.unit} ({scale}{subtitle})"
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y}" role="img">',
            f"<title>{html.escape(head)}</title><style>{STYLE}</style>",
            f'<rect width="{WIDTH}" height="{y}" fill="#ffffff"/>',
            f'<text class="title" x="8" y="24">{html.escape(head)}</text>',
            *parts,
            "</svg>\n",
        ]
    )
