"""How DAG files reach the pods: inside the image, by git-sync, from a volume, or from a ConfigMap."""
