"""The commands."""

import argparse
import contextlib
import dataclasses
import json
import signal
import sys
import threading
import time

from . import files, orders, share, state as states
from .figures import Observer
from .judge import Situation, judge
from .nginx import Nginx, NginxFault
from .orders import Held, Lock
from .prometheus import Away, Prometheus
from .report import Report, wall_time
from .runner import Clock, Runner, render
from .settings import Unusable, load
from .state import Phase, State, StateFault
from .texts import duration, share_of, summary

DONE, FAILED, USAGE, WENT_BACK, OTHER_RUNS = 0, 1, 2, 3, 4
ORDER_SLACK = 10.0  # seconds for an order beside what nginx may take
ORDER_POLL = 0.1

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


def fail(sentence, code=FAILED):
    print(f"rollout.py: {sentence}", file=sys.stderr)
    return code


# --- run


class Refused(Exception):
    """The roll-out must not begin or go on; the text says why."""


def state_to_run(settings, options, nginx):
    """The state to carry on from, or a new one. Raises Refused, StateFault and NginxFault."""
    found = states.load(settings.rollout.state_file)
    name = settings.rollout.name
    if found is not None and found.name != name and not found.has_ended:
        raise Refused(
            f'{settings.rollout.state_file} is of the roll-out "{found.name}", which has not ended: end it with its'
            " own settings (run or back), or name another rollout.state_file"
        )
    if found is None or found.name != name or (found.has_ended and options.again):
        return new_state(settings, nginx)
    if not found.has_ended:
        place_stage(settings, found)
    return found


def new_state(settings, nginx):
    present = nginx.present()
    upstreams = share.upstreams_in(present or "")
    if present is not None and upstreams != {settings.old.upstream}:
        raise Refused(
            f"{settings.nginx.share_file} must send all users to {settings.old.upstream}, the old version, before a roll-out"
            f" begins, and it names {', '.join(sorted(upstreams)) or 'no upstream'}. After a roll-out that is done the former"
            " new version is the old one: swap the upstreams in the settings"
        )
    return State(settings.rollout.name, share=settings.stages[0].share)


def place_stage(settings, state):
    """Finds the stage of the state again, for the stages may have been changed meanwhile. Raises Refused."""
    shares = [stage.share for stage in settings.stages]
    if state.stage < len(shares) and shares[state.stage] == state.share:
        return
    if state.share not in shares:
        raise Refused(f"the roll-out is at {state.share:g} % and the settings have no such stage any more")
    state.stage = shares.index(state.share)


@contextlib.contextmanager
def stop_signals():
    """An event that is set by Ctrl-C, SIGTERM and SIGHUP, and the number of the signal."""
    stop, numbers = threading.Event(), []

    def note(number, _frame):
        numbers.append(number)
        stop.set()

    former = {number: signal.signal(number, note) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        yield stop, numbers
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)


def run(settings, options):
    nginx = Nginx(settings.nginx)
    try:
        lock = lock_to_run(settings)
    except Held as held:
        return fail(f"{held} runs this roll-out already: status, pause, resume and back reach it", OTHER_RUNS)
    with contextlib.closing(lock), stop_signals() as (stop, numbers):
        try:
            state = state_to_run(settings, options, nginx)
        except Refused as refused:
            return fail(str(refused))
        if state.has_ended:
            print(ended(state) + "; `run --again` begins anew")
            return code_of(state)
        # Before anything changes: what cannot be remembered must not begin.
        states.save(settings.rollout.state_file, state)
        files.remove(orders.order_file(settings.rollout.state_file))
        report = Report(options.format, sys.stdout, Clock, settings.rollout.say_every)
        observer = Observer(settings, Prometheus(settings.prometheus))
        runner = Runner(settings, state, nginx, observer, report, Clock, stop.wait)
        runner.run()
        if state.has_ended:
            return code_of(state)
        left_at = f"{share_of(settings.stages[state.stage])} get the new version" if state.applied else "the last share is not set yet"
        report.say("stopped", f"stage {state.stage + 1}", f"by a signal; nginx stays as it is: {left_at}; `run` continues here")
        return 128 + numbers[0]


def lock_to_run(settings):
    """`status` holds the lock for a moment, so a second look follows. Raises Held."""
    try:
        return Lock(settings.nginx.share_file)
    except Held:
        time.sleep(ORDER_POLL)
        return Lock(settings.nginx.share_file)


def ended(state):
    whom = "all users have the new version" if state.phase == Phase.DONE else "all users have the old version"
    return f'the roll-out "{state.name}" has ended, {whom}: {state.reason}'


def code_of(state):
    return DONE if state.phase == Phase.DONE else WENT_BACK


def dry_run(settings, options):
    """What `run` would do now. Only reads."""
    nginx = Nginx(settings.nginx)
    try:
        state = state_to_run(settings, options, nginx)
    except Refused as refused:
        return fail(str(refused))
    if state.has_ended:
        print(ended(state))
        return code_of(state)
    for number, stage in enumerate(settings.stages):
        here = "  <- here" if number == state.stage else ""
        needs = f"at least {duration(stage.time)} and {settings.requests_of(stage)} answers"
        print(f"stage {number + 1}: {share_of(stage)} get the new version, {needs}{here}")
    print(f"{settings.nginx.share_file} would be:")
    print(render(settings, state.name, share.of_stage(settings.stages[state.stage])))
    observer = Observer(settings, Prometheus(settings.prometheus))
    # A roll-out that has not begun looks at the longest window, so that there are figures.
    since = state.since if state.since is not None else observer.now() - settings.check.longest_window
    seen = observer.observe(since)
    stage = settings.stages[state.stage]
    gone = None if seen.new.up else 0.0
    situation = Situation(stage, settings.requests_of(stage), state.elapsed, gone, state.paused, state.baseline)
    decision = judge(settings.check, situation, seen)
    print(f"figures: {summary(decision.figures)}")
    print(f"would: {decision.act}: {decision.reason}")
    return DONE


# --- beside a running program, or without one


def status(settings, options):
    state = states.load(settings.rollout.state_file)
    if state is None:
        print("{}" if options.format == "json" else f'the roll-out "{settings.rollout.name}" has not begun')
        return DONE
    runs = is_run(settings)
    if options.format == "json":
        print(json.dumps({**dataclasses.asdict(state), "runs": runs}))
        return DONE
    if state.has_ended:
        print(ended(state))
    else:
        stage = f"stage {state.stage + 1} of {len(settings.stages)}" + (", paused" if state.paused else "")
        print(f'the roll-out "{state.name}" is {state.phase}, {stage}: {state.share:g} % of the users, and those inside')
        print(f"{duration(state.elapsed)} of this stage were watched" + ("" if state.applied else "; its share is not set yet"))
        print(f"last decision: {state.reason or 'none'}")
        print("the program runs" if runs else "NOBODY WATCHES: the program does not run; `rollout.py run` continues")
    for event in state.events:
        print(f"  {event.get('at')} {event.get('event')}: {event.get('reason')}")
    return DONE


def is_run(settings):
    try:
        Lock(settings.nginx.share_file).close()
        return False
    except Held:
        return True
    except OSError:
        return False


def with_lock_or_order(settings, order, act):
    """Lets the running program carry the order out, or does it here when there is none."""
    identity = None
    end = time.monotonic() + 4 * settings.nginx.timeout + ORDER_SLACK
    while time.monotonic() < end:
        if identity is not None and is_carried_out(settings, order, identity):
            return DONE
        try:
            lock = Lock(settings.nginx.share_file)
        except Held:
            if identity is None:
                identity = orders.leave(settings.rollout.state_file, order)
            time.sleep(ORDER_POLL)
            continue
        with contextlib.closing(lock):
            # The program may have ended after the look above.
            if identity is not None and is_carried_out(settings, order, identity):
                return DONE
            files.remove(orders.order_file(settings.rollout.state_file))
            return act()
    return fail(f"the running program has not carried out `{order}`: end it with Ctrl-C or SIGTERM, then try again")


def is_carried_out(settings, order, identity):
    """Whether the running program has carried out the order; says so."""
    state = states.load(settings.rollout.state_file)
    if state is None or state.last_order != identity or (order == "back" and not state.has_ended):
        return False
    print(ended(state) if state.has_ended else f"{order}: done by the running program")
    return True


def mark_pause(settings, options):
    def act():
        state = states.load(settings.rollout.state_file)
        if state is None or state.has_ended:
            return fail("there is no roll-out to " + options.command)
        state.paused = options.command == "pause"
        state.note(wall_time(), options.command, "by hand")
        states.save(settings.rollout.state_file, state)
        print(f"{options.command}: noted; the program does not run, `rollout.py run` continues")
        return DONE

    return with_lock_or_order(settings, options.command, act)


def back(settings, _options):
    return with_lock_or_order(settings, "back", lambda: go_back_here(settings))


def go_back_here(settings):
    """Goes back without the state, if it must: this has to work when nothing else does."""
    nginx = Nginx(settings.nginx)
    try:
        state = states.load(settings.rollout.state_file)
    except StateFault as fault:
        print(f"rollout.py: {settings.rollout.state_file}: {fault}; it is replaced", file=sys.stderr)
        state = None
    if state is not None and state.phase == Phase.DONE and state.name == settings.rollout.name:
        print("the roll-out was done; going back all the same")
    if state is None or state.name != settings.rollout.name:
        state = State(settings.rollout.name)
    nginx.adopt(render(settings, settings.rollout.name, share.BACK))
    state.phase = Phase.BACK
    state.note(wall_time(), "back", "by hand")
    print("back: all users get the old version")
    try:
        states.save(settings.rollout.state_file, state)
    except OSError as failure:
        return fail(f"{settings.rollout.state_file} cannot be written: {failure.strerror}; remove it before the next run")
    nginx.run_after_back()
    return DONE
