"""When the kubelet asks, and how."""

from cdk8s_airflow import ProbeTiming
from tests.sentences import refused

TIMING = {"periodSeconds": 1, "timeoutSeconds": 2, "failureThreshold": 3}


def test_three_ways_to_ask() -> None:
    """Each with the whole timing written out; no ``host``, which the Pod Security Standard refuses."""
    probe = ProbeTiming(period_seconds=1, timeout_seconds=2, failure_threshold=3)
    assert probe.http_get("/health", "http") == {"httpGet": {"path": "/health", "port": "http"}, **TIMING}
    assert probe.exec("a", "b") == {"exec": {"command": ["a", "b"]}, **TIMING}
    assert probe.tcp_socket("postgresql") == {"tcpSocket": {"port": "postgresql"}, **TIMING}
    assert probe.tcp_socket(5432) == {"tcpSocket": {"port": 5432}, **TIMING}


def test_defaults_are_written_out() -> None:
    """Kubernetes' one-second timeout is not among them."""
    assert ProbeTiming().exec("true") == {"exec": {"command": ["true"]}, "periodSeconds": 10, "timeoutSeconds": 10, "failureThreshold": 3}


def test_zero_means_never() -> None:
    """And is refused for each."""
    assert refused(lambda: ProbeTiming(period_seconds=0, timeout_seconds=0, failure_threshold=0)) == tuple(
        f"ProbeTiming.{field} (0) must be at least 1; raise it" for field in ("period_seconds", "timeout_seconds", "failure_threshold")
    )
