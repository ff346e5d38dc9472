"""Keeps what was measured: one JSON file for each set of scenarios."""

import datetime
import json
import os
import platform
import subprocess

from figures import summary_of

KEPT = "docs/benchmarks"
CHANGED = "+"


def first_line(path, mark):
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.startswith(mark):
                return line.split(":", 1)[1].strip()
    return "unknown"


def machine():
    memory_kib = int(first_line("/proc/meminfo", "MemTotal").split()[0])
    return {
        "processor": first_line("/proc/cpuinfo", "model name"),
        "processors": os.cpu_count(),
        "memory_gib": round(memory_kib / 2**20, 1),
        "kernel": platform.release(),
    }


def git(*arguments):
    done = subprocess.run(["git", *arguments], capture_output=True, text=True)
    return done.stdout.strip()


def commit():
    """What was measured; CHANGED behind it says that files were changed since."""
    changed = git("status", "--porcelain", "--untracked-files=no", "--", ".", ":!docs")
    return git("rev-parse", "--short", "HEAD") + (CHANGED if changed else "")


def context(runs, quick):
    """What must be known about figures before one compares them."""
    now = datetime.datetime.now(datetime.timezone.utc)
    return {
        "date": now.strftime("%Y-%m-%d %H:%M UTC"),
        "commit": commit(),
        "machine": machine(),
        "runs": runs,
        "quick": quick,
    }


def entry_of(column, runs):
    return {
        "title": column.title,
        "processors": column.processors,
        "figures": summary_of(runs),
        "runs": runs,
    }


def settings_of(scenario):
    return {
        "model": list(scenario.model),
        "load": list(scenario.load),
        "beside": list(scenario.beside),
        "warm_seconds": scenario.warm,
        "measure_seconds": scenario.measure,
    }


def path_of(folder, set_name):
    return os.path.join(folder, f"{set_name}.json")


def load(folder, set_name):
    try:
        with open(path_of(folder, set_name), encoding="utf-8") as file:
            return json.load(file)
    except FileNotFoundError:
        return {"scenarios": {}}


def save(folder, scenario, entries, about):
    """Puts the results of one scenario in the place of older ones. What was measured of a server
    that this time was not, stays only if the same program and machine gave it."""
    kept = load(folder, scenario.set)
    old = kept["scenarios"].get(scenario.name)
    is_known = not about["commit"].endswith(CHANGED)
    same = ("commit", "machine", "quick")
    if old and is_known and all(old["context"][key] == about[key] for key in same):
        entries = {**old["columns"], **entries}
    kept["scenarios"][scenario.name] = {
        "title": scenario.title,
        "context": about,
        "settings": settings_of(scenario),
        "columns": entries,
    }
    os.makedirs(folder, exist_ok=True)
    with open(path_of(folder, scenario.set), "w", encoding="utf-8") as file:
        json.dump(kept, file, indent=1, ensure_ascii=False)
        file.write("\n")
