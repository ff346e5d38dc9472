"""How a share file gets into nginx, with commands that do what they like."""

import http.server
import pathlib
import tempfile
import threading
import unittest
from unittest import mock

import support  # noqa: F401 - finds the package
from rollout import share
from rollout.nginx import Nginx, NginxFault
from rollout.settings import Nginx as Options

NEW = share.render("2.4", "blue", "green", share.BACK)
MARK = share.mark_in(NEW)


class Adopt(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name)
        self.share = self.folder / "share.conf"
        self.share.write_text("former")
        self.calls = self.folder / "calls"

    def nginx(self, test="true", reload="true", **more):
        def script(name, text):
            return ("sh", "-c", f'echo "{name} $(grep -q former {self.share} && echo former || echo new)" >>{self.calls}; {text}')

        return Nginx(Options(share_file=str(self.share), test=script("test", test), reload=script("reload", reload), **more))

    def called(self):
        return self.calls.read_text().splitlines() if self.calls.exists() else []

    def assert_refused(self, nginx, reason):
        with self.assertRaises(NginxFault) as caught:
            nginx.adopt(NEW)
        self.assertIn(reason, str(caught.exception))
        self.assertEqual(self.share.read_text(), "former")

    def test_tests_and_then_reloads_the_new_file(self):
        self.nginx().adopt(NEW)
        self.assertEqual(self.called(), ["test new", "reload new"])
        self.assertEqual(self.share.stat().st_mode & 0o777, 0o644)

    def test_a_test_that_fails_brings_the_former_file_back(self):
        self.assert_refused(self.nginx(test=f"grep -q former {self.share} || {{ echo nonsense in line 3 >&2; exit 1; }}"), "nonsense in line 3; the former share file is back")
        self.assertEqual(self.called(), ["test new", "test former", "reload former"])

    def test_a_configuration_that_is_broken_anyway_is_not_reloaded(self):
        self.assert_refused(self.nginx(test="exit 1"), "nginx has not confirmed it")
        self.assertEqual(self.called(), ["test new", "test former"])

    def test_a_reload_that_fails_brings_the_former_file_back(self):
        self.assert_refused(self.nginx(reload="exit 7"), "failed with 7")

    def test_a_command_that_hangs_or_is_not_there(self):
        self.assert_refused(self.nginx(test="exec sleep 60", timeout=0.2), "took longer than 0.2 s")
        missing = Nginx(Options(share_file=str(self.share), test=("/does/not/exist",)))
        self.assert_refused(missing, "cannot be run: No such file or directory")

    def test_a_folder_that_is_not_there(self):
        with self.assertRaises(NginxFault) as caught:
            Nginx(Options(share_file="/does/not/exist/share.conf")).adopt(NEW)
        self.assertIn("cannot be written", str(caught.exception))

    def test_a_full_disk_leaves_the_former_file(self):
        with mock.patch("os.fsync", side_effect=OSError(28, "No space left on device")):
            self.assert_refused(self.nginx(), "cannot be written: No space left on device; it is unchanged")
        self.assertEqual(self.called(), [])

    def test_without_a_former_file_the_new_one_is_removed(self):
        self.share.unlink()
        with self.assertRaises(NginxFault):
            self.nginx(test="exit 1").adopt(NEW)
        self.assertFalse(self.share.exists())

    def test_waits_until_nginx_says_that_it_has_reloaded(self):
        with status(["old mark", "old mark", MARK]) as url:
            self.nginx(status_url=url).adopt(NEW)

    def test_a_reload_that_nginx_does_not_do_is_noticed(self):
        with status(["old mark"]) as url:
            self.assert_refused(self.nginx(status_url=url, timeout=3), f"says `old mark` and not `{MARK}`")
        self.assert_refused(self.nginx(status_url="http://127.0.0.1:1/", timeout=3), "has not reloaded")

    def test_the_command_after_going_back(self):
        self.nginx(after_back=("sh", "-c", f"echo after >>{self.calls}")).run_after_back()
        self.assertEqual(self.called(), ["after"])
        self.nginx().run_after_back()


class status:
    """Answers with each of the texts, and then with the last one."""

    def __init__(self, texts):
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200)
                self.end_headers()
                self.wfile.write((texts.pop(0) if len(texts) > 1 else texts[0]).encode())

            def log_message(self, *_):
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})

    def __enter__(self):
        self._thread.start()
        return f"http://127.0.0.1:{self._server.server_address[1]}/rollout"

    def __exit__(self, *_):
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


if __name__ == "__main__":
    unittest.main()
