"""Results as aligned text and as Markdown."""

from figures import (
    CROWDED,
    DELIVERED,
    DISTURBED,
    FAULTS,
    KEPT_UP,
    PROCESSOR_0,
    PROCESSOR_1,
    SERVER_SHARE,
)

NO_VALUE = "–"
CROWDED_MARK = "¹"
DISTURBED_MARK = "²"
LATE_MARK = "³"
NOTES = {
    CROWDED_MARK: "processor 1 was busy for more than 90 % of the time: the simulated model and "
    "the load tester waited for it, so the delays are not the server's alone",
    DISTURBED_MARK: "other programs took more than 10 % of processor 0 from the server",
    LATE_MARK: "delivered less than 95 %: the delays are of the tokens that came, and those that "
    "did not come would have been the slowest",
}


def number(value, digits):
    return f"{value:,.{digits}f}" if value is not None else NO_VALUE


def median(entry, key):
    return entry["figures"].get(key, {}).get("median")


def spread(entry, figure):
    """The median, and behind it the smallest and the largest of several runs."""
    found = entry["figures"].get(figure.key)
    if not found:
        return NO_VALUE
    text = number(found["median"], figure.digits)
    if found["min"] == found["max"]:
        return text
    return f"{text} ({number(found['min'], figure.digits)}–{number(found['max'], figure.digits)})"


def ratio(entry, bare, figure):
    value, reference = median(entry, figure.key), bare and median(bare, figure.key)
    return f"{value / reference:.2f}" if value is not None and reference else NO_VALUE


def marks(entry):
    crowded = (median(entry, PROCESSOR_1) or 0) > CROWDED
    one_core = entry["processors"] == "0"
    foreign = (median(entry, PROCESSOR_0) or 0) - (median(entry, SERVER_SHARE) or 0)
    disturbed = one_core and foreign > DISTURBED
    delivered = median(entry, DELIVERED.key)
    late = delivered is not None and delivered < KEPT_UP
    return CROWDED_MARK * crowded + DISTURBED_MARK * disturbed + LATE_MARK * late


def percent(value):
    return f"{100 * value:.0f} %" if value is not None else NO_VALUE


def header(figures, compared):
    cells = ["server"]
    for figure in figures:
        cells.append(f"{figure.title}, {figure.unit}")
        if figure.ratio:
            cells.append(compared)
    return [*cells, "CPU 0", "CPU 1", "faults"]


def row(entry, bare, figures):
    cells = [entry["title"] + marks(entry)]
    for figure in figures:
        cells.append(spread(entry, figure))
        if figure.ratio:
            cells.append(ratio(entry, bare, figure))
    # One run with a fault among others without is one too many.
    faults = number(entry["figures"].get(FAULTS, {}).get("max"), 0)
    return [*cells, percent(median(entry, PROCESSOR_0)), percent(median(entry, PROCESSOR_1)), faults]


def rows(scenario, entries):
    """Header and rows of one scenario; `entries` by the names of columns."""
    bare = entries.get(scenario.bare)
    body = [row(entry, bare, scenario.figures) for entry in entries.values()]
    return [header(scenario.figures, scenario.compared), *body]


def notes(entries):
    used = {mark for entry in entries.values() for mark in marks(entry)}
    return [f"{mark} {text}" for mark, text in NOTES.items() if mark in used]


def aligned(scenario, entries):
    table = rows(scenario, entries)
    widths = [max(len(line[i]) for line in table) for i in range(len(table[0]))]
    lines = [scenario.title]
    for line in table:
        first, *rest = (
            cell.ljust(width) if i == 0 else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(line, widths))
        )
        lines.append("  " + "  ".join([first, *rest]))
    return "\n".join(lines + ["  " + note for note in notes(entries)])


def markdown(scenario, entries):
    head, *body = rows(scenario, entries)
    lines = ["| " + " | ".join(head) + " |", "|---" + "|--:" * (len(head) - 1) + "|"]
    lines += ["| " + " | ".join(line) + " |" for line in body]
    return "\n".join(lines + [f"\n{note}." for note in notes(entries)])
