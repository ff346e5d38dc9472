"""Figures of both versions over the same windows."""

from dataclasses import dataclass, field

from . import counting
from .counting import Instances
from .prometheus import Away, selector

QUANTILE = 0.95
# For the last sample before a window, which its growth is counted from.
LEAST_LOOK_BACK = 60.0
# Times without a scrape after which a target counts as not seen.
MISSED_SCRAPES = 3


@dataclass(frozen=True)
class Rate:
    bad: float = 0.0
    all: float = 0.0

    @property
    def value(self):
        return self.bad / self.all if self.all > 0 else 0.0


@dataclass(frozen=True)
class Window:
    """What one version did in a window."""

    seconds: float
    answers: Rate = Rate()
    replies: Rate | None = None
    thumbs_down: Rate | None = None
    first_tokens: float = 0.0  # answers with a first token
    first_token: float | None = None  # seconds, 95 % are below


@dataclass(frozen=True)
class Figures:
    """What one version did. Without metrics there is no window, and nobody knows whether it is up."""

    windows: list = field(default_factory=list)
    up: int | None = None  # targets that answered their last scrape
    restarts: int = 0
    targets: frozenset = frozenset()  # job and instance of each


@dataclass(frozen=True)
class Observation:
    at: float  # Prometheus' time
    old: Figures
    new: Figures


class Observer:
    def __init__(self, settings, prometheus):
        self._settings = settings
        self._prometheus = prometheus

    def now(self):
        return self._prometheus.now()

    def observe(self, since):
        """Figures after `since`, a time of Prometheus. Raises Away."""
        at = self._prometheus.now()
        scrape = self._settings.prometheus.scrape_interval
        newest = self._prometheus.newest_scrape(at)
        if newest is None:
            raise Away("it has no `up` of anything: it scrapes nothing")
        if at - newest > MISSED_SCRAPES * scrape:
            raise Away(f"its newest scrape is {at - newest:.0f} s old")
        age = max(0.0, at - since)
        check = self._settings.check
        spans = sorted({min(age, check.window), min(age, check.longest_window)})
        old, new = self._settings.old, self._settings.new
        of_old = self._figures(old.labels, at, spans) if old.metrics else Figures()
        of_new = self._figures(new.labels, at, spans)
        for job, instance in sorted(of_old.targets & of_new.targets):
            raise Away(f'old.labels and new.labels both select the target {instance} of the job "{job}"')
        return Observation(at, of_old, of_new)

    def _figures(self, labels, at, spans):
        scrape = self._settings.prometheus.scrape_interval
        seconds = spans[-1] + max(LEAST_LOOK_BACK, 4 * scrape)

        def samples(metric):
            return self._prometheus.samples(selector(metric, labels), seconds, at) if metric else None

        up = samples("up")
        instances = Instances(up, samples("process_start_time_seconds"))
        named = self._settings.metrics
        counted = {
            key: samples(getattr(named, key))
            for key in ("answers", "failed_answers", "replies", "failed_replies", "first_token", "thumbs_down")
        }
        fresh = [one for one in up if is_fresh(one, at - MISSED_SCRAPES * scrape)]
        return Figures(
            [window_of(counted, instances, at - span, span) for span in spans],
            len(fresh),
            counting.restarts(instances.starts, at - spans[-1]),
            frozenset(one.target for one in up),
        )


def is_fresh(series, since):
    time, value = series.samples[-1]
    return value == 1 and time >= since


def window_of(counted, instances, begin, seconds):
    def total(key):
        return counting.total(counted[key], begin, instances)

    answers = total("answers")
    window = {"answers": Rate(total("failed_answers"), answers)}
    if counted["replies"] is not None:
        window["replies"] = Rate(total("failed_replies"), total("replies"))
    if counted["thumbs_down"] is not None:
        window["thumbs_down"] = Rate(total("thumbs_down"), answers)
    if counted["first_token"] is not None:
        counts = counting.bucket_counts(counted["first_token"], begin, instances)
        window["first_token"] = counting.quantile(QUANTILE, counts)
        window["first_tokens"] = counts.get(float("inf"), 0.0)
    return Window(seconds, **window)
