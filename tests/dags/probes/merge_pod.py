"""The pod the KubernetesExecutor's own code makes of a template and a task's executor_config."""

import json
import sys

from airflow.providers.cncf.kubernetes.pod_generator import PodGenerator

sys.path.append(sys.argv[1])
from platform_snippets.profiles import resources  # noqa: E402

TEMPLATE = {
    "apiVersion": "v1",
    "kind": "Pod",
    "metadata": {"name": "task"},
    "spec": {
        "containers": [
            {
                "name": "base",
                "image": "docker.io/apache/airflow:2.8.1",
                "env": [{"name": "NAMESPACE", "value": "airflow"}],
                "resources": {"requests": {"cpu": "250m", "memory": "512Mi"}, "limits": {"cpu": "500m"}},
            }
        ]
    },
}
override = PodGenerator.from_obj(resources(cpu="2", memory="3Gi", memory_limit="4Gi", image="example.org/other:1"))
merged = PodGenerator.reconcile_pods(PodGenerator.deserialize_model_dict(TEMPLATE), override)
print(json.dumps(PodGenerator.serialize_pod(merged)["spec"]["containers"]))
