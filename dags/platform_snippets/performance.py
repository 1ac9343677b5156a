"""What a task cost and where it ran."""

from __future__ import annotations

import functools
import os
import time
from datetime import datetime, timezone
from typing import Any, Callable, TypeVar, cast

Function = TypeVar("Function", bound=Callable[..., Any])


def measured(function: Function) -> Function:
    """Print a task's start, pod, node, outcome and duration into its log; the task fails as it would without it.

    Unit: seconds of wall time. ``NODE_NAME`` is set by the platform's pod template, ``HOSTNAME`` by Kubernetes.
    """

    @functools.wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        name = function.__name__
        print(f"{name}: started {datetime.now(timezone.utc).isoformat(timespec='seconds')}")
        print(f"{name}: pod {os.environ.get('HOSTNAME', 'unset')}, node {os.environ.get('NODE_NAME', 'unset')}")
        started = time.perf_counter()
        outcome = "failed"
        try:
            result = function(*args, **kwargs)
            outcome = "succeeded"
            return result
        finally:
            print(f"{name}: {outcome} after {time.perf_counter() - started:.2f} s")

    return cast("Function", wrapper)
