"""The commands beside a running program, or without one."""

import contextlib
import dataclasses
import json
import sys
import time

from . import files, orders, share, state as states
from .endings import DONE, ended, fail
from .nginx import Nginx
from .orders import Held, Lock
from .report import wall_time
from .runner import render
from .state import Phase, State, StateFault
from .texts import duration

ORDER_SLACK = 10.0  # seconds for an order beside what nginx may take
ORDER_POLL = 0.1


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
