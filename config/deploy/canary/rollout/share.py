"""The text of the file that divides the users."""

import re
from dataclasses import dataclass

HEADER = """\
# Written by rollout.py. When it is changed by hand, rollout.py holds and touches nothing:
# docs/rollout.md.
"""


@dataclass(frozen=True)
class Division:
    """Who gets the new version: `share` percent of the users, and those inside or not."""

    share: float
    inside: bool


BACK = Division(0, inside=False)


def of_stage(stage):
    return Division(stage.share, inside=True)


def mark(name, old, new, division):
    """One line that names the division; nginx answers with it at its status address."""
    if division == BACK:
        return f"{name} all {old}"
    return f"{name} {division.share:g}% {new}, else {old}" + (", inside" if division.inside else "")


def mark_in(text):
    """The mark of a text of `render`; empty for any other text."""
    found = re.search(r'(?m)^map \$request_method \$aurawell_rollout \{ default "(.*)"; \}$', text)
    return found[1] if found else ""


def render(name, old, new, division):
    """The ranges of a hash are in the order of the lines: the new version has the first ones, so whoever
    is in them stays there when the share grows. nginx accepts no range of 0 %, and * is the rest."""
    if division.share >= 100:
        ranges = f"  * {new};\n"
    elif division.share > 0:
        ranges = f"  {division.share:.2f}% {new};\n  * {old};\n"
    else:
        ranges = f"  * {old};\n"
    inside = new if division.inside else "$aurawell_drawn"
    return (
        HEADER
        + f'split_clients "{name}:$aurawell_key" $aurawell_drawn {{\n{ranges}}}\n'
        + f"map $aurawell_inside $aurawell_upstream {{\n  0 $aurawell_drawn;\n  default {inside};\n}}\n"
        + f'map $request_method $aurawell_rollout {{ default "{mark(name, old, new, division)}"; }}\n'
    )


def upstreams_in(text):
    """The upstreams that a share file in the form of `render` sends users to, those inside included."""
    found = re.findall(r"(?m)^\s*(?:\*|[\d.]+%|default|0)\s+([$\w.-]+);\s*$", text)
    return set(found) - {"$aurawell_drawn"}
