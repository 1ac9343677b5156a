"""Executors: where tasks run. An executor is a value; the components ask it."""
