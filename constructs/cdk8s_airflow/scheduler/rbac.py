"""What the scheduler may do in the Kubernetes API."""

POD_LAUNCHER: list[tuple[list[str], list[str]]] = [(["pods"], ["create", "delete", "get", "list", "patch", "watch"])]
"""The verbs that the KubernetesExecutor was seen to use: create and delete task pods, list and watch them, patch to adopt
pods of a scheduler that is gone; get serves operators. No update, no pods/log, no configmaps, no exec."""
