"""The dashboard and the alerts: they name measurements that the bot serves, and each alert fires when it should."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from prometheus_client import CollectorRegistry

from bot.metrics import Metrics

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "dashboards"
_NAME = re.compile(r"\b(?:chameleon|process)_\w+")

# By alert: the measurements by which it fires, one value a minute.
FIRES = {
    "ChameleonDown": {'up{job="chameleon"}': "0x60"},
    "ChameleonNotConnected": {"chameleon_gateway_connected": "0x60"},
    "ChameleonUnanswered": {"chameleon_requests_unanswered_total": "0+1x60"},
    "ChameleonDeviceStuck": {"chameleon_devices_stuck": "1x60"},
    "ChameleonJobsFail": {
        'chameleon_jobs_ended_total{state="failed"}': "0+1x60",
        'chameleon_jobs_ended_total{state="done"}': "0+2x60",
    },
    "ChameleonSlow": {
        'chameleon_job_wait_seconds_bucket{le="600"}': "0+1x60",
        'chameleon_job_wait_seconds_bucket{le="1800"}': "0+9x60",
        'chameleon_job_wait_seconds_bucket{le="+Inf"}': "0+9x60",
    },
    "ChameleonUndelivered": {"chameleon_deliveries_failed_total": "0+1x60"},
    "ChameleonTimersLate": {"chameleon_challenge_timers_overdue": "2x60"},
    "ChameleonDiskFull": {"chameleon_disk_free_bytes": "5e9x60", "chameleon_disk_size_bytes": "100e9x60"},
    "ChameleonBackupOld": {
        "chameleon_backup_newest_timestamp_seconds": "0x60",
        "chameleon_backup_period_seconds": "600x60",
    },
    "ChameleonMemory": {
        'process_resident_memory_bytes{job="chameleon"}': "1.9e9x60",
        'chameleon_memory_limit_bytes{job="chameleon"}': "2e9x60",
    },
}
# What an ordinary hour looks like.
WELL = {
    'up{job="chameleon"}': "1x60",
    "chameleon_gateway_connected": "1x60",
    "chameleon_requests_unanswered_total": "0x30 1x30",
    "chameleon_devices_stuck": "0x60",
    'chameleon_jobs_ended_total{state="failed"}': "0+1x60",
    'chameleon_jobs_ended_total{state="done"}': "0+9x60",
    'chameleon_job_wait_seconds_bucket{le="600"}': "0+9x60",
    'chameleon_job_wait_seconds_bucket{le="+Inf"}': "0+9x60",
    "chameleon_deliveries_failed_total": "0x30 2x30",
    "chameleon_challenge_timers_overdue": "0x60",
    "chameleon_disk_free_bytes": "50e9x60",
    "chameleon_disk_size_bytes": "100e9x60",
    "chameleon_backup_newest_timestamp_seconds": "0x30 1800x30",
    "chameleon_backup_period_seconds": "1800x60",
    'process_resident_memory_bytes{job="chameleon"}': "1e9x60",
    'chameleon_memory_limit_bytes{job="chameleon"}': "2e9x60",
}


class Rule(NamedTuple):
    """An alert, as far as it matters here."""

    expr: str
    severity: str
    summary: str


def rules() -> dict[str, Rule]:
    _, *blocks = (FOLDER / "alerts.yaml").read_text("utf-8").split("- alert: ")
    found = {}
    for block in blocks:
        name, *lines = block.splitlines()
        about = dict(re.findall(r"(expr|severity|summary): ([^}\n]+)", block))
        more = "".join(lines) if about["expr"].startswith(">") else ""
        found[name] = Rule(about["expr"] + more, about["severity"], about["summary"])
    return found


def served() -> set[str]:
    """The names of all series that the bot serves."""
    registry = CollectorRegistry()
    Metrics.of(registry)
    endings = {"counter": ("_total",), "histogram": ("_bucket", "_sum", "_count"), "info": ("_info",), "gauge": ("",)}
    return {f"{family.name}{ending}" for family in registry.collect() for ending in endings[family.type]}


def expressions() -> Iterator[str]:
    for panel in json.loads((FOLDER / "grafana.json").read_text("utf-8"))["panels"]:
        yield from (target["expr"] for target in panel["targets"])
    yield from (rule.expr for rule in rules().values())


def test_every_measurement_of_the_dashboard_and_the_alerts_is_served() -> None:
    named = {name for expression in expressions() for name in _NAME.findall(expression)}
    assert len(named) > 20
    assert named - served() == set()


def test_hosts_can_read_about_every_measurement_and_every_alert() -> None:
    page = (ROOT / "docs" / "monitoring.md").read_text("utf-8")
    mine = {name.removesuffix("_bucket") for name in served() if name.startswith("chameleon_")}
    told = {name for name in mine if not name.endswith(("_sum", "_count"))} | set(rules())
    assert {name for name in told if f"`{name}`" not in page} == set()
    assert {name for name in re.findall(r"`(chameleon_\w+)`", page) if name not in mine} == set()
    assert set(re.findall(r"`(Chameleon\w+)`", page)) == set(rules())


def promtool(*words: str | Path) -> str:
    program = shutil.which("promtool")
    if program is None:
        pytest.fail("promtool is missing. On Debian, as root: apt-get install --no-install-recommends prometheus")
    done = subprocess.run([program, *words], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def story(series: dict[str, str], alerts: dict[str, bool]) -> dict[str, Any]:
    """After an hour with these measurements, which alerts fire."""
    expected = []
    for name, fires in alerts.items():
        rule = rules()[name]
        labels = {"severity": rule.severity, **({"job": "chameleon"} if 'job="' in rule.expr else {})}
        told = [{"exp_labels": labels, "exp_annotations": {"summary": rule.summary}}] if fires else []
        expected.append({"eval_time": "50m", "alertname": name, "exp_alerts": told})
    given = [{"series": name, "values": values} for name, values in series.items()]
    return {"interval": "1m", "input_series": given, "alert_rule_test": expected}


@pytest.mark.slow  # needs promtool
def test_prometheus_accepts_the_configuration_and_each_alert_fires_when_it_should(tmp_path: Path) -> None:
    assert set(FIRES) == set(rules())
    promtool("check", "config", FOLDER / "prometheus.yaml")
    stories = [story(WELL, dict.fromkeys(rules(), False))]
    stories += [story(series, {name: True}) for name, series in FIRES.items()]
    file = tmp_path / "stories.yaml"
    file.write_text(json.dumps({"rule_files": [str(FOLDER / "alerts.yaml")], "tests": stories}), "utf-8")
    promtool("test", "rules", file)


def test_the_tool_that_checks_the_alerts_comes_with_the_checks_of_a_bare_machine() -> None:
    assert "has promtool || missing+=(prometheus)\n" in (ROOT / ".ci" / "run").read_text("utf-8")
