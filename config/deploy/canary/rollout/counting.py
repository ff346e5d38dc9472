"""What counters say between two times, from the samples of each series. Nothing here asks anybody.

Prometheus' increase() extrapolates, and misses the first value of a series that is born during the
window. The first error of a version is such a series, so the samples are counted here.
"""

import math
from dataclasses import dataclass


# Seconds. The system computes a start from its clock, so a correction of the clock moves it a little.
START_TOLERANCE = 1.0


@dataclass(frozen=True)
class Series:
    labels: dict
    samples: list  # of (time in seconds, value), in the order of time

    @property
    def target(self):
        return (self.labels.get("job", ""), self.labels.get("instance", ""))


@dataclass(frozen=True)
class Instances:
    """When the targets of a version were scraped, and when their processes began."""

    up: list  # series of `up`
    starts: list  # series of process_start_time_seconds

    def began_after(self, target, time):
        """Whether all that a counter of this target shows at its first sample happened after `time`.

        That holds if the target answered a scrape before and had no such series then, or if its
        process is younger. Otherwise nobody knows.
        """
        young = [v > time for one in self.starts if one.target == target for _, v in one.samples[-1:]]
        if any(young):
            return True
        return any(t <= time and v == 1 for one in self.up if one.target == target for t, v in one.samples)


def growth(series, begin, instances):
    """How much a counter grew after `begin`, without what its resets took away."""
    before = [value for time, value in series.samples if time <= begin]
    after = [value for time, value in series.samples if time > begin]
    if not after:
        return 0.0
    if before:
        last = before[-1]
    else:
        last = 0.0 if instances.began_after(series.target, begin) else after[0]
    total = 0.0
    for value in after:
        total += value if value < last else value - last
        last = value
    return total


def total(all_series, begin, instances):
    return sum(growth(one, begin, instances) for one in all_series)


def bucket_counts(all_series, begin, instances):
    """Upper bound to the number of observations up to it, over all series of a histogram."""
    counts = {}
    for one in all_series:
        bound = float(one.labels.get("le", "nan"))
        if not math.isnan(bound):
            counts[bound] = counts.get(bound, 0.0) + growth(one, begin, instances)
    return counts


def quantile(share, counts):
    """The value below which `share` of the observations are, or None without any.

    Linear inside a bucket, as Prometheus does it; the highest finite bound for all above it.
    """
    bounds = sorted(counts)
    if not bounds or not math.isinf(bounds[-1]) or counts[bounds[-1]] <= 0:
        return None
    # Scrapes of several instances are not at one moment: never fewer than in a smaller bucket.
    seen, heights = 0.0, []
    for bound in bounds:
        seen = max(seen, counts[bound])
        heights.append(seen)
    rank = share * heights[-1]
    for place, height in enumerate(heights):
        if height >= rank:
            break
    if math.isinf(bounds[place]):
        return bounds[place - 1] if place else None
    lower, below = (bounds[place - 1], heights[place - 1]) if place else (0.0, 0.0)
    inside = heights[place] - below
    return lower + (bounds[place] - lower) * ((rank - below) / inside if inside else 1.0)


def restarts(starts, begin):
    """How often a process of these targets was replaced after `begin`."""
    found = 0
    for one in starts:
        former = None
        for time, value in one.samples:
            if former is not None and abs(value - former) > START_TOLERANCE and time > begin:
                found += 1
            former = value
    return found
