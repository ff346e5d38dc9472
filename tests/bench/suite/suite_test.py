"""Tests of what the suite makes of the load tester's reports. Nothing is measured here."""

import os
import shutil
import ssl
import sys
import tempfile
import unittest
import unittest.mock
import xml.etree.ElementTree

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import certificate
import columns
import document
import figures
import plots
import results
import scenarios
import tables

PACED = next(each for each in scenarios.SCENARIOS if each.name == "paced-200-short")
BY_NAME = {column.name: column for column in columns.COLUMNS}


def histogram(count, p50_us, p99_us):
    return {"count": count, "p50_us": p50_us, "p99_us": p99_us}


def report(**changes):
    """One second, in which 8,000 of 10,000 tokens came."""
    return {
        "duration_seconds": 1.0,
        "load_tester_cpu_seconds": 0.25,
        "model_cpu_seconds": 0.125,
        "processors_busy": [0.5, 0.375],
        "connections": 200,
        "connections_failed": 0,
        "connections_lost": 0,
        "answers_cancelled": 0,
        "answers_failed": 0,
        "answers_incomplete": 0,
        "tokens": 8000,
        "violations": {"lost_tokens": 0, "seq_not_rising": 0},
        "connect": histogram(0, 0, 0),
        "first_token": histogram(80, 60_000, 75_000),
        "token_latency": histogram(8000, 250, 4000),
        "stream_p99": {**histogram(200, 3000, 3500), "max_us": 9000},
        "cancel": histogram(0, 0, 0),
        "server": {
            "cpu_seconds": 0.4,
            "resident_bytes_most": 3 * 2**20,
            "proportional_bytes_before": 2**20,
            "proportional_bytes_after": 2 * 2**20,
        },
        **changes,
    }


def entry(column="aurawell", **changes):
    taken = {**figures.figures_of(report(), PACED), "delivered": 99}
    return results.entry_of(BY_NAME[column], [{**taken, **changes}])


class Figures(unittest.TestCase):
    def test_are_taken_from_a_report(self):
        taken = figures.figures_of(report(), PACED)
        self.assertEqual(taken["delivered"], 80)
        self.assertEqual(taken["token_p50"], 0.25)
        self.assertEqual(taken["token_p99"], 4)
        self.assertEqual(taken["stream_p99_median"], 3)
        self.assertEqual(taken["stream_p99_largest"], 9)
        self.assertEqual(taken["cpu_per_token"], 50)
        self.assertEqual(taken["memory"], 2)
        self.assertAlmostEqual(taken["memory_per_connection"], 5.12)
        self.assertIsNone(taken["connect_p50"], "nothing was connected while measuring")
        self.assertEqual(taken["faults"], 0)

    def test_leave_out_what_is_the_mock_models_own(self):
        first = next(each for each in scenarios.SCENARIOS if each.name == "first-token")
        self.assertEqual(figures.figures_of(report(), first)["added_first_p50"], 10)

    def test_count_every_fault_of_every_load_tester(self):
        broken = report(violations={"lost_tokens": 3, "seq_not_rising": 1}, answers_failed=2)
        taken = figures.figures_of(report(connections_lost=5), PACED, [broken])
        self.assertEqual(taken["faults"], 11)
        self.assertEqual(taken["tokens_per_second"], 16000)

    def test_of_several_runs_are_summed_up(self):
        summary = figures.summary_of([{"a": 3}, {"a": 1}, {"a": 2, "b": 7}, {"a": None}])
        self.assertEqual(summary["a"], {"median": 2, "min": 1, "max": 3})
        self.assertEqual(summary["b"]["median"], 7)


class Tables(unittest.TestCase):
    def test_show_ratios_to_the_bare_relay(self):
        entries = {"aurawell": entry(), "beast": entry("beast", cpu_per_token=20)}
        head, service, bare = tables.rows(PACED, entries)
        at = head.index("CPU/token, µs")
        self.assertEqual(service[at : at + 2], ["50.0", "2.50"])
        self.assertEqual(bare[at : at + 2], ["20.0", "1.00"])

    def test_show_the_spread_and_the_worst_count_of_faults(self):
        two = results.entry_of(
            BY_NAME["aurawell"], [{"token_p50": v, "faults": f} for v, f in ((1, 0), (2, 4), (3, 0))]
        )
        line = tables.row(two, None, (figures.TOKEN_P50,))
        self.assertEqual(line[1:3], ["2.00 (1.00–3.00)", "–"])
        self.assertEqual(line[-1], "4")

    def test_mark_rows_that_a_full_processor_spoiled(self):
        self.assertEqual(tables.marks(entry(processor_1_busy=0.9)), "")
        self.assertEqual(tables.marks(entry(processor_1_busy=0.91)), tables.CROWDED_MARK)
        self.assertEqual(tables.marks(entry(processor_0_busy=0.8)), tables.DISTURBED_MARK)
        self.assertEqual(tables.marks(entry(delivered=94)), tables.LATE_MARK)
        both = entry("aurawell-2-cores", processor_0_busy=0.8)
        self.assertEqual(tables.marks(both), "", "there the load tester shares the processor")
        text = tables.aligned(PACED, {"aurawell": entry(processor_1_busy=0.95)})
        self.assertIn(tables.NOTES[tables.CROWDED_MARK], text)

    def test_are_aligned(self):
        lines = tables.aligned(PACED, {"aurawell": entry(), "beast": entry("beast")}).split("\n")
        self.assertEqual(len({len(line) for line in lines[1:]}), 1)


class Plots(unittest.TestCase):
    def test_are_well_formed_and_hold_every_bar(self):
        groups = [("a < b", {"aurawell": entry(), "beast": entry("beast")}), ("empty", {})]
        picture = plots.bars(figures.TOKEN_P99, groups, "median")
        root = xml.etree.ElementTree.fromstring(picture)
        bars = root.findall("{http://www.w3.org/2000/svg}rect")[1:]
        self.assertEqual(len(bars), 2)
        self.assertNotIn("empty", picture)

    def test_take_a_logarithmic_axis_where_figures_differ_a_lot(self):
        self.assertEqual(plots.axis_of([1, 20]), (0, 20, False))
        low, high, logarithmic = plots.axis_of([0.5, 500])
        self.assertTrue(logarithmic)
        self.assertAlmostEqual(plots.position(low, low, high, True), 0)
        self.assertAlmostEqual(plots.position(high, low, high, True), 1)

    def test_of_nothing_are_none(self):
        self.assertIsNone(plots.bars(figures.START, [("a", {"aurawell": entry()})], ""))


class Results(unittest.TestCase):
    def test_of_the_same_program_and_machine_join_and_others_are_replaced(self):
        about = {"commit": "a", "machine": {}, "quick": False}
        with tempfile.TemporaryDirectory() as folder:

            def saved(columns_now, context):
                results.save(folder, PACED, columns_now, context)
                return sorted(results.load(folder, "paced")["scenarios"][PACED.name]["columns"])

            self.assertEqual(saved({"aurawell": entry()}, about), ["aurawell"])
            self.assertEqual(saved({"beast": entry("beast")}, about), ["aurawell", "beast"])
            changed = {**about, "commit": "b"}
            self.assertEqual(saved({"node": entry("node")}, changed), ["node"])
            unknown = {**about, "commit": "b+"}
            self.assertEqual(saved({"beast": entry("beast")}, unknown), ["beast"])
            self.assertEqual(saved({"node": entry("node")}, unknown), ["node"])


class Document(unittest.TestCase):
    def test_gets_its_figures_between_the_marks(self):
        text = "a\n<!-- figures: paced -->\nold\n<!-- end of figures -->\nb\n"
        self.assertEqual(
            document.with_section(text, "paced", "new \\1"),
            "a\n<!-- figures: paced -->\nnew \\1\n<!-- end of figures -->\nb\n",
        )
        with self.assertRaises(SystemExit):
            document.with_section("nothing", "paced", "new")

    def test_has_a_place_for_every_set(self):
        with open(document.DOCUMENT, encoding="utf-8") as file:
            text = file.read()
        for name in document.sets():
            document.with_section(text, name, "")


class Certificate(unittest.TestCase):
    @unittest.skipUnless(shutil.which("openssl"), "needs openssl")
    def test_is_made_for_servers_with_tls(self):
        with tempfile.TemporaryDirectory() as folder:
            with unittest.mock.patch.multiple(
                certificate,
                FOLDER=folder,
                CERTIFICATE=f"{folder}/certificate.pem",
                KEY=f"{folder}/key.pem",
            ):
                certificate.make()
                self.assertEqual(os.stat(certificate.KEY).st_mode & 0o777, 0o600)
                context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                context.load_cert_chain(certificate.CERTIFICATE, certificate.KEY)

    def test_is_shown_by_the_columns_that_speak_tls_and_by_no_other(self):
        for column in columns.COLUMNS:
            command = column.command(columns.Ports(server=1, admin=2, model=3))
            shows = any("certificate_file" in part for part in command)
            self.assertEqual(shows, column.scheme == "wss", column.name)


class Scenarios(unittest.TestCase):
    def test_and_servers_are_named_once(self):
        for known in (scenarios.SCENARIOS, columns.COLUMNS):
            names = [each.name for each in known]
            self.assertEqual(len(names), len(set(names)))

    def test_name_servers_that_are_there_and_the_other_way_round(self):
        names = {each.name for each in scenarios.SCENARIOS}
        for each in scenarios.SCENARIOS:
            self.assertLessEqual(set(each.columns), set(BY_NAME))
        for column in columns.COLUMNS:
            self.assertLessEqual(set(column.scenarios), names)


if __name__ == "__main__":
    unittest.main()
