"""The settings of a roll-out. Every key is a field here with its default, and has a row in READERS."""

from dataclasses import dataclass

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
