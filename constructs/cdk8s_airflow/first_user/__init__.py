"""The first Admin user."""
