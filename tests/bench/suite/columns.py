"""The servers that are compared. Another one is another entry of COLUMNS."""

import dataclasses
from typing import Callable

import certificate

PROGRAMS = "build/release"
REFERENCES = "tests/bench/references"


@dataclasses.dataclass(frozen=True)
class Ports:
    server: int
    admin: int
    model: int


@dataclasses.dataclass(frozen=True)
class Column:
    name: str
    title: str
    command: Callable[[Ports], list]
    # As `taskset --cpu-list` reads them. The mock model and the load tester are on 1.
    processors: str = "0"
    scheme: str = "ws"
    # Further options of the load tester.
    load: tuple = ()
    # Only these scenarios; empty: all.
    scenarios: tuple = ()
    # Where its log goes.
    log: str = "file"


# Limits are off that keep one address from being a thousand people; what is left is the default.
UNLIMITED = {
    "limits.connects_per_user": 0,
    "limits.connects_per_address": 0,
    "limits.messages_per_user": 0,
    "limits.messages_per_address": 0,
    "server.max_connections": 20000,
    "server.max_connections_per_address": 0,
    "pools.health_chat.max_streams": 20000,
    "pools.general_chat.max_streams": 20000,
    "pools.health_chat.queue": 20000,
    "pools.general_chat.queue": 20000,
}
# What the second kind of question asks the mock model for: an answer without pauses.
FAST_MODEL = "mock:rate=0,tokens=2000,first_token=0ms"


def aurawell(ports, more=()):
    settings = {
        "server.port": ports.server,
        "admin.port": ports.admin,
        "providers.deepseek.base_url": f"http://127.0.0.1:{ports.model}/v1",
        "pools.general_chat.model": FAST_MODEL,
        "storage.url": "memory:",
        "log.level": "error",
        **UNLIMITED,
        **dict(more),
    }
    command = [f"{PROGRAMS}/aurawell", "serve"]
    for key, value in settings.items():
        command += ["--set", f"{key}={value}"]
    return command


def aurawell_with_tls(ports):
    return aurawell(
        ports,
        {
            "server.tls.certificate_file": certificate.CERTIFICATE,
            "server.tls.private_key_file": certificate.KEY,
        },
    )


# Nothing is counted and nothing logged.
NOTHING_RECORDED = {"admin.enabled": "false", "log.level": "off", "log.access": "false"}
# The default.
LOGGED = {"log.level": "info"}
LOG_SCENARIOS = ("log-paced", "log-full")


def aurawell_as(settings):
    return lambda ports: aurawell(ports, settings)


def reference(*program):
    """A relay that takes the options that all of them take."""

    def command(ports):
        return [
            *program,
            f"--port={ports.server}",
            f"--model-port={ports.model}",
            f"--general-model={FAST_MODEL}",
        ]

    return command


COLUMNS = (
    Column("aurawell", "AuraWell", aurawell),
    Column(
        "aurawell-tls",
        "AuraWell, TLS",
        aurawell_with_tls,
        scheme="wss",
        scenarios=("paced-200-long", "saturated", "idle", "connect-storm"),
    ),
    Column("beast", "Beast alone", reference(f"{PROGRAMS}/aurawell-bench-beast")),
    Column("node", "Node", reference("node", f"{REFERENCES}/node/relay.mjs")),
    Column("python", "Python", reference("/usr/bin/python3", f"{REFERENCES}/python/relay.py")),
    Column(
        "aurawell-2-cores",
        "AuraWell, 2 cores",
        aurawell,
        processors="0,1",
        scenarios=("paced-1000-short", "paced-1000-long", "saturated", "connect-storm"),
    ),
    Column(
        "aurawell-nothing-recorded",
        "no metrics, no log",
        aurawell_as(NOTHING_RECORDED),
        scenarios=LOG_SCENARIOS,
    ),
    Column(
        "aurawell-logged",
        "metrics and log",
        aurawell_as(LOGGED),
        scenarios=LOG_SCENARIOS,
    ),
    Column(
        "aurawell-stalled-log",
        "nobody reads the log",
        aurawell_as(LOGGED),
        scenarios=LOG_SCENARIOS,
        log="stalled",
    ),
    Column(
        "aurawell-full-disk",
        "the log's disk is full",
        aurawell_as(LOGGED),
        scenarios=LOG_SCENARIOS,
        log="full",
    ),
)
