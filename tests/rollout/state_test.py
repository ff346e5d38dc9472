"""What survives the end of the program, and what cannot be trusted."""

import errno
import json
import os
import pathlib
import tempfile
import unittest
from unittest import mock

import support  # noqa: F401 - finds the package
from rollout import files, orders, state
from rollout.state import Phase, State, StateFault


class Folder(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name)
        self.file = str(self.folder / "state.json")


class Saving(Folder):
    def test_comes_back_as_it_was(self):
        saved = State("2.4", Phase.GOING_BACK, 2, 25.0, True, 12.5, 1000.25, True, 0.5, "why", "id")
        saved.note("now", "back", "because")
        state.save(self.file, saved)
        self.assertEqual(state.load(self.file), saved)

    def test_without_a_file_there_is_none(self):
        self.assertIsNone(state.load(self.file))

    def test_a_full_disk_leaves_the_former_one(self):
        state.save(self.file, State("2.4"))
        with mock.patch("os.fsync", side_effect=OSError(errno.ENOSPC, "No space left on device")):
            with self.assertRaises(OSError):
                state.save(self.file, State("2.4", stage=3))
        self.assertEqual(state.load(self.file).stage, 0)
        self.assertEqual(os.listdir(self.folder), ["state.json"])

    def test_remembers_only_the_last_events(self):
        many = State("2.4")
        for serial in range(200):
            many.note("now", "stay", str(serial))
        self.assertEqual((len(many.events), many.events[-1]["reason"]), (state.MOST_EVENTS, "199"))

    def test_a_reader_sees_the_former_or_the_new_text(self):
        files.write_atomically(self.file, "former")
        with open(self.file, encoding="utf-8") as reader:
            files.write_atomically(self.file, "new")
            self.assertEqual(reader.read(), "former")

    def test_a_link_stays_a_link(self):
        link = self.folder / "link"
        link.symlink_to(self.file)
        files.write_atomically(str(link), "text")
        self.assertTrue(link.is_symlink())
        self.assertEqual(pathlib.Path(self.file).read_text(), "text")


class Damage(Folder):
    def assert_refused(self, text, reason):
        pathlib.Path(self.file).write_bytes(text if isinstance(text, bytes) else text.encode())
        with self.assertRaises(StateFault) as caught:
            state.load(self.file)
        self.assertIn(reason, str(caught.exception))

    def test_every_cut_of_the_file_is_noticed(self):
        state.save(self.file, State("2.4"))
        whole = pathlib.Path(self.file).read_text()
        for length in range(len(whole) - 2):
            self.assert_refused(whole[:length], "damaged")

    def test_other_files_are_refused(self):
        self.assert_refused("[]", "not a state file")
        self.assert_refused('{"format": 2}', "not a state file")
        self.assert_refused('{"format": 1}', "keys are missing or unknown")
        self.assert_refused(b"\xff\xfe", "cannot be read")
        self.assert_refused("x" * (files.LARGEST + 1), "cannot be read")
        self.assert_refused("[" * 100_000, "damaged")

    def test_every_value_is_checked(self):
        state.save(self.file, State("2.4"))
        whole = json.loads(pathlib.Path(self.file).read_text())
        self.assertEqual(set(state.VALID), set(whole) - {"format"})
        for key in state.VALID:
            self.assert_refused(json.dumps({**whole, key: {}}), f"damaged: {key}")
        for key in ("stage", "share", "elapsed", "baseline"):
            self.assert_refused(json.dumps({**whole, key: -1}), f"damaged: {key}")
        for key in ("stage", "share", "elapsed", "since", "baseline"):
            self.assert_refused(json.dumps({**whole, key: True}), f"damaged: {key}")
            self.assert_refused(json.dumps({**whole, key: "5"}), f"damaged: {key}")
        for key in ("share", "elapsed", "since", "baseline"):
            self.assert_refused(json.dumps({**whole, key: 10**400}), f"damaged: {key}")
        self.assert_refused(json.dumps({**whole, "elapsed": float("nan")}), "damaged: elapsed")
        self.assert_refused(json.dumps({**whole, "phase": "sleeping"}), "damaged: phase")
        self.assert_refused(json.dumps({**whole, "share": 101}), "damaged: share")


class Orders(Folder):
    def test_are_taken_once(self):
        identity = orders.leave(self.file, "pause")
        self.assertEqual(orders.take(self.file), ("pause", identity))
        self.assertIsNone(orders.take(self.file))

    def test_one_that_cannot_be_read_is_dropped(self):
        for text in ("", "{", "[]", '{"order": "dance", "id": "a"}', '{"order": "back"}', '{"order": "back", "id": 5}'):
            pathlib.Path(orders.order_file(self.file)).write_text(text)
            self.assertIsNone(orders.take(self.file), text)
            self.assertFalse(os.path.exists(orders.order_file(self.file)), text)

    def test_two_cannot_have_the_lock(self):
        first = orders.Lock(self.file)
        with self.assertRaises(orders.Held) as caught:
            orders.Lock(self.file)
        self.assertEqual(str(caught.exception), f"process {os.getpid()}")
        first.close()
        orders.Lock(self.file).close()


if __name__ == "__main__":
    unittest.main()
