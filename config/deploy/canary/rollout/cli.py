"""The command line."""

import argparse
import sys

from .beside import back, mark_pause, status
from .endings import USAGE, fail
from .loading import Unusable, load
from .nginx import NginxFault
from .prometheus import Away
from .starting import dry_run, run
from .state import StateFault

DESCRIPTION = """\
Gives a new version to a growing share of the users, watches it in Prometheus, and goes back to the
old version by itself when the new one fails, is slow to its first token, or is gone.

commands:
  run      start the roll-out of the settings, or continue it after an end of this program
  status   what it does now, and why
  pause    no step forward until `resume`; it still goes back when the new version is bad
  resume   end a pause; write the share file again if somebody has changed it
  back     all users to the old version, now
"""
FOOTER = """\
SETTINGS is a TOML file. The least it needs:

  [rollout]
  name = "2.4"
  [old]
  upstream = "aurawell_blue"               # of nginx; aurawell.conf beside this program has them
  labels = 'instance="10.0.0.11:8001"'     # of its targets in Prometheus
  [new]
  upstream = "aurawell_green"
  labels = 'instance="10.0.0.12:8001"'

By default those inside get the new version for 10 min, 5 % of the users for 30 min, 25 % and 100 %
for 1 h each. docs/rollout.md has every setting, rehearsal.toml is a roll-out of minutes.

`run` prints one line for each decision, with the figures. Ctrl-C ends it and leaves the present
share; `run` continues there. pause, resume, back and status work beside a running program and
without one.

exit codes:
  0  done: all users have the new version (run), or the command was carried out
  1  failed; the last line says why
  2  wrong command line or settings; all problems are listed
  3  went back: all users have the old version
  4  another program runs this roll-out
  130, 143  ended by Ctrl-C or SIGTERM; the share stays as it is
"""


def parsed(arguments):
    parser = argparse.ArgumentParser(
        prog="rollout.py", description=DESCRIPTION, epilog=FOOTER, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", choices=("run", "status", "pause", "resume", "back"), metavar="COMMAND", help="see above")
    parser.add_argument("settings", metavar="SETTINGS", help="the TOML file of the roll-out")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="of the lines: text (default) or json")
    parser.add_argument(
        "--dry-run", action="store_true", help="run: print the stages, the figures and the decision of now; change nothing"
    )
    parser.add_argument("--again", action="store_true", help="run: begin anew a roll-out that has ended")
    options = parser.parse_args(arguments)
    if options.command != "run" and (options.dry_run or options.again):
        parser.error("--dry-run and --again belong to run")
    return options


def main(arguments):
    options = parsed(arguments)
    try:
        settings = load(options.settings)
    except Unusable as unusable:
        print(f"rollout.py: {options.settings} cannot be used, nothing was changed:", file=sys.stderr)
        for problem in unusable.problems:
            print(f"  {problem}", file=sys.stderr)
        return USAGE
    commands = {"run": dry_run if options.dry_run else run, "status": status, "back": back}
    try:
        return commands.get(options.command, mark_pause)(settings, options)
    except StateFault as fault:
        return fail(
            f"{settings.rollout.state_file}: {fault}. The share file is unchanged. `rollout.py back` works without it;"
            " remove it to begin anew"
        )
    except (Away, NginxFault) as fault:
        return fail(str(fault))
    except OSError as failure:
        return fail(f"{failure.filename or ''}: {failure.strerror}")
    except KeyboardInterrupt:
        return 130
