"""What Prometheus may answer, and what it is worth."""

import contextlib
import http.server
import json
import math
import pathlib
import tempfile
import threading
import time
import unittest
import unittest.mock
import urllib.parse

import support
from rollout import prometheus as prometheus_module
from rollout.figures import Observer
from rollout.loading import parse
from rollout.prometheus import Away, Prometheus, selector
from rollout.settings import Prometheus as Options
from support import document


class Server:
    """Answers each query with what `answer(query)` returns: a status and a body."""

    def __init__(self, answer):
        self.queries = []
        self.headers = []
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                form = urllib.parse.parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
                outer.queries.append(form)
                outer.headers.append(dict(self.headers))
                status, body = answer(form["query"][0])
                with contextlib.suppress(OSError):  # a client that has left
                    self.send_response(status)
                    self.end_headers()
                    for part in body if isinstance(body, list) else [body]:
                        self.wfile.write(part if isinstance(part, bytes) else json.dumps(part).encode())
                        self.wfile.flush()
                        if part is not body:
                            time.sleep(0.02)

            def log_message(self, *_):
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def answer(kind, result):
    return 200, {"status": "success", "data": {"resultType": kind, "result": result}}


def scalar(value):
    return answer("scalar", [1000.0, value])


class Answers(unittest.TestCase):
    def assert_away(self, reply, reason):
        with Server(lambda _: reply) as server:
            with self.assertRaises(Away) as caught:
                Prometheus(Options(url=server.url)).samples("up", 10, 1000)
            self.assertIn(reason, str(caught.exception))

    def test_samples_of_several_series(self):
        found = [{"metric": {"a": "1"}, "values": [[2, "5"], [1, "4"]]}, {"metric": {}, "values": [[1, "1e3"]]}, {"metric": {}, "values": []}]
        with Server(lambda _: answer("matrix", found)) as server:
            series = Prometheus(Options(url=server.url)).samples("up{}", 10.5, 1000.25)
            self.assertEqual([one.samples for one in series], [[(1, 4), (2, 5)], [(1, 1000)]])
            self.assertEqual(server.queries[0]["query"], ["up{}[10500ms]"])
            self.assertEqual(server.queries[0]["time"], ["1000.250"])

    def test_faults_of_prometheus(self):
        self.assert_away((500, b"oops"), "it answers 500")
        self.assert_away((503, {"status": "error", "error": "too busy"}), "it answers 503: too busy")
        self.assert_away((422, {"error": 5}), "it answers 422")
        self.assert_away((200, {"status": "error", "error": "expanding series"}), "it answers: expanding series")
        self.assert_away((200, b"<html>"), "is not Prometheus'")
        self.assert_away((200, b""), "is not Prometheus'")
        self.assert_away((200, b"[" * 100_000), "is not Prometheus'")
        self.assert_away((200, {}), "is not Prometheus'")
        self.assert_away((200, b"[]"), "is not Prometheus'")
        self.assert_away((200, {"status": "success", "data": {"resultType": "matrix"}}), "is not Prometheus'")
        self.assert_away(answer("matrix", [{"metric": {}, "values": [[1]]}]), "is not Prometheus'")
        self.assert_away((200, b'{"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1e9,' + b"9" * 400 + b"]}]}}"), "is not Prometheus'")
        self.assert_away(answer("string", [1, "a"]), "unknown type string")
        self.assert_away(scalar("1"), "up is a scalar")

    def test_a_value_that_is_no_number_is_worth_nothing(self):
        for value in ("NaN", "+Inf", "-Inf"):
            self.assert_away(answer("matrix", [{"metric": {}, "values": [[1, "1"], [2, value]]}]), "not a number")
        self.assert_away(answer("matrix", [{"metric": {}, "values": [[1, "five"]]}]), "is not Prometheus'")

    def test_nobody_at_its_address(self):
        with Server(lambda _: scalar("1")) as server:
            url = server.url
        with self.assertRaises(Away) as caught:
            Prometheus(Options(url=url)).now()
        self.assertIn("it does not answer", str(caught.exception))

    def test_one_that_says_nothing_in_time(self):
        release = threading.Event()
        self.addCleanup(release.set)
        with Server(lambda _: (release.wait(10), scalar("1"))[1]) as server:
            with self.assertRaises(Away):
                Prometheus(Options(url=server.url, timeout=0.2)).now()
            release.set()

    def test_one_that_speaks_without_end(self):
        with Server(lambda _: (200, [b" "] * 500)) as server:
            with self.assertRaises(Away) as caught:
                Prometheus(Options(url=server.url, timeout=0.2)).now()
            self.assertIn("takes too long", str(caught.exception))

    def test_a_token_is_read_each_time(self):
        with tempfile.TemporaryDirectory() as folder, Server(lambda _: scalar("1000")) as server:
            file = pathlib.Path(folder) / "token"
            client = Prometheus(Options(url=server.url, token_file=str(file)))
            with self.assertRaises(Away):
                client.now()
            file.write_text("secret\n")
            self.assertEqual(client.now(), 1000)
            self.assertEqual(server.headers[-1]["Authorization"], "Bearer secret")

    def test_an_answer_without_end_is_not_read(self):
        with contextlib.ExitStack() as stack:
            stack.enter_context(unittest.mock.patch.object(prometheus_module, "LARGEST_ANSWER", 1000))
            self.assert_away((200, b" " * 1001), "larger than")


class Selectors(unittest.TestCase):
    def test_own_matchers_come_first(self):
        self.assertEqual(selector("up", 'a="b"'), 'up{a="b"}')
        self.assertEqual(selector("x{}", 'a="b"'), 'x{a="b"}')
        self.assertEqual(selector('x{c="d"}', 'a="b"'), 'x{c="d",a="b"}')
        self.assertEqual(selector('x{c="d", }', 'a="b"'), 'x{c="d",a="b"}')


class Observations(unittest.TestCase):
    """Figures from a Prometheus that has the series of `self.series`: query to samples by version."""

    def observe(self, series, newest="1000", since=900.0, **settings):
        def reply(query):
            if query == "time()":
                return scalar("1000")
            if query.startswith("max("):
                return answer("vector", [{"metric": {}, "value": [1000, newest]}] if newest else [])
            name = query.partition("{")[0]
            version = "new" if 'version="2.4"' in query else "old"
            failed = "failed " if "error_type=~" in query or '"5.."' in query else ""
            found = series.get(f"{version} {failed}{name}", [])
            return answer("matrix", [{"metric": {"job": "a", "instance": version, **labels}, "values": values} for labels, values in found])

        with Server(reply) as server:
            found = parse(document(prometheus={"url": server.url}, **settings))
            return Observer(found, Prometheus(found.prometheus)).observe(since)

    def test_counts_both_versions_over_the_same_windows(self):
        seen = self.observe({
            "new up": [({}, [[890, "1"], [995, "1"]])],
            "new gen_ai_server_request_duration_seconds_count": [({"error_type": "DB_1601"}, [[950, "3"]]), ({}, [[890, "100"], [990, "150"]])],
            "new failed gen_ai_server_request_duration_seconds_count": [({"error_type": "DB_1601"}, [[950, "3"]])],
            "new gen_ai_server_time_to_first_token_seconds_bucket": [({"le": "1"}, [[890, "0"], [990, "50"]]), ({"le": "+Inf"}, [[890, "0"], [990, "50"]])],
            "old up": [({}, [[995, "0"]])],
        })
        self.assertEqual((seen.at, seen.new.up, seen.old.up), (1000, 1, 0))
        window = seen.new.windows[-1]
        self.assertEqual((window.seconds, window.answers.bad, window.answers.all), (100, 3, 53))
        self.assertAlmostEqual(window.first_token, 0.95)
        self.assertEqual(window.first_tokens, 50)
        self.assertEqual((window.replies.all, window.thumbs_down), (0, None))
        self.assertEqual([one.seconds for one in seen.old.windows], [100])

    def test_a_short_and_a_long_window(self):
        counted = "new gen_ai_server_request_duration_seconds_count"
        seen = self.observe({"new up": [({}, [[100, "1"], [995, "1"]])], counted: [({}, [[100, "0"], [600, "70"], [990, "100"]])]}, since=0.0)
        self.assertEqual([(one.seconds, one.answers.all) for one in seen.new.windows], [(300, 30), (1000, 100)])

    def test_thumbs_down_where_there_is_a_metric(self):
        series = {
            "new up": [({}, [[890, "1"]])],
            "new votes_total": [({}, [[890, "1"], [990, "5"]])],
            "new gen_ai_server_request_duration_seconds_count": [({}, [[890, "0"], [990, "50"]])],
        }
        seen = self.observe(series, metrics={"thumbs_down": "votes_total"})
        self.assertEqual(seen.new.windows[-1].thumbs_down, support.Rate(4, 50))

    def test_a_target_that_was_not_scraped_lately_is_not_up(self):
        seen = self.observe({"new up": [({}, [[900, "1"], [954, "1"]])], "old up": [({}, [[900, "0"], [955, "1"]])]})
        self.assertEqual((seen.new.up, seen.old.up), (0, 1))

    def test_labels_that_select_the_same_target_are_worth_nothing(self):
        same = ({"instance": "both"}, [[995, "1"]])
        with self.assertRaises(Away) as caught:
            self.observe({"new up": [same], "old up": [same, ({}, [[995, "1"]])]})
        self.assertIn("both select the target both", str(caught.exception))

    def test_a_former_service_is_not_asked_for(self):
        seen = self.observe({"new up": [({}, [[995, "1"]])]}, old={"metrics": False})
        self.assertEqual((seen.old.up, seen.old.windows), (None, []))

    def test_a_prometheus_that_scrapes_nothing_knows_nothing(self):
        for newest, reason in ((None, "it scrapes nothing"), ("954", "its newest scrape is 46 s old")):
            with self.assertRaises(Away) as caught:
                self.observe({}, newest)
            self.assertIn(reason, str(caught.exception))
        self.assertEqual(self.observe({}, "955").new.up, 0)

    def test_a_clock_that_went_back_is_an_empty_window(self):
        seen = self.observe({"new up": [({}, [[995, "1"]])]}, since=5000.0)
        self.assertEqual([one.seconds for one in seen.new.windows], [0])
        self.assertFalse(math.isnan(seen.new.windows[0].answers.value))


if __name__ == "__main__":
    unittest.main()
