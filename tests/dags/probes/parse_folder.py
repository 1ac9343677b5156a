"""What Airflow's own parser makes of a dags folder: DAGs, files read, import errors."""

import json
import sys

try:  # Airflow 3
    from airflow.dag_processing.dagbag import BundleDagBag

    bag = BundleDagBag(dag_folder=sys.argv[1], bundle_path=sys.argv[1], bundle_name="dags-folder")
except ImportError:  # Airflow 2
    from airflow.models import DagBag

    bag = DagBag(dag_folder=sys.argv[1])

files = [stat.file for stat in bag.dagbag_stats]
print(json.dumps({"dags": sorted(bag.dags), "files": sorted(files), "import_errors": bag.import_errors}))
