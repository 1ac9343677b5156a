"""The scheduler: decides what runs, and with the KubernetesExecutor launches the task pods."""
