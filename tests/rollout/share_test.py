"""The text that divides the users."""

import pathlib
import unittest

import support  # noqa: F401 - finds the package
from rollout import share
from rollout.settings import STAGES
from rollout.share import BACK, Division, mark, of_stage, render, upstreams_in

CANARY = pathlib.Path(share.__file__).parents[1]


def text(division):
    return render("2.4", "blue", "green", division)


class Render(unittest.TestCase):
    def test_the_new_version_has_the_first_range(self):
        self.assertIn("{\n  5.00% green;\n  * blue;\n}", text(Division(5, True)))
        self.assertIn("{\n  0.50% green;\n  * blue;\n}", text(Division(0.5, True)))

    def test_zero_and_a_hundred_percent_have_one_range(self):
        self.assertIn("{\n  * blue;\n}", text(Division(0, True)))
        self.assertIn("{\n  * green;\n}", text(Division(100, True)))

    def test_those_inside_have_the_new_version_in_every_stage_and_the_old_one_after_it(self):
        for stage in STAGES:
            self.assertIn("default green;", text(of_stage(stage)))
        self.assertNotIn("green", text(BACK))

    def test_each_division_has_its_own_mark(self):
        divisions = [BACK, *map(of_stage, STAGES)]
        self.assertEqual(len({mark("2.4", "blue", "green", one) for one in divisions}), len(divisions))
        for one in divisions:
            self.assertIn(f'default "{mark("2.4", "blue", "green", one)}";', text(one))
            self.assertEqual(share.mark_in(text(one)), mark("2.4", "blue", "green", one))
        self.assertEqual(share.mark_in("of somebody else"), "")

    def test_the_file_beside_the_program_sends_all_to_the_old_version(self):
        shipped = (CANARY / "share.conf").read_text()
        self.assertEqual(shipped, render("none", "aurawell_blue", "aurawell_green", BACK))


class Upstreams(unittest.TestCase):
    def test_finds_those_that_get_users(self):
        self.assertEqual(upstreams_in(text(BACK)), {"blue"})
        self.assertEqual(upstreams_in(text(Division(0, True))), {"blue", "green"})
        self.assertEqual(upstreams_in(text(Division(100, True))), {"green"})
        self.assertEqual(upstreams_in(""), set())


if __name__ == "__main__":
    unittest.main()
