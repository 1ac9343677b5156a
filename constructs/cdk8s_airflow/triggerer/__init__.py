"""The triggerer: waits for events on behalf of deferred tasks."""
