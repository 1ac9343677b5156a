"""What the UI may do in the Kubernetes API."""

POD_LOG_READER: list[tuple[list[str], list[str]]] = [(["pods"], ["get", "list"]), (["pods/log"], ["get"])]
"""The UI finds a running task's pod by its labels and reads its log."""
