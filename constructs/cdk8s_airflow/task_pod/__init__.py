"""Pods of single tasks: the pod templates that the KubernetesExecutor fills in."""
