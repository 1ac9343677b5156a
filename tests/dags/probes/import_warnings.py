"""Deprecation warnings of Airflow's own categories that DAG files raise at import."""

import json
import runpy
import sys
import warnings
from pathlib import Path

import airflow

airflow.__version__  # noqa: B018 - loads what Airflow loads lazily, so that its own warnings are not the DAG's
sys.path.append(sys.argv[1])
found = []
for path in sorted(Path(sys.argv[1]).glob("*.py")):
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        runpy.run_path(str(path))
    found += [
        f"{path.name}: {warning.category.__name__}: {warning.message}"
        for warning in seen
        if warning.category.__module__.startswith("airflow") and warning.filename.startswith(sys.argv[1])
    ]
print(json.dumps(found))
