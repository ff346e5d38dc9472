"""The settings of a roll-out. Every key is a field here with its default, and has a row in READERS."""

import difflib
import os
import tomllib
from dataclasses import dataclass, field

from . import values


@dataclass(frozen=True)
class Stage:
    share: float  # percent of the users; with 0 only those inside get the new version
    time: float  # seconds in which nothing was wrong before the next stage
    requests: int | None = None  # fewest requests of the new version to judge by


@dataclass(frozen=True)
class Rollout:
    name: str = ""
    state_file: str = "/var/lib/aurawell/rollout.json"
    say_every: float = 60.0


@dataclass(frozen=True)
class Version:
    upstream: str = ""
    labels: str = ""
    metrics: bool = True


@dataclass(frozen=True)
class Check:
    interval: float = 15.0
    window: float = 300.0
    longest_window: float = 3600.0
    requests: int = 200
    error_rate: float = 0.01
    error_ratio: float = 1.2
    first_token_ratio: float = 2.0
    first_token_floor: float = 0.3
    first_token_requests: int = 100
    thumbs_down_rate: float = 0.02
    thumbs_down_ratio: float = 1.5
    gone_after: float = 60.0
    restarts: int = 3


# An answer that a user stopped, and what a user has done wrong, says nothing about a version.
OF_USERS = "cancelled|AUTH_.+|VALIDATION_.+|USER_.+|SYSTEM_1705"
OF_SERVERS = "incomplete|AI_.+|EXTERNAL_.+|DB_.+|SYSTEM_170[1-4]|other"


@dataclass(frozen=True)
class Metrics:
    answers: str = f'gen_ai_server_request_duration_seconds_count{{error_type!~"{OF_USERS}"}}'
    failed_answers: str = f'gen_ai_server_request_duration_seconds_count{{error_type=~"{OF_SERVERS}"}}'
    replies: str = 'aurawell_http_requests_total{route!="page"}'
    failed_replies: str = 'aurawell_http_requests_total{route!="page",status=~"5.."}'
    first_token: str = "gen_ai_server_time_to_first_token_seconds_bucket"
    thumbs_down: str = ""


@dataclass(frozen=True)
class Prometheus:
    url: str = "http://127.0.0.1:9090"
    timeout: float = 5.0
    scrape_interval: float = 15.0
    away_limit: float = 300.0
    token_file: str = ""
    ca_file: str = ""


@dataclass(frozen=True)
class Nginx:
    share_file: str = "/etc/nginx/aurawell/share.conf"
    test: tuple = ("nginx", "-t")
    reload: tuple = ("nginx", "-s", "reload")
    timeout: float = 30.0
    status_url: str = ""
    after_back: tuple = ()


STAGES = (Stage(0, 600, 20), Stage(5, 1800), Stage(25, 3600), Stage(100, 3600))


@dataclass(frozen=True)
class Settings:
    rollout: Rollout = Rollout()
    old: Version = Version()
    new: Version = Version()
    stages: tuple = STAGES
    check: Check = Check()
    metrics: Metrics = Metrics()
    prometheus: Prometheus = Prometheus()
    nginx: Nginx = Nginx()

    def requests_of(self, stage):
        return self.check.requests if stage.requests is None else stage.requests


UPSTREAM = values.text(r"[A-Za-z0-9_.-]{1,64}", "the name of an upstream of nginx")
VERSION_ROWS = {"upstream": UPSTREAM, "labels": values.labels, "metrics": values.truth}
READERS = {
    "rollout": {
        "name": values.text(r"[A-Za-z0-9_.-]{1,64}", "1 to 64 letters, digits, '.', '_' or '-'"),
        "state_file": values.file_path,
        "say_every": values.duration("1s", "24h"),
    },
    "old": VERSION_ROWS,
    "new": VERSION_ROWS,
    "check": {
        "interval": values.duration("100ms", "10m"),
        "window": values.duration("1s", "24h"),
        "longest_window": values.duration("1s", "24h"),
        "requests": values.whole(1, 1_000_000_000),
        "error_rate": values.number(0, 1),
        "error_ratio": values.number(1, 1000),
        "first_token_ratio": values.number(1, 1000),
        "first_token_floor": values.duration("0s", "1h"),
        "first_token_requests": values.whole(1, 1_000_000_000),
        "thumbs_down_rate": values.number(0, 1),
        "thumbs_down_ratio": values.number(1, 1000),
        "gone_after": values.duration("1s", "24h"),
        "restarts": values.whole(1, 1000),
    },
    "metrics": {
        "answers": values.metric(),
        "failed_answers": values.metric(),
        "replies": values.metric(may_be_empty=True),
        "failed_replies": values.metric(may_be_empty=True),
        "first_token": values.metric(may_be_empty=True),
        "thumbs_down": values.metric(may_be_empty=True),
    },
    "prometheus": {
        "url": values.url(),
        "timeout": values.duration("100ms", "5m"),
        "scrape_interval": values.duration("100ms", "10m"),
        "away_limit": values.duration("1s", "24h"),
        "token_file": values.text(r"[^\0]*", "the path of a file"),
        "ca_file": values.text(r"[^\0]*", "the path of a file"),
    },
    "nginx": {
        "share_file": values.file_path,
        "test": values.command(),
        "reload": values.command(),
        "timeout": values.duration("100ms", "10m"),
        "status_url": values.url(may_be_empty=True),
        "after_back": values.command(may_be_empty=True),
    },
}
STAGE_ROWS = {
    "share": values.share,
    "time": values.duration("1s", "720h"),
    "requests": values.whole(1, 1_000_000_000),
}
SECTIONS = {
    "rollout": Rollout,
    "old": Version,
    "new": Version,
    "check": Check,
    "metrics": Metrics,
    "prometheus": Prometheus,
    "nginx": Nginx,
}
REQUIRED = ("rollout.name", "old.upstream", "new.upstream", "new.labels")
MOST_STAGES = 100
LARGEST_FILE = 1 << 20


class Unusable(Exception):
    """All problems of a settings file, one sentence each."""

    def __init__(self, problems):
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass
class Reading:
    problems: list = field(default_factory=list)

    def unknown(self, place, key, known):
        near = difflib.get_close_matches(key, known, 1)
        hint = f'; did you mean "{near[0]}"?' if near else ""
        self.problems.append(f"{place}{key}: there is no such key{hint}")

    def table(self, place, table, rows):
        """The values of `rows` that `table` has and that are valid."""
        if not isinstance(table, dict):
            self.problems.append(f"{place}: must be a table")
            return {}
        found = {}
        for key, value in table.items():
            if key not in rows:
                self.unknown(f"{place}.", key, rows)
                continue
            try:
                found[key] = rows[key](value)
            except values.Wrong as wrong:
                self.problems.append(f"{place}.{key}: {wrong}")
        return found

    def stages(self, listed):
        if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
            self.problems.append("stages: must be tables under [[stages]]")
            return STAGES
        if not 1 <= len(listed) <= MOST_STAGES:
            self.problems.append(f"stages: must be 1 to {MOST_STAGES}")
            return STAGES
        before = len(self.problems)
        read = []
        for index, one in enumerate(listed):
            place = f"stages[{index}]"
            for key in ("share", "time"):
                if key not in one:
                    self.problems.append(f"{place}.{key}: is missing")
            read.append(self.table(place, one, STAGE_ROWS))
        if len(self.problems) > before:
            return STAGES
        return tuple(Stage(**one) for one in read)


def parse(document):
    """The settings in the tables of `document`. Raises Unusable."""
    reading = Reading()
    known = {}
    for key, value in document.items():
        if key == "stages":
            known["stages"] = reading.stages(value)
        elif key in SECTIONS:
            known[key] = SECTIONS[key](**reading.table(key, value, READERS[key]))
        else:
            reading.unknown("", key, [*SECTIONS, "stages"])
    for place in REQUIRED:
        section, key = place.split(".")
        table = document.get(section, {})
        if isinstance(table, dict) and key not in table:
            reading.problems.append(f"{place}: is missing")
    settings = Settings(**known)
    reading.problems += contradictions(settings, document)
    if reading.problems:
        raise Unusable(sorted(set(reading.problems)))
    return settings


def contradictions(settings, document):
    """What single values cannot show."""
    found = []
    old, new, check = settings.old, settings.new, settings.check
    shares = [stage.share for stage in settings.stages]
    if any(later <= former for former, later in zip(shares, shares[1:])):
        found.append("stages: each share must be larger than the one before")
    if shares[-1] != 100:
        found.append("stages: the last share must be 100")
    if old.upstream and old.upstream == new.upstream:
        found.append("new.upstream: is that of the old version")
    if old.metrics and isinstance(document.get("old", {}), dict) and not old.labels and "labels" not in document.get("old", {}):
        found.append("old.labels: is missing; a service that Prometheus does not know needs old.metrics = false")
    if old.metrics and old.labels and old.labels == new.labels:
        found.append("new.labels: are those of the old version")
    if not new.metrics:
        found.append("new.metrics: must be true, for nobody can judge a version without numbers")
    if check.longest_window < check.window:
        found.append("check.longest_window: must not be shorter than check.window")
    if check.window < 2 * settings.prometheus.scrape_interval:
        found.append("check.window: must be at least twice prometheus.scrape_interval")
    if check.gone_after < 2 * settings.prometheus.scrape_interval:
        found.append("check.gone_after: must be at least twice prometheus.scrape_interval")
    if bool(settings.metrics.replies) != bool(settings.metrics.failed_replies):
        found.append("metrics.failed_replies: needs metrics.replies, and the other way round")
    if os.path.abspath(settings.rollout.state_file) == os.path.abspath(settings.nginx.share_file):
        found.append("rollout.state_file: is nginx.share_file")
    return found


def load(path):
    """The settings in the file. Raises Unusable, also for a file that cannot be read."""
    try:
        with open(path, "rb") as file:
            data = file.read(LARGEST_FILE + 1)
        if len(data) > LARGEST_FILE:
            raise Unusable(["the file is larger than 1 MiB"])
        return parse(tomllib.loads(data.decode()))
    except OSError as failure:
        raise Unusable([f"it cannot be read: {failure.strerror}"]) from None
    except UnicodeDecodeError:
        raise Unusable(["it is not UTF-8"]) from None
    except (ValueError, RecursionError) as failure:  # a number of thousands of digits is a ValueError too
        raise Unusable([f"it is not TOML: {failure}"]) from None
