"""Writes the drawings and the tables of docs/benchmarks.md from the kept results."""

import os
import re

import plots
import results
import tables
from scenarios import SCENARIOS

DOCUMENT = "docs/benchmarks.md"


def sets():
    """The scenarios by the set that they belong to, in their order."""
    found = {}
    for scenario in SCENARIOS:
        found.setdefault(scenario.set, []).append(scenario)
    return found


def conditions(context):
    machine = context["machine"]
    runs = f"{context['runs']} run{'s' if context['runs'] > 1 else ''}"
    note = ", a quick run that only shows that everything works" if context["quick"] else ""
    return (
        f"{context['date']}, commit `{context['commit']}`, {runs}{note}; "
        f"{machine['processors']} processors of an {machine['processor']}, "
        f"{machine['memory_gib']} GiB, Linux {machine['kernel']}."
    )


def draw(folder, set_name, scenarios, measured):
    """Draws each figure of a set that is to be drawn; the names of the files."""
    drawn = []
    for figure in dict.fromkeys(figure for each in scenarios for figure in each.plots):
        groups = [
            (each.title, measured[each.name]["columns"])
            for each in scenarios
            if figure in each.plots and each.name in measured
        ]
        picture = plots.bars(figure, groups, "median; line: smallest to largest run")
        if picture:
            name = f"{set_name}-{figure.key.replace('_', '-')}.svg"
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write(picture)
            drawn.append((figure, name))
    return drawn


def section(folder, set_name, scenarios):
    """The generated part of one set; empty if nothing of it was measured."""
    measured = results.load(folder, set_name)["scenarios"]
    parts = []
    for figure, name in draw(folder, set_name, scenarios, measured):
        parts.append(f"![{figure.title} of each server]({os.path.basename(folder)}/{name})")
    for scenario in scenarios:
        if scenario.name in measured:
            found = measured[scenario.name]
            parts.append(f"**{scenario.title}** (`{scenario.name}`)")
            parts.append(tables.markdown(scenario, found["columns"]))
            parts.append(conditions(found["context"]))
    return "\n\n".join(parts)


def with_section(text, set_name, content):
    begin, end = f"<!-- figures: {set_name} -->", "<!-- end of figures -->"
    pattern = re.compile(re.escape(begin) + ".*?" + re.escape(end), re.DOTALL)
    if not pattern.search(text):
        raise SystemExit(f"{DOCUMENT} has no place for '{set_name}': {begin} … {end}")
    return pattern.sub(lambda _: f"{begin}\n{content}\n{end}", text)


def update(folder=results.KEPT):
    with open(DOCUMENT, encoding="utf-8") as file:
        text = file.read()
    for set_name, scenarios in sets().items():
        content = section(folder, set_name, scenarios)
        if content:
            text = with_section(text, set_name, content)
    with open(DOCUMENT, "w", encoding="utf-8") as file:
        file.write(text)
