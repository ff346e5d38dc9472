"""One value of the settings file: its type, range and form."""

import re

UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0}


class Wrong(Exception):
    """Why a value cannot be used, as a sentence for a person."""


def duration(least, most):
    """Seconds from a text such as "30s", between the two texts."""

    def read(value):
        match = re.fullmatch(r"(\d+(?:\.\d+)?)(ms|s|m|h)", value) if isinstance(value, str) else None
        if not match:
            raise Wrong('must be a duration such as "500ms", "30s", "5m" or "2h"')
        seconds = float(match[1]) * UNITS[match[2]]
        if not of(least) <= seconds <= of(most):
            raise Wrong(f"must be between {least} and {most}")
        return seconds

    return read


def of(text):
    match = re.fullmatch(r"(\d+(?:\.\d+)?)(ms|s|m|h)", text)
    return float(match[1]) * UNITS[match[2]]


def number(least, most):
    def read(value):
        if isinstance(value, bool) or not isinstance(value, (int, float)) or value != value:
            raise Wrong("must be a number")
        if not least <= value <= most:
            raise Wrong(f"must be between {least:g} and {most:g}")
        return float(value)

    return read


def whole(least, most):
    def read(value):
        if isinstance(value, bool) or not isinstance(value, int):
            raise Wrong("must be a whole number")
        if not least <= value <= most:
            raise Wrong(f"must be between {least} and {most}")
        return value

    return read


def share(value):
    """Percent of the users; nginx knows two places behind the point."""
    percent = number(0, 100)(value)
    if abs(percent * 100 - round(percent * 100)) > 1e-6:
        raise Wrong("must have at most two places behind the point")
    return percent


def truth(value):
    if not isinstance(value, bool):
        raise Wrong("must be true or false")
    return value


def text(pattern, form):
    def read(value):
        if not isinstance(value, str) or not re.fullmatch(pattern, value):
            raise Wrong(f"must be {form}")
        return value

    return read


def file_path(value):
    if not isinstance(value, str) or not value or "\0" in value:
        raise Wrong("must be the path of a file")
    return value


def command(may_be_empty=False):
    def read(value):
        words = isinstance(value, list) and all(isinstance(word, str) and "\0" not in word for word in value)
        if not words or (not value and not may_be_empty) or (value and not value[0]):
            raise Wrong('must be a list of a program and its arguments, such as ["nginx", "-t"]')
        return tuple(value)

    return read


QUOTED = r'"(?:[^"\\\n]|\\.)*"'
MATCHER = rf"[a-zA-Z_]\w*\s*(?:=~|!~|!=|=)\s*{QUOTED}"
MATCHERS = rf"\s*{MATCHER}(?:\s*,\s*{MATCHER})*\s*,?\s*"

labels = text(MATCHERS, """matchers of Prometheus such as 'job="aurawell",version="2.4"'""")


def metric(may_be_empty=False):
    form = """the name of a metric, with matchers or without, such as 'errors_total{kind="a"}'"""
    named = text(rf"[a-zA-Z_:][\w:]*(?:\{{(?:{MATCHERS})?\}})?", form)

    def read(value):
        return value if may_be_empty and value == "" else named(value)

    return read


def url(may_be_empty=False):
    named = text(r"https?://[^\s/?#@]+(?:/[^\s?#]*)?", 'an address such as "http://127.0.0.1:9090"')

    def read(value):
        return value if may_be_empty and value == "" else named(value).rstrip("/")

    return read
