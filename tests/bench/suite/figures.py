"""What a run is judged by, and how its figures are taken from the load tester's report."""

import dataclasses
import statistics


@dataclasses.dataclass(frozen=True)
class Figure:
    key: str
    title: str
    unit: str
    digits: int = 1
    # Whether a smaller figure is the better one; None: it is compared with nothing.
    small_is_good: bool = True
    ratio: bool = True


DELIVERED = Figure("delivered", "delivered", "%", 1, False, ratio=False)
TOKENS = Figure("tokens_per_second", "tokens", "/s", 0, False)
TOKEN_P50 = Figure("token_p50", "token p50", "ms", 2)
TOKEN_P99 = Figure("token_p99", "token p99", "ms", 2)
STREAM_P99 = (
    Figure("stream_p99_median", "median stream's p99", "ms", 1, ratio=False),
    Figure("stream_p99_largest", "worst stream's p99", "ms", 1, ratio=False),
)
CPU_PER_TOKEN = Figure("cpu_per_token", "CPU/token", "µs", 1)
MEMORY = Figure("memory", "memory", "MiB", 1)
PER_CONNECTION = Figure("memory_per_connection", "each", "KiB", 1)
CONNECTS = Figure("connects_per_second", "connects", "/s", 0, False)
CONNECT_P50 = Figure("connect_p50", "connect p50", "ms", 2)
CONNECT_P99 = Figure("connect_p99", "connect p99", "ms", 2)
CPU_PER_CONNECT = Figure("cpu_per_connect", "CPU/connect", "µs", 0)
CANCELS = Figure("cancels_per_second", "stops", "/s", 0, False, ratio=False)
CANCEL_P50 = Figure("cancel_p50", "stop p50", "ms", 2)
CANCEL_P99 = Figure("cancel_p99", "stop p99", "ms", 2)
CPU_PER_CANCEL = Figure("cpu_per_cancel", "CPU/stop", "µs", 0)
ADDED_FIRST = (
    Figure("added_first_p50", "added p50", "ms", 2),
    Figure("added_first_p99", "added p99", "ms", 2),
)
START = Figure("start", "start", "ms", 0)

# Of each run, whatever is measured: who had the processors.
SERVER_SHARE = "server_share"
LOAD_SHARE = "load_tester_share"
MODEL_SHARE = "model_share"
PROCESSOR_0 = "processor_0_busy"
PROCESSOR_1 = "processor_1_busy"
FAULTS = "faults"

# Beyond it the load tester and the mock model wait for the processor, and delays are theirs.
CROWDED = 0.9
# Of processor 0, by others than the server.
DISTURBED = 0.1
# Percent of the expected tokens.
KEPT_UP = 95


def share(part, whole):
    return part / whole if whole else None


def faults_of(report):
    """Everything that was lost, came twice, out of order or not at all, of all load testers."""
    return (
        sum(report["violations"].values())
        + report["connections_failed"]
        + report["connections_lost"]
        + report["answers_failed"]
        + report["answers_incomplete"]
    )


def usage_of(report, others):
    seconds = report["duration_seconds"]
    busy = report["processors_busy"]
    own = report["load_tester_cpu_seconds"] + sum(o["load_tester_cpu_seconds"] for o in others)
    return {
        SERVER_SHARE: report["server"]["cpu_seconds"] / seconds,
        LOAD_SHARE: own / seconds,
        MODEL_SHARE: report["model_cpu_seconds"] / seconds,
        PROCESSOR_0: busy[0],
        PROCESSOR_1: busy[1] if len(busy) > 1 else busy[0],
        FAULTS: faults_of(report) + sum(faults_of(other) for other in others),
    }


def figures_of(report, scenario, others=()):
    """All figures that a report gives; None where there is nothing to divide by."""
    seconds = report["duration_seconds"]
    server = report["server"]
    cpu = server["cpu_seconds"] * 1e6
    tokens = report["tokens"] + sum(other["tokens"] for other in others)
    after, before = server["proportional_bytes_after"], server["proportional_bytes_before"]
    connects = report["connect"]["count"]

    def milliseconds(histogram, quantile, less=0.0):
        taken = report[histogram]
        return taken[f"{quantile}_us"] / 1000 - less if taken["count"] else None

    expected = scenario.expected * seconds
    return {
        **usage_of(report, others),
        DELIVERED.key: share(100 * report["tokens"], expected),
        TOKENS.key: tokens / seconds,
        TOKEN_P50.key: milliseconds("token_latency", "p50"),
        TOKEN_P99.key: milliseconds("token_latency", "p99"),
        STREAM_P99[0].key: milliseconds("stream_p99", "p50"),
        STREAM_P99[1].key: milliseconds("stream_p99", "max"),
        CPU_PER_TOKEN.key: share(cpu, tokens),
        MEMORY.key: after / 2**20,
        "resident": server["resident_bytes_most"] / 2**20,
        PER_CONNECTION.key: share((after - before) / 1024, report["connections"]),
        CONNECTS.key: connects / seconds,
        CONNECT_P50.key: milliseconds("connect", "p50"),
        CONNECT_P99.key: milliseconds("connect", "p99"),
        CPU_PER_CONNECT.key: share(cpu, connects),
        CANCELS.key: report["answers_cancelled"] / seconds,
        CANCEL_P50.key: milliseconds("cancel", "p50"),
        CANCEL_P99.key: milliseconds("cancel", "p99"),
        CPU_PER_CANCEL.key: share(cpu, report["answers_cancelled"]),
        ADDED_FIRST[0].key: milliseconds("first_token", "p50", scenario.model_delay),
        ADDED_FIRST[1].key: milliseconds("first_token", "p99", scenario.model_delay),
    }


def summary_of(runs):
    """Median, smallest and largest of each figure over the runs."""
    summary = {}
    for key in sorted({key for run in runs for key in run}):
        values = [run[key] for run in runs if run.get(key) is not None]
        if values:
            summary[key] = {
                "median": statistics.median(values),
                "min": min(values),
                "max": max(values),
            }
    return summary
