"""docs/rollout.md says what the program does."""

import pathlib
import re
import tomllib
import unittest

import support  # noqa: F401 - finds the package
from rollout import cli, endings, loading, settings

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/rollout.md").read_text()
REQUIRED = {"rollout.name", "old.upstream", "old.labels", "new.upstream", "new.labels"}


def rows():
    """Key to default, of the table of all settings."""
    table = PAGE.partition("\n## Settings\n")[2]
    return dict(re.findall(r"(?m)^\| `((?:%s)\.\w+)` \| (.*?) \|" % "|".join(settings.SECTIONS), table))


def shown(key, value):
    if key in REQUIRED:
        return "required"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, tuple):
        return f"`{' '.join(value)}`" if value else "empty"
    if isinstance(value, float):
        return f"`{value:g}`" if key.endswith(("_rate", "_ratio")) else f"`{value:g}s`"
    if key.startswith("metrics.") and value:
        return "AuraWell's"
    return f"`{value}`" if value != "" else "empty"


class Page(unittest.TestCase):
    def test_has_every_setting_with_its_default(self):
        expected = {}
        for section, kind in settings.SECTIONS.items():
            for key, value in vars(kind()).items():
                expected[f"{section}.{key}"] = shown(f"{section}.{key}", value)
        self.assertEqual(rows(), expected)

    def test_its_links_lead_somewhere(self):
        for target in re.findall(r"\]\(([^)#]*)(?:#[^)]*)?\)", PAGE):
            self.assertTrue(not target or (ROOT / "docs" / target).exists(), target)
        for page, anchor in re.findall(r"\]\(([\w.]*)#([^)]*)\)", PAGE):
            text = (ROOT / "docs" / (page or "rollout.md")).read_text()
            headings = {re.sub(r"[^\w -]", "", one).strip().lower().replace(" ", "-") for one in re.findall(r"(?m)^#+ (.*)$", text)}
            self.assertIn(anchor, headings)

    def test_names_all_codes_of_the_program(self):
        for code in (endings.DONE, endings.FAILED, endings.USAGE, endings.WENT_BACK, endings.OTHER_RUNS):
            self.assertIn(f"\n| {code} | ", PAGE)

    def test_names_the_metrics_that_the_program_reads_and_the_service_has(self):
        metrics = (ROOT / "docs/metrics.md").read_text()
        for selector in vars(settings.Metrics()).values():
            name = re.match(r"\w*?(?=_bucket|_count|\{|$)", selector)[0]
            self.assertIn(f"| `{name}` |" if name else "|", metrics)

    def test_the_codes_that_count_are_those_of_the_service(self):
        codes = set(re.findall(r"///< ((?:AUTH|VALIDATION|USER|AI|EXTERNAL|DB|SYSTEM)_\d+)", (ROOT / "domain/error.hpp").read_text()))
        self.assertGreater(len(codes), 20)
        for code in codes | {"cancelled", "incomplete", "other"}:
            of_user = bool(re.fullmatch(settings.OF_USERS, code))
            of_server = bool(re.fullmatch(settings.OF_SERVERS, code))
            self.assertNotEqual(of_user, of_server, code)

    def test_the_example_of_the_help_can_be_used(self):
        example = re.search(r"(?s)\n\n(  \[rollout\].*?)\n\n", cli.FOOTER)[1]
        loading.parse(tomllib.loads(example))


if __name__ == "__main__":
    unittest.main()
