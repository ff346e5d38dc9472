"""Starts the programs on their processors and ends them."""

import contextlib
import os
import signal
import socket
import ssl
import subprocess
import time

LOGS = "build/logs"
MEASURING_PROCESSOR = "1"  # of the mock model and the load tester
START_SECONDS = 20
STOP_SECONDS = 10
POLL_SECONDS = 0.001


class Failed(Exception):
    """A program did not do what it was started for."""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def pinned(processors, command):
    # A machine with one processor measures nothing well, but it can try everything.
    there = os.sched_getaffinity(0)
    wanted = [part for part in processors.split(",") if int(part) in there]
    return ["taskset", "--cpu-list", ",".join(wanted), *command] if wanted else list(command)


@contextlib.contextmanager
def output(name, log):
    """What a program writes to: a file, a pipe that nobody reads ("stalled"), a full disk ("full")."""
    if log == "stalled":
        unread, written = os.pipe()
        try:
            yield written
        finally:
            os.close(written)
            os.close(unread)
        return
    os.makedirs(LOGS, exist_ok=True)
    with open("/dev/full" if log == "full" else f"{LOGS}/bench-{name}.log", "wb") as file:
        yield file


@contextlib.contextmanager
def running(name, processors, command, environment=None, log="file"):
    """A program in the background. Ends it, by force if it must."""
    with output(name, log) as target:
        process = subprocess.Popen(
            pinned(processors, command),
            stdin=subprocess.DEVNULL,
            stdout=target,
            stderr=target,
            env={**os.environ, **(environment or {})},
        )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def connected(port, scheme):
    """A socket of a client; with TLS it checks nothing of the server's certificate."""
    client = socket.create_connection(("127.0.0.1", port), timeout=START_SECONDS)
    if scheme == "ws":
        return client
    trusting = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    trusting.check_hostname = False
    trusting.verify_mode = ssl.CERT_NONE
    return trusting.wrap_socket(client)


def is_welcomed(port, scheme="ws"):
    """Whether a client that connects now gets its first event."""
    request = (
        "GET /ws/chat/first HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n"
        "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: YXVyYXdlbGwtbG9hZHRlcw==\r\n\r\n"
    )
    try:
        with connected(port, scheme) as client:
            client.sendall(request.encode())
            got = b""
            while b"connection_established" not in got:
                more = client.recv(4096)
                if not more:
                    return False
                got += more
            return True
    except OSError:
        return False


def is_open(port):
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
        return True
    except OSError:
        return False


def wait_until(condition, process, name):
    """Returns when the condition holds; fails if the program ends before or takes too long."""
    begin = time.monotonic()
    while not condition():
        if process.poll() is not None or time.monotonic() - begin > START_SECONDS:
            raise Failed(f"{name} did not start: see {LOGS}/bench-{name}.log")
        time.sleep(POLL_SECONDS)
