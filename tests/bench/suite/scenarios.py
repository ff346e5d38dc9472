"""What is measured. Another scenario is another entry of SCENARIOS."""

import dataclasses

from figures import (
    ADDED_FIRST,
    CANCEL_P50,
    CANCEL_P99,
    CANCELS,
    CONNECT_P50,
    CONNECT_P99,
    CONNECTS,
    CPU_PER_CANCEL,
    CPU_PER_CONNECT,
    CPU_PER_TOKEN,
    DELIVERED,
    MEMORY,
    PER_CONNECTION,
    START,
    STREAM_P99,
    TOKEN_P50,
    TOKEN_P99,
    TOKENS,
)


@dataclasses.dataclass(frozen=True)
class Scenario:
    name: str
    # The file that its results are kept in, with others of its kind.
    set: str
    title: str
    figures: tuple
    # The figures that are drawn.
    plots: tuple
    # Options of the mock model and of the load tester.
    model: tuple = ()
    load: tuple = ()
    # Another load tester at the same time, whose figures are not taken.
    beside: tuple = ()
    # Seconds; `measure` 0: until all asked questions are answered.
    warm: float = 0
    measure: float = 0
    # Tokens per second that ought to come; 0: no expectation.
    expected: float = 0
    # For the first token, milliseconds that are the mock model's own.
    model_delay: float = 0
    # Only these columns; empty: all.
    columns: tuple = ()
    # The column that the others are compared with, and the header of that.
    bare: str = "beast"
    compared: str = "to Beast"
    # Not run unless it is named.
    opt_in: bool = False
    # Starts the server again and again instead of loading it.
    starts: int = 0


PACED = (DELIVERED, TOKEN_P50, TOKEN_P99, CPU_PER_TOKEN, MEMORY)
# First after one interval: a stream then has no pause between two answers.
OWN = ("--own-conversations", "--verify=mock")


def paced(streams, rate, tokens, length):
    return Scenario(
        name=f"paced-{streams}-{length}",
        set="paced",
        title=f"{streams:,} × {rate}/s, {tokens:,} tokens",
        figures=PACED,
        plots=(TOKEN_P99, CPU_PER_TOKEN),
        model=(f"--rate={rate}", f"--tokens={tokens}", f"--first-token={1000 // rate}ms"),
        load=(f"--connections={streams}", f"--ramp={max(2, streams // 250)}s", *OWN),
        warm=max(2, streams // 250) + 3,
        measure=8,
        expected=streams * rate,
    )


def with_log(name, streams, rate):
    """What metrics and log cost, and what a log does that takes nothing."""
    return dataclasses.replace(
        paced(streams, rate, 100, "short"),
        name=name,
        set="log",
        title=f"{streams:,} × {rate}/s, {100:,} tokens, 30 s",
        measure=30,
        columns=(
            "aurawell-nothing-recorded",
            "aurawell-logged",
            "aurawell-stalled-log",
            "aurawell-full-disk",
        ),
        bare="aurawell-logged",
        compared="to a read log",
        opt_in=True,
    )


QUESTION = ("--rate=200", "--tokens=5", "--first-token=50ms")
FIRST = dict(
    set="questions",
    figures=(*ADDED_FIRST, MEMORY),
    plots=(ADDED_FIRST[0], ADDED_FIRST[1]),
    model=QUESTION,
    model_delay=50,
    measure=15,
)
ASK_20 = ("--connections=20", "--ramp=1s", "--every=1s", "--verify=mock")

SCENARIOS = (
    paced(200, 50, 100, "short"),
    paced(200, 50, 1000, "long"),
    paced(1000, 50, 100, "short"),
    paced(1000, 50, 1000, "long"),
    paced(5000, 10, 100, "short"),
    Scenario(
        name="saturated",
        set="throughput",
        title="50 streams as fast as they go",
        figures=(TOKENS, CPU_PER_TOKEN, MEMORY),
        plots=(TOKENS, CPU_PER_TOKEN),
        model=("--rate=0", "--tokens=2000", "--first-token=0ms"),
        load=("--connections=50", "--ramp=500ms", *OWN),
        warm=2,
        measure=8,
    ),
    Scenario(
        name="long-answers",
        set="throughput",
        title="20 answers of 10,000 tokens",
        figures=(TOKENS, TOKEN_P50, TOKEN_P99, CPU_PER_TOKEN, MEMORY),
        plots=(CPU_PER_TOKEN,),
        model=("--rate=1000", "--tokens=10000", "--first-token=10ms"),
        load=("--connections=20", "--ramp=1s", "--requests=1", *OWN),
    ),
    Scenario(
        name="idle",
        set="connections",
        title="10,000 idle connections",
        figures=(PER_CONNECTION, MEMORY, CONNECT_P50, CONNECT_P99),
        plots=(PER_CONNECTION,),
        load=("--idle", "--connections=10000", "--ramp=10s", "--hold=2s"),
    ),
    Scenario(
        name="connect-storm",
        set="connections",
        title="64 clients that connect and leave",
        figures=(CONNECTS, CONNECT_P50, CONNECT_P99, CPU_PER_CONNECT),
        plots=(CONNECTS, CPU_PER_CONNECT),
        load=("--churn", "--connections=64", "--ramp=100ms"),
        warm=1,
        measure=5,
    ),
    Scenario(
        name="start",
        set="connections",
        title="start to first connection",
        figures=(START,),
        plots=(START,),
        starts=5,
    ),
    Scenario(
        name="cancel-storm",
        set="questions",
        title="100 clients that stop each answer",
        figures=(CANCELS, CANCEL_P50, CANCEL_P99, CPU_PER_CANCEL, MEMORY),
        plots=(CANCEL_P99, CPU_PER_CANCEL),
        model=("--rate=50", "--tokens=1000", "--first-token=20ms"),
        load=("--connections=100", "--ramp=1s", "--cancel-after=5", *OWN),
        warm=3,
        measure=8,
    ),
    Scenario(
        name="first-token",
        title="first token, 20 new conversations a second",
        load=(*ASK_20, "--own-conversations"),
        warm=3,
        **FIRST,
    ),
    Scenario(
        name="conversation",
        title="first token behind 50 exchanges, 20 a second",
        load=(*ASK_20, "--history=50"),
        warm=12,
        columns=("aurawell",),
        **FIRST,
    ),
    with_log("log-paced", 200, 50),
    with_log("log-full", 1000, 50),
    Scenario(
        name="mixed",
        set="mixed",
        title="1,000 × 10/s beside 10 as fast as they go",
        figures=(*PACED, *STREAM_P99),
        plots=(TOKEN_P99, CPU_PER_TOKEN),
        model=("--rate=10", "--tokens=100", "--first-token=100ms"),
        load=("--connections=1000", "--ramp=4s", *OWN),
        beside=("--connections=10", "--ramp=1s", "--kind=general_chat", *OWN),
        warm=7,
        measure=600,
        expected=10_000,
        opt_in=True,
    ),
)
QUICK_MEASURE = 4  # seconds at most
