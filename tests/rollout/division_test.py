"""How nginx divides users with the files of config/deploy/canary. The versions are stubs that name themselves."""

import contextlib
import http.client
import http.server
import pathlib
import re
import socket
import subprocess
import threading
import unittest

import support  # noqa: F401 - finds the package
import live
from live import CANARY, Gateway
from rollout import share
from rollout.nginx import Nginx
from rollout.settings import Nginx as Options
from rollout.share import BACK, Division

USERS = [f"user-{serial}" for serial in range(400)]
PAGE = {"Accept": "text/html,application/xhtml+xml"}


class Stub:
    """A version that answers everything with its name; a WebSocket it accepts and closes."""

    def __init__(self, name):
        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                if self.headers.get("Upgrade") == "websocket":
                    self.send_response(101)
                    self.send_header("Upgrade", "websocket")
                    self.send_header("Connection", "Upgrade")
                    self.end_headers()
                    self.close_connection = True
                    return
                self.send_response(200)
                self.send_header("Content-Length", str(len(name)))
                self.end_headers()
                self.wfile.write(name.encode())

            do_POST = do_GET

            def log_message(self, *_):
                pass

        class Listener(http.server.ThreadingHTTPServer):
            request_queue_size = 128

        self._server = Listener(("127.0.0.1", 0), Handler)
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def stop(self):
        self._server.shutdown()
        self._server.server_close()


class Users(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        started = contextlib.ExitStack()
        cls.addClassCleanup(started.close)
        cls.folder = started.enter_context(live.folder())
        ports = []
        for name in ("blue", "green", "former"):
            stub = Stub(name)
            started.callback(stub.stop)
            ports.append(stub.port)
        cls.gateway = Gateway(cls.folder, ports)
        started.callback(cls.gateway.stop)

    def set(self, division, old="aurawell_blue"):
        text = share.render("2.4", old, "aurawell_green", division)
        Nginx(Options(**self.gateway.settings())).adopt(text)
        # Old workers accept connections for a moment more.
        live.wait_until(lambda: self.workers() == 1, "the old worker accepts no more connections")

    def workers(self):
        """How many workers accept connections."""
        master = self.gateway.process
        children = pathlib.Path(f"/proc/{master}/task/{master}/children").read_text().split()
        titles = []
        for child in children:
            with contextlib.suppress(OSError):
                titles.append(pathlib.Path(f"/proc/{child}/cmdline").read_text())
        return sum("worker process" in title and "shutting down" not in title for title in titles)

    def ask(self, path="/api/v1/chat/message", method="POST", address=None, **headers):
        """The version that answered, the cookie it set, and the upstream that nginx names."""
        source = (address, 0) if address else None
        connection = http.client.HTTPConnection("127.0.0.1", self.gateway.port, timeout=10, source_address=source)
        with contextlib.closing(connection):
            connection.request(method, path, headers=headers)
            response = connection.getresponse()
            cookie = response.getheader("Set-Cookie")
            return response.read().decode(), cookie and cookie.partition(";")[0], response.getheader("X-AuraWell-Upstream")

    def version_of(self, user):
        return self.ask(**{"X-Test-User": user})[0]

    def websocket_upstream(self, user):
        with contextlib.closing(socket.create_connection(("127.0.0.1", self.gateway.port), timeout=10)) as client:
            client.sendall(
                f"GET /ws/chat/{user} HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nX-Test-User: {user}\r\n"
                "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: YXVyYXdlbGwtbG9hZHRlcw==\r\n\r\n".encode()
            )
            header = client.recv(4096).decode()
            self.assertIn("101 Switching", header)
            return re.search(r"X-AuraWell-Upstream: (\S+)", header)[1]

    def test_who_has_the_new_version_keeps_it_while_the_share_grows(self):
        before = set()
        for percent, least, most in ((5, 8, 36), (25, 70, 135), (100, 400, 400)):
            self.set(Division(percent, True))
            on_new = {user for user in USERS if self.version_of(user) == "green"}
            self.assertTrue(least <= len(on_new) <= most, f"{len(on_new)} of 400 at {percent} %")
            self.assertEqual(before - on_new, set())
            before = on_new
        self.set(BACK)
        self.assertEqual({self.version_of(user) for user in USERS[:50]}, {"blue"})

    def test_another_roll_out_begins_with_other_users(self):
        self.set(Division(25, True))
        first = {user for user in USERS if self.version_of(user) == "green"}
        text = self.gateway.share_file.read_text().replace('"2.4:', '"2.5:')
        Nginx(Options(**{**self.gateway.settings(), "status_url": ""})).adopt(text)
        live.wait_until(lambda: {user for user in USERS[:100] if self.version_of(user) == "green"} != first & set(USERS[:100]), "others are first")

    def test_websocket_rest_and_stream_of_a_user_go_the_same_way(self):
        self.set(Division(50, True))
        ways = set()
        for user in USERS[:40]:
            found = {self.ask(path, **{"X-Test-User": user})[2] for path in ("/api/v1/chat/message", "/api/v1/chat/stream", "/v1/chat/completions")}
            found |= {self.ask("/static/a.js", "GET", **{"X-Test-User": user})[2], self.websocket_upstream(user)}
            self.assertEqual(len(found), 1, user)
            ways |= found
        self.assertEqual(ways, {"aurawell_blue", "aurawell_green"})

    def test_a_page_sets_a_cookie_that_leads_where_the_page_came_from(self):
        self.set(Division(50, True))
        versions = []
        for _ in range(40):
            version, cookie, _ = self.ask("/", "GET", **PAGE)
            self.assertRegex(cookie, r"^aurawell_visitor=[0-9a-f]{32}$")
            again = [self.ask("/", "GET", Cookie=cookie, **PAGE), self.ask(Cookie=f"a=b; {cookie}; c=d"), self.ask(address="127.0.0.9", Cookie=cookie)]
            self.assertEqual([one[:2] for one in again], [(version, None)] * 3)
            versions.append(version)
        self.assertEqual(set(versions), {"blue", "green"})

    def test_a_cookie_that_this_gateway_has_not_made_counts_for_nothing(self):
        for value in ("x", "0" * 31, "0" * 33, "G" * 32, "user:ann"):
            self.assertTrue(self.ask("/", "GET", Cookie=f"aurawell_visitor={value}", **PAGE)[1], value)

    def test_somebody_with_a_name_gets_no_cookie_and_its_cookie_does_not_count(self):
        self.set(Division(50, True))
        by_name = self.version_of("user-1")
        for serial in range(20):
            found = self.ask("/", "GET", Cookie=f"aurawell_visitor={serial:032x}", **{"X-Test-User": "user-1"}, **PAGE)
            self.assertEqual(found[:2], (by_name, None))

    def test_a_program_without_name_and_cookie_is_known_by_its_address(self):
        self.set(Division(50, True))
        versions = {}
        for _ in range(2):
            for last in range(1, 41):
                version, cookie, _ = self.ask(address=f"127.0.0.{last}")
                self.assertIsNone(cookie)
                self.assertEqual(versions.setdefault(last, version), version)
        self.assertEqual(set(versions.values()), {"blue", "green"})

    def test_those_inside_have_the_new_version_first_and_lose_it_on_the_way_back(self):
        self.set(Division(0, True))
        self.assertEqual({self.version_of(user) for user in USERS[:100]}, {"blue"})
        self.assertEqual(self.version_of("inside-1"), "green")
        self.assertEqual(self.ask(**{"X-AuraWell-Inside": "secret"})[0], "green")
        self.assertEqual(self.ask(**{"X-AuraWell-Inside": "guessed"})[0], "blue")
        self.assertEqual(self.websocket_upstream("inside-2"), "aurawell_green")
        self.set(BACK)
        self.assertEqual(self.version_of("inside-1"), "blue")
        self.assertEqual(self.ask(**{"X-AuraWell-Inside": "secret"})[0], "blue")

    def test_the_way_back_can_be_a_former_service(self):
        self.set(Division(50, True), old="aurawell_former")
        self.assertEqual({self.version_of(user) for user in USERS[:50]}, {"former", "green"})
        self.set(BACK, old="aurawell_former")
        self.assertEqual({self.version_of(user) for user in USERS[:50]}, {"former"})

    def test_what_is_for_operators_is_not_passed_on(self):
        for path in ("/metrics", "/readyz", "/livez", "/admin/config", "/admin"):
            self.assertIn("404 Not Found", self.ask(path, "GET")[0])


class Shipped(unittest.TestCase):
    """The files as they are, with a certificate and without permission for anything but their test."""

    def check(self, change=lambda folder: None):
        with live.folder() as folder:
            key, certificate = folder / "privkey.pem", folder / "fullchain.pem"
            subprocess.run(
                ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "1", "-subj",
                 "/CN=app.example.com", "-keyout", key, "-out", certificate],
                check=True, capture_output=True,
            )
            main = live.nginx_files(folder, {"/etc/aurawell/tls": str(folder)})
            change(folder)
            return subprocess.run(["nginx", "-t", "-p", folder, "-c", main], capture_output=True, text=True, timeout=60)

    def test_nginx_accepts_the_files(self):
        done = self.check()
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_nginx_accepts_every_share_and_the_lines_that_are_commented_out(self):
        def change(folder):
            inside = folder / "aurawell/inside.conf"
            inside.write_text(re.sub(r"(?m)^  #(?=[\"1])", "  ", inside.read_text()))
            self.assertIn('  "ann" 1;', inside.read_text())
            main = folder / "aurawell.conf"
            main.write_text(main.read_text().replace("#auth_request", "auth_request").replace('  set $aurawell_identity "";', '  set $aurawell_identity "";\n  location = /auth { internal; proxy_pass http://127.0.0.1:1; }'))
            (folder / "aurawell/share.conf").write_text(share.render("2.4", "aurawell_blue", "aurawell_green", Division(percent, True)))

        for percent in (0, 0.01, 0.5, 5, 25, 99.99, 100):
            done = self.check(change)
            self.assertEqual(done.returncode, 0, done.stderr)

    def test_nginx_refuses_a_share_file_without_sense(self):
        done = self.check(lambda folder: (folder / "aurawell/share.conf").write_text("split_clients nonsense"))
        self.assertNotEqual(done.returncode, 0)

    def test_the_settings_name_what_the_files_have(self):
        text = (CANARY / "aurawell.conf").read_text()
        for name in ("rollout.toml", "rehearsal.toml"):
            for upstream in re.findall(r'(?m)^#?upstream = "(.*)"', (CANARY / name).read_text()):
                self.assertIn(f"upstream {upstream} {{", text)
            self.assertIn("location = /rollout {", text)
            self.assertIn('status_url = "http://127.0.0.1:8090/rollout"', (CANARY / name).read_text())


if __name__ == "__main__":
    unittest.main()
