"""Packets: what the flows allow arrives, what they do not is dropped."""

from ..check import check, expect
from ..git_server import NAMESPACE as GIT_NAMESPACE
from ..installation import Installation
from ..strangers import Strangers, Targets, probe

BASH = """\
for target in "$@"; do
  IFS=, read -r name host port <<<"$target"
  timeout 3 bash -c "</dev/tcp/$host/$port" 2>/dev/null && echo "$name open" || echo "$name refused"
done
"""


def targets(installation: Installation) -> Targets:
    """Everything that listens, as a pod would address it."""
    kubectl = installation.kubectl
    namespace = kubectl.namespace
    triggerer, scheduler = (kubectl.pods(component)[0]["status"]["podIP"] for component in ("triggerer", "scheduler"))
    return {
        "postgresql": (f"airflow-postgresql.{namespace}", 5432),
        "pgbouncer": (f"airflow-pgbouncer.{namespace}", 6543),
        "ui": (f"airflow-{installation.user_interface}.{namespace}", 8080),
        "triggerer-logs": (triggerer, 8794),
        "scheduler-health": (scheduler, 8974),
        "kubernetes": ("kubernetes.default", 443),
        "git": (f"git-server.{GIT_NAMESPACE}", 9418),
        "web": (f"web.{Strangers.namespace}", 8000),
        "internet": ("1.1.1.1", 443),
    }


def allowed(installation: Installation) -> dict[str, set[str]]:
    """Who may reach what; everything else must be refused. Written by hand, not read from the product's flows."""
    if installation.major == 2:
        return {
            "scheduler": {"pgbouncer", "kubernetes", "git"},
            "webserver": {"pgbouncer", "kubernetes", "triggerer-logs"},
            "triggerer": {"pgbouncer", "git"},
            "task": {"pgbouncer", "git"},
            "postgresql": set(),
        }
    return {
        "scheduler": {"pgbouncer", "kubernetes"},
        "api-server": {"pgbouncer", "kubernetes", "triggerer-logs"},
        "dag-processor": {"pgbouncer", "git"},
        "triggerer": {"pgbouncer", "git"},
        "task": {"ui", "git"},
        "postgresql": set(),
    }


@check("network-edges", "S13")
def network_edges(installation: Installation) -> str:
    """From each component every needed edge is open, and every other one is refused: task to Kubernetes API, UI to the internet."""
    with Strangers(installation) as strangers:
        where = targets(installation)
        reachable = {name for name, answer in strangers.ask(where).items() if answer == "open"}
        # Who sits outside reaches the UI and what has no policy; only what it reaches can prove a refusal inside.
        provable = reachable | {"postgresql", "pgbouncer", "ui", "triggerer-logs", "scheduler-health"}
        opened = refused = 0
        for source, may in allowed(installation).items():
            answers = ask(installation, source, where, strangers)
            wrong = sorted(name for name in may if answers[name] != "open")
            expect(not wrong, f"{source} cannot reach {', '.join(wrong)}")
            leaks = sorted(name for name in where if name not in may and name != own(installation, source) and answers[name] == "open")
            expect(not leaks, f"{source} reaches {', '.join(leaks)}")
            opened, refused = opened + len(may), refused + len([name for name in where if name not in may and name in provable])
        note = "" if "internet" in reachable else "; this cluster has no way to the internet, a web server in another namespace stood for it"
    return f"{opened} needed edges open, {refused} others refused{note}"


@check("network-strangers", "S13")
def network_strangers(installation: Installation) -> str:
    """A stranger, in another namespace or in this one without labels, reaches neither database nor scheduler; the UI is open."""
    with Strangers(installation) as strangers:
        where = targets(installation)
        outside, inside = strangers.ask(where), strangers.ask_inside(where)
    closed = {"postgresql", "pgbouncer", "triggerer-logs", "scheduler-health"}
    leaks = [f"outside {name}" for name in closed if outside[name] == "open"] + [f"inside {name}" for name in where if name != "ui" and inside[name] == "open"]
    expect(not leaks, f"a stranger reaches {', '.join(sorted(leaks))}")
    expect(outside["ui"] == "open", "the UI is closed, although webserver_clients names everybody")
    return f"another namespace: {', '.join(sorted(closed))} refused, UI open; same namespace without labels: everything refused"


def ask(installation: Installation, source: str, where: Targets, strangers: Strangers) -> dict[str, str]:
    """One connection attempt to each target from a pod of a component."""
    if source == "postgresql":  # no Python there
        wanted = [f"{name},{host},{port}" for name, (host, port) in where.items()]
        said = installation.kubectl.run("exec", installation.kubectl.pod(source), "--", "bash", "-c", BASH, "bash", *wanted)
        return dict(line.split(" ", 1) for line in said.splitlines())
    if source == "task":
        return probe(installation, strangers.task_pod(), "base", where)
    return probe(installation, installation.kubectl.pod(source), source, where)


def own(installation: Installation, source: str) -> str:
    """The target that is the source itself."""
    return {installation.user_interface: "ui", "postgresql": "postgresql", "triggerer": "triggerer-logs", "scheduler": "scheduler-health"}.get(source, "")
