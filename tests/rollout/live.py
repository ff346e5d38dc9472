"""nginx, Prometheus, two services with models, and users: everything real, on loopback."""

import base64
import contextlib
import http.client
import json
import os
import pathlib
import queue
import random
import re
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
CANARY = ROOT / "config/deploy/canary"
START_SECONDS = 30
POLL_SECONDS = 0.05
# The answer's last word tells which model, and so which version, has written it.
TOKENS = {"old": 7, "new": 9}
INSIDE_USERS = ("inside-1", "inside-2")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(condition, what, seconds=START_SECONDS):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(POLL_SECONDS)
    raise AssertionError(f"not within {seconds} s: {what() if callable(what) else what}")


def needed(variable):
    program = os.environ.get(variable)
    assert program, f"the environment variable {variable} must name the program"
    return program


class Program:
    """A program in the background; its output goes to a file."""

    def __init__(self, folder, name, command, environment=None):
        self.log_file = folder / f"{name}.log"
        with open(self.log_file, "ab") as log:
            self.process = subprocess.Popen(
                [str(word) for word in command],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env={**os.environ, **(environment or {})},
            )

    def log(self):
        return self.log_file.read_text(errors="replace")

    def wait_for(self, pattern):
        def look():
            if self.process.poll() is not None:
                raise AssertionError(f"{self.log_file.name} ended:\n{self.log()}")
            return re.search(pattern, self.log())

        return wait_until(look, lambda: f"{pattern} in\n{self.log()}")

    def stop(self, number=signal.SIGTERM):
        if self.process.poll() is None:
            self.process.send_signal(number)
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        return self.process.returncode


class Service:
    """A version: AuraWell and the model behind it, which may fail or be slow."""

    def __init__(self, folder, name, model=()):
        self.name, self._folder = name, folder
        self.port, self.admin_port = free_port(), free_port()
        command = [needed("AURAWELL_MOCK"), "--port", 0, "--tokens", TOKENS[name], "--rate", 0, "--first-token", "5ms"]
        for key, value in zip(model[::2], model[1::2]):
            if key in command:
                command[command.index(key) + 1] = value
            else:
                command += [key, value]
        self._model = Program(folder, f"model-{name}", command)
        self._model_url = self._model.wait_for(r"listening on (\S+)\s")[1]
        self.start()

    def start(self):
        settings = {
            "server.port": self.port,
            "admin.port": self.admin_port,
            "storage.url": "memory:",
            "log.access": "false",
            "auth.user_header": "X-Auth-User",
            "providers.deepseek.base_url": self._model_url,
            "providers.deepseek.max_retries": 0,
            "providers.deepseek.breaker.failure_ratio": 1.0,
            "pools.health_chat.providers": "deepseek",
            **{f"limits.{kind}_per_{whom}": 0 for kind in ("connects", "messages", "requests") for whom in ("user", "address")},
        }
        arguments = [part for key, value in settings.items() for part in ("--set", f"{key}={value}")]
        self._program = Program(
            self._folder, f"service-{self.name}", [needed("AURAWELL_BIN"), "serve", *arguments], {"DEEPSEEK_API_KEY": "test"}
        )
        wait_until(lambda: accepts(self.port), self._program.log)

    def kill(self):
        self._program.stop(signal.SIGKILL)

    def stop(self):
        self._program.stop(signal.SIGKILL)
        self._model.stop()


def accepts(port):
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
        return True
    except OSError:
        return False


def nginx_files(folder, replacements):
    """The files of config/deploy/canary with other addresses and paths. Returns the main file."""
    (folder / "aurawell").mkdir(exist_ok=True)
    for name in ("inside.conf", "share.conf"):
        shutil.copy(CANARY / name, folder / "aurawell" / name)
    text = (CANARY / "aurawell.conf").read_text()
    for former, new in {"/etc/nginx/aurawell": f"{folder}/aurawell", "/var/log/nginx": f"{folder}", **replacements}.items():
        assert former in text, f"{former} is not in aurawell.conf"
        text = text.replace(former, new)
    (folder / "aurawell.conf").write_text(text)
    temporary = "\n".join(f"  {kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "scgi", "uwsgi"))
    main = folder / "nginx.conf"
    main.write_text(
        f"daemon off;\nworker_processes 1;\nworker_shutdown_timeout 5s;\npid {folder}/nginx.pid;\n"
        f"error_log {folder}/nginx-error.log;\nevents {{ worker_connections 1024; }}\n"
        f"http {{\n{temporary}\n  include {folder}/aurawell.conf;\n}}\n"
    )
    return main


class Gateway:
    """nginx with the files of config/deploy/canary, without TLS."""

    def __init__(self, folder, ports, identity='"$http_x_test_user"'):
        """`ports`: of the upstreams blue, green and former."""
        self.port, self.status_port = free_port(), free_port()
        self.folder = folder
        self.share_file = folder / "aurawell/share.conf"
        self.reloads = folder / "reloads"
        plain = {
            "listen 443 ssl http2;": f"listen 127.0.0.1:{self.port};",
            "listen 80;": f"listen 127.0.0.1:{free_port()};",
            "listen 127.0.0.1:8090;": f"listen 127.0.0.1:{self.status_port};",
            "10.0.0.11:8000": f"127.0.0.1:{ports[0]}",
            "10.0.0.12:8000": f"127.0.0.1:{ports[1]}",
            "10.0.0.21:8080": f"127.0.0.1:{ports[2]}",
            'set $aurawell_identity "";': f"set $aurawell_identity {identity};",
            "  ssl_": "  #ssl_",
        }
        self.main = nginx_files(folder, plain)
        inside = folder / "aurawell/inside.conf"
        users = "\n".join(f'  "{user}" 1;' for user in INSIDE_USERS)
        inside.write_text(inside.read_text().replace('  #"ann" 1;', users).replace('#"a long random value" 1;', '"secret" 1;'))
        self.command = ["nginx", "-p", str(folder), "-c", str(self.main)]
        self._program = Program(folder, "nginx", self.command)
        wait_until(lambda: accepts(self.port), self._program.log)

    @property
    def process(self):
        return self._program.process.pid

    def settings(self):
        """Of the section [nginx]. A reload leaves its time, for old and new workers answer side by side for a moment."""
        words = " ".join(self.command)
        return {
            "share_file": str(self.share_file),
            "test": [*self.command, "-t"],
            "reload": ["sh", "-c", f"date +%s.%N >>{self.reloads}; {words} -s reload"],
            "status_url": f"http://127.0.0.1:{self.status_port}/rollout",
        }

    def reload_times(self):
        return [float(line) for line in self.reloads.read_text().split()] if self.reloads.exists() else []

    def stop(self):
        self._program.stop(signal.SIGTERM)


class Prometheus:
    """Scrapes the services twice a second."""

    def __init__(self, folder, services):
        self.port = free_port()
        self._folder = folder
        targets = "".join(
            f'\n      - targets: ["127.0.0.1:{one.admin_port}"]\n        labels: {{ version: "{one.name}" }}' for one in services
        )
        self._config = folder / "prometheus.yml"
        self._config.write_text(
            "global: { scrape_interval: 500ms, scrape_timeout: 500ms }\nscrape_configs:\n"
            f"  - job_name: aurawell\n    static_configs:{targets}\n"
        )
        self.start()

    def start(self):
        self._program = Program(
            self._folder,
            "prometheus",
            [
                "prometheus",
                f"--config.file={self._config}",
                f"--storage.tsdb.path={self._folder}/tsdb",
                f"--web.listen-address=127.0.0.1:{self.port}",
            ],
        )
        wait_until(self._is_ready, self._program.log)

    def _is_ready(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=2)
        with contextlib.closing(connection):
            try:
                connection.request("GET", "/-/ready")
                return connection.getresponse().status == 200
            except OSError:
                return False

    def stop(self, number=signal.SIGTERM):
        self._program.stop(number)


# --- users


class Answer:
    """Which version answered a request, by nginx and by the text, and when it began."""

    def __init__(self, user, way, begin, upstream, status, text):
        self.user, self.way, self.begin, self.upstream, self.status = user, way, begin, upstream, status
        found = re.search(r"\[end (\d+)\]", text)
        self.version = next((name for name, tokens in TOKENS.items() if found and int(found[1]) == tokens), None)


def question(user, serial):
    return {"lang": "en", "message": f"How can I sleep better? {user} {serial}"}


def ask_rest(port, user, serial, path="/api/v1/chat/message"):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=15)
    with contextlib.closing(connection):
        body = json.dumps(question(user, serial))
        connection.request("POST", path, body, {"Content-Type": "application/json", "X-Test-User": user})
        response = connection.getresponse()
        return response.getheader("X-AuraWell-Upstream"), response.status, joined(response.read().decode())


def ask_sse(port, user, serial):
    return ask_rest(port, user, serial, "/api/v1/chat/stream")


def joined(text):
    """The text of a stream's pieces, or the reply itself."""
    return "".join(json.loads(one) for one in re.findall(r'"delta":("(?:[^"\\]|\\.)*")', text)) or text


def ask_websocket(port, user, serial):
    with contextlib.closing(socket.create_connection(("127.0.0.1", port), timeout=15)) as client:
        upgrade = (
            f"GET /ws/chat/{user} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}\r\nX-Test-User: {user}\r\n\r\n"
        )
        client.sendall(upgrade.encode())
        stream = client.makefile("rb")
        status = int(stream.readline().split()[1])
        header = b"".join(iter(stream.readline, b"\r\n")).decode()
        upstream = re.search(r"(?i)x-aurawell-upstream: (\S+)", header)
        upstream = upstream and upstream[1]
        if status != 101:
            return upstream, status, ""
        payload = json.dumps({"type": "health_chat", "data": question(user, serial)}).encode()
        client.sendall(frame(payload))
        got = ""
        while not re.search(r'"status":"(done|error|incomplete)"', got):
            text = read_frame(stream)
            if text is None:
                return upstream, 502, got
            got += text
        return upstream, 200 if '"status":"done"' in got else 502, joined(got)


def frame(payload):
    """A masked text frame of a client."""
    length = bytes([0x80 | len(payload)]) if len(payload) < 126 else b"\xfe" + struct.pack(">H", len(payload))
    return b"\x81" + length + b"\0\0\0\0" + payload


def read_frame(stream):
    """The text of the next frame, None when the connection ends."""
    head = stream.read(2)
    if len(head) < 2 or head[0] & 0x0F == 8:
        return None
    size = head[1] & 0x7F
    if size == 126:
        size = struct.unpack(">H", stream.read(2))[0]
    elif size == 127:
        size = struct.unpack(">Q", stream.read(8))[0]
    payload = stream.read(size)
    return payload.decode() if head[0] & 0x0F == 1 else ""


class Users:
    """Ask all the time, each one thing after the other, over REST, server-sent events and WebSocket."""

    ways = {"rest": ask_rest, "sse": ask_sse, "websocket": ask_websocket}

    def __init__(self, port, count=150, threads=6, pause=0.03, most=30_000):
        self.answers, self.failures = [], []
        self._port, self._pause, self._left = port, pause, most
        self._stop = threading.Event()
        self._idle = queue.SimpleQueue()
        # Those inside ask more often, so that the first stage does not last long.
        for user in random.Random(1).sample([f"user-{i}" for i in range(count)] + list(INSIDE_USERS) * 4, count + 8):
            self._idle.put(user)
        self._busy, self._lock = set(), threading.Lock()
        self._threads = [threading.Thread(target=self._ask, args=(i,), daemon=True) for i in range(threads)]
        for thread in self._threads:
            thread.start()

    def _ask(self, number):
        serial = 0
        ways = list(self.ways.items())
        while not self._stop.wait(self._pause) and self._left > 0:
            user = self._idle.get()
            with self._lock:
                taken = user in self._busy
                self._busy.add(user)
                self._left -= 1
            if not taken:
                serial += 1
                way, ask = ways[serial % len(ways)]
                self._ask_once(user, way, ask, f"{number}-{serial}")
                with self._lock:
                    self._busy.discard(user)
            self._idle.put(user)

    def _ask_once(self, user, way, ask, serial):
        begin = time.time()
        try:
            upstream, status, text = ask(self._port, user, serial)
            self.answers.append(Answer(user, way, begin, upstream, status, text))
        except (OSError, http.client.HTTPException, ValueError) as failure:
            self.failures.append((begin, user, way, repr(failure)))

    def stop(self):
        self._stop.set()
        for thread in self._threads:
            thread.join(20)


# --- the program under test


def toml(value):
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(toml, value)) + "]"
    return json.dumps(value)


class Rollout:
    """rollout.py with a settings file of quick stages."""

    def __init__(self, folder, gateway, prometheus_port, stages=None, **sections):
        self._folder = folder
        self.settings_file = folder / "rollout.toml"
        self.state_file = folder / "state.json"
        tables = {
            "rollout": {"name": "2.4", "state_file": str(self.state_file), "say_every": "1s"},
            "old": {"upstream": "aurawell_blue", "labels": 'version="old"'},
            "new": {"upstream": "aurawell_green", "labels": 'version="new"'},
            "check": {
                "interval": "500ms",
                "window": "5s",
                "longest_window": "60s",
                "requests": 20,
                # A busy machine is slow to some first tokens: only the test of a slow version looks at them.
                "first_token_floor": "1h",
                "first_token_requests": 20,
                "gone_after": "3s",
            },
            "prometheus": {"url": f"http://127.0.0.1:{prometheus_port}", "scrape_interval": "500ms", "away_limit": "10s"},
            "nginx": gateway.settings(),
        }
        for name, table in sections.items():
            tables[name] = {**tables[name], **table}
        stages = stages or [(0, "3s"), (5, "3s"), (25, "3s"), (100, "3s")]
        text = "".join(f"[{name}]\n" + "".join(f"{key} = {toml(value)}\n" for key, value in table.items()) for name, table in tables.items())
        text += "".join(f'[[stages]]\nshare = {share}\ntime = "{time_}"\n' for share, time_ in stages)
        self.settings_file.write_text(text)
        self.program = None

    def command(self, *words):
        return [sys.executable, str(CANARY / "rollout.py"), *words, str(self.settings_file)]

    def start(self, *options):
        self.program = Program(self._folder, "rollout", [*self.command("run"), "--format", "json", *options])

    def call(self, word, *options):
        return subprocess.run([*self.command(word), *options], capture_output=True, text=True, timeout=60)

    def lines(self):
        return [json.loads(line) for line in self.program.log().splitlines() if line.startswith("{")]

    def events(self):
        return [line["event"] for line in self.lines()]

    def state(self):
        return json.loads(self.state_file.read_text())

    def wait_for_end(self, seconds):
        try:
            return self.program.process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"no end within {seconds} s:\n{self.program.log()[-3000:]}") from None

    def wait_for(self, event, stage=None, seconds=60):
        def look():
            if self.program.process.poll() is not None:
                raise AssertionError(f"it has ended:\n{self.program.log()[-3000:]}")
            return any(line["event"] == event and (stage is None or f"stage {stage} " in line["stage"]) for line in self.lines())

        return wait_until(look, lambda: f"{event} in\n{self.program.log()[-3000:]}", seconds)


@contextlib.contextmanager
def folder():
    """A folder of the test's own, shown when the test fails."""
    path = pathlib.Path(tempfile.mkdtemp(prefix="aurawell-rollout-"))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)
