"""One run of one scenario against one server."""

import contextlib
import json
import os
import statistics
import subprocess
import tempfile
import time

import certificate
import columns
from figures import FAULTS, START, figures_of
from processes import (
    LOGS,
    MEASURING_PROCESSOR,
    Failed,
    free_port,
    is_open,
    is_welcomed,
    pinned,
    running,
    wait_until,
)

# Beyond what a run should take, until it is given up.
SPARE_SECONDS = 90


def run_once(scenario, column):
    """The figures of a run. Failed if there are none."""
    if scenario.starts:
        return {START.key: time_to_start(scenario, column), FAULTS: 0}
    with loaded_programs(scenario, column) as (ports, model, server):
        return load(scenario, column, ports, model, server)


@contextlib.contextmanager
def loaded_programs(scenario, column):
    """Mock model and server, ready, on ports of their own."""
    ports = columns.Ports(server=free_port(), admin=free_port(), model=free_port())
    mock = [
        f"{columns.PROGRAMS}/aurawell-mock-llm",
        f"--port={ports.model}",
        "--stamp",
        *scenario.model,
    ]
    with running("model", MEASURING_PROCESSOR, mock) as model:
        wait_until(lambda: is_open(ports.model), model, "model")
        with server_at(ports, column) as server:
            wait_until(lambda: is_welcomed(ports.server, column.scheme), server, column.name)
            yield ports, model, server


def server_at(ports, column):
    environment = {"DEEPSEEK_API_KEY": "none"}
    if column.scheme == "wss":
        certificate.make()
    return running(column.name, column.processors, column.command(ports), environment, column.log)


def time_to_start(scenario, column):
    """Milliseconds from the start of the process to the first event of the first client."""
    taken = []
    for _ in range(scenario.starts):
        ports = columns.Ports(server=free_port(), admin=free_port(), model=free_port())
        begin = time.monotonic()
        with server_at(ports, column) as server:
            wait_until(lambda: is_welcomed(ports.server, column.scheme), server, column.name)
            taken.append(1000 * (time.monotonic() - begin))
    return statistics.median(taken)


def load_command(scenario, column, ports, options, report):
    command = [
        f"{columns.PROGRAMS}/aurawell-loadtest",
        f"--url={column.scheme}://127.0.0.1:{ports.server}",
        "--threads=1",
        f"--json={report}",
        *options,
        *column.load,
    ]
    if scenario.measure:
        command.append(f"--measure-for={round(1000 * scenario.measure)}ms")
        command.append(f"--measure-after={round(1000 * scenario.warm)}ms")
    return command


def load(scenario, column, ports, model, server):
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as beside:
        report, other = os.path.join(folder, "report"), os.path.join(folder, "other")
        if scenario.beside:
            options = (*scenario.beside, "--user-prefix=fast-")
            command = load_command(scenario, column, ports, options, other)
            second = beside.enter_context(running("beside", MEASURING_PROCESSOR, command))
        options = (*scenario.load, f"--server-pid={server.pid}", f"--model-pid={model.pid}")
        command = load_command(scenario, column, ports, options, report)
        with open(f"{LOGS}/bench-load.log", "wb") as log:
            # Its exit code says whether all was whole and in order; so does the report.
            subprocess.run(
                pinned(MEASURING_PROCESSOR, command),
                stdout=log,
                stderr=log,
                timeout=scenario.warm + scenario.measure + SPARE_SECONDS,
            )
        if server.poll() is not None:
            raise Failed(f"{column.name} ended: see {LOGS}/bench-{column.name}.log")
        others = ()
        if scenario.beside:
            second.wait(SPARE_SECONDS)
            others = (read_report(other),)
        return figures_of(read_report(report), scenario, others)


def read_report(path):
    try:
        with open(path, encoding="utf-8") as file:
            return json.load(file)
    except OSError as failure:
        raise Failed(f"the load tester wrote no report: see {LOGS}/bench-load.log") from failure
