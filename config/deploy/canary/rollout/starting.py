"""Begins a roll-out or continues one."""

import contextlib
import signal
import sys
import threading
import time

from . import files, orders, share, state as states
from .endings import DONE, OTHER_RUNS, code_of, ended, fail
from .figures import Observer
from .judge import Situation, judge
from .nginx import Nginx
from .orders import Held, Lock
from .prometheus import Prometheus
from .report import Report
from .runner import Clock, Runner, render
from .state import State
from .texts import duration, share_of, summary

LOCK_SECONDS = 0.1  # `status` holds the lock no longer


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
        time.sleep(LOCK_SECONDS)
        return Lock(settings.nginx.share_file)


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
