"""A local cluster: kind's own configuration."""
