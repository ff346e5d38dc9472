"""Prometheus' HTTP API: instant queries."""

import http.client
import json
import math
import ssl
import time
import urllib.error
import urllib.parse
import urllib.request

from .counting import Series

LARGEST_ANSWER = 64 << 20
LARGEST_PART = 1 << 16


class Away(Exception):
    """Prometheus gave no usable answer; the text says why."""


class Prometheus:
    def __init__(self, settings):
        self._url = settings.url + "/api/v1/query"
        self._timeout = settings.timeout
        self._token_file = settings.token_file
        context = None
        if self._url.startswith("https"):
            try:
                context = ssl.create_default_context(cafile=settings.ca_file or None)
            except (OSError, ssl.SSLError) as failure:
                raise Away(f"prometheus.ca_file cannot be used: {failure}") from None
        # No proxy of the environment: this is a machine of the operator's own.
        self._opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=context)
        )

    def now(self):
        """Prometheus' own time. Raises Away."""
        kind, result = self._ask("time()", None)
        if kind != "scalar":
            raise Away(f"time() is a {kind}")
        return result[0][1]

    def samples(self, selector, seconds, at):
        """All samples of the series that `selector` selects, of the `seconds` before `at`. Raises Away."""
        kind, result = self._ask(f"{selector}[{max(1, math.ceil(seconds * 1000))}ms]", at)
        if kind != "matrix":
            raise Away(f"{selector} is a {kind}")
        return result

    def newest_scrape(self, at):
        """Time of the newest scrape of anything, or None without any. Raises Away."""
        kind, result = self._ask("max(timestamp(up))", at)
        if kind != "vector":
            raise Away(f"max(timestamp(up)) is a {kind}")
        return result[0].samples[0][1] if result else None

    def _ask(self, query, at):
        form = {"query": query, "timeout": f"{math.ceil(self._timeout * 1000)}ms"}
        if at is not None:
            form["time"] = f"{at:.3f}"
        request = urllib.request.Request(self._url, urllib.parse.urlencode(form).encode(), self._headers())
        try:
            with self._opener.open(request, timeout=self._timeout) as response:
                body = read_body(response, time.monotonic() + self._timeout)
        except urllib.error.HTTPError as failure:
            with failure:
                raise Away(f"it answers {failure.code}: {reason_in(failure)}") from None
        except (OSError, http.client.HTTPException, ValueError) as failure:
            raise Away(f"it does not answer: {getattr(failure, 'reason', failure)}") from None
        return read_answer(body)

    def _headers(self):
        if not self._token_file:
            return {}
        try:
            with open(self._token_file, encoding="ascii") as file:
                return {"Authorization": f"Bearer {file.read(8192).strip()}"}
        except (OSError, ValueError) as failure:
            raise Away(f"prometheus.token_file cannot be read: {failure}") from None


def read_body(response, end):
    """Raises Away for a body that is too large, or that comes too slowly."""
    parts, size = [], 0
    while part := response.read1(LARGEST_PART):
        parts.append(part)
        size += len(part)
        if size > LARGEST_ANSWER:
            raise Away(f"its answer is larger than {LARGEST_ANSWER >> 20} MiB")
        if time.monotonic() > end:
            raise Away("its answer takes too long")
    return b"".join(parts)


def reason_in(response):
    try:
        return json.loads(response.read(65536))["error"][:200]
    except (OSError, http.client.HTTPException, ValueError, KeyError, TypeError):
        return getattr(response, "reason", "") or "no reason"


def read_answer(body):
    """The type and the series of a reply. Raises Away for anything that no Prometheus says, and for NaN."""
    try:
        answer = json.loads(body)
        if answer["status"] != "success":
            raise Away(f"it answers: {answer.get('error', answer['status'])}")
        kind, result = answer["data"]["resultType"], answer["data"]["result"]
        if kind == "scalar":
            return kind, [sample(result)]
        if kind == "vector":
            return kind, [Series(one["metric"], [sample(one["value"])]) for one in result]
        if kind == "matrix":
            series = (Series(one["metric"], sorted(map(sample, one["values"]))) for one in result)
            return kind, [one for one in series if one.samples]
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError, RecursionError) as failure:
        raise Away(f"its answer is not Prometheus': {type(failure).__name__} {failure}"[:200]) from None
    raise Away(f"its answer has the unknown type {kind}")


def sample(pair):
    time, value = pair
    time, value = float(time), float(value)
    if not math.isfinite(time) or not math.isfinite(value):
        raise Away("a value is not a number (NaN) or infinite")
    return time, value


def selector(metric, labels):
    """The metric of the settings, only of the targets with `labels`."""
    if not metric.endswith("}"):
        return f"{metric}{{{labels}}}"
    name, _, rest = metric.partition("{")
    own = rest[:-1].strip().rstrip(",")
    return f"{name}{{{own + ',' if own else ''}{labels}}}"
