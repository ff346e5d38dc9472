"""./dev bench: see ./dev bench --help."""

import argparse
import dataclasses
import resource
import signal
import subprocess
import sys
import time

import document
import results
import tables
from columns import COLUMNS
from measure import run_once
from processes import Failed
from scenarios import QUICK_MEASURE, SCENARIOS

DESCRIPTION = """\
Measures the service and, in the same run, references that do the same relay job: a relay with
Boost.Beast alone, one in Node and one in Python.

The server has processor 0; the mock model and the load tester share processor 1. Each scenario
takes several runs of each server, in alternating order; the tables show the median and, in
parentheses, the smallest and the largest run. Every token is checked for loss, order and
repetition; faults counts what was wrong.
"""
FOOTER = """\
commands:
  ./dev bench micro [ARGS]  the micro-benchmarks; ARGS go to each, as --benchmark_filter=codec
  ./dev bench document      draw and write docs/benchmarks.md again from docs/benchmarks/*.json

Results go to docs/benchmarks/, and with --quick to build/bench/, where the document does not
look. Logs of the programs are in build/logs.
"""
QUICK_FOLDER = "build/bench"
OVERHEAD_SECONDS = 4  # of starting and ending the programs of a run


def parsed(arguments):
    parser = argparse.ArgumentParser(
        prog="./dev bench",
        description=DESCRIPTION,
        epilog=FOOTER,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("scenarios", nargs="*", metavar="SCENARIO", help="all but mixed and log, if none")
    parser.add_argument("--list", action="store_true", help="print scenarios and servers, and end")
    parser.add_argument("--runs", type=int, help="of each server (3; with --quick 1)")
    parser.add_argument(
        "--only",
        type=lambda names: names.split(","),
        metavar="SERVER,…",
        help="only these servers",
    )
    parser.add_argument("--quick", action="store_true", help="one short run, to see that it works")
    options = parser.parse_args(arguments)
    for given, known in ((options.scenarios, SCENARIOS), (options.only or (), COLUMNS)):
        names = [each.name for each in known]
        for name in given:
            if name not in names:
                parser.error(f"there is no '{name}'; there are {', '.join(names)}")
    if options.runs is not None and options.runs < 1:
        parser.error("--runs must be at least 1")
    return options


def chosen_scenarios(options):
    wanted = [
        each
        for each in SCENARIOS
        if each.name in options.scenarios or (not options.scenarios and not each.opt_in)
    ]
    if not options.quick:
        return wanted
    return [
        dataclasses.replace(
            each, measure=min(each.measure, QUICK_MEASURE), starts=min(each.starts, 1)
        )
        for each in wanted
    ]


def chosen_columns(scenario, options):
    return [
        column
        for column in COLUMNS
        if (not options.only or column.name in options.only)
        and (not scenario.columns or column.name in scenario.columns)
        and (not column.scenarios or scenario.name in column.scenarios)
    ]


def say(text):
    print(text, file=sys.stderr, flush=True)


def print_list():
    for title, known in (("scenarios", SCENARIOS), ("servers", COLUMNS)):
        print(f"{title}:")
        for each in known:
            print(f"  {each.name:<26} {each.title}")


class Progress:
    """Says what runs and how far it is."""

    def __init__(self, total):
        self.total, self.done, self.begin = total, 0, time.monotonic()

    def next(self, scenario, column, run, runs):
        self.done += 1
        minutes = (time.monotonic() - self.begin) / 60
        say(
            f"[{self.done}/{self.total}, {minutes:.1f} min] "
            f"{scenario.name}: {column.title}, run {run + 1} of {runs}"
        )


def measure(scenario, chosen, runs, progress):
    """Entries by the names of columns. A server that fails leaves none and does not end the rest."""
    taken = {column.name: [] for column in chosen}
    for run in range(runs):
        for column in chosen if run % 2 == 0 else reversed(chosen):
            progress.next(scenario, column, run, runs)
            try:
                taken[column.name].append(run_once(scenario, column))
            except (Failed, subprocess.TimeoutExpired) as failure:
                say(f"  {failure}")
    return {
        column.name: results.entry_of(column, taken[column.name])
        for column in chosen
        if taken[column.name]
    }


def seconds_of(scenario):
    return scenario.warm + (scenario.measure or 12) + OVERHEAD_SECONDS


def main():
    if sys.argv[1:] == ["document"]:
        document.update()
        return 0
    options = parsed(sys.argv[1:])
    if options.list:
        print_list()
        return 0
    # So that the programs that it has started end with it.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    runs = options.runs or (1 if options.quick else 3)
    folder = QUICK_FOLDER if options.quick else results.KEPT
    plan = [(each, chosen_columns(each, options)) for each in chosen_scenarios(options)]
    total = runs * sum(len(chosen) for _, chosen in plan)
    minutes = runs * sum(len(chosen) * seconds_of(each) for each, chosen in plan) / 60
    say(f"{total} runs, about {minutes:.0f} minutes; results go to {folder}")
    about, progress, whole = results.context(runs, options.quick), Progress(total), True
    for scenario, chosen in plan:
        entries = measure(scenario, chosen, runs, progress)
        whole = whole and len(entries) == len(chosen)
        if entries:
            results.save(folder, scenario, entries, about)
            print("\n" + tables.aligned(scenario, entries) + "\n", flush=True)
    if not options.quick:
        document.update()
    return 0 if whole else 1


if __name__ == "__main__":
    sys.exit(main())
