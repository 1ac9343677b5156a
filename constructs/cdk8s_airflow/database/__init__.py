"""The metadata database: PostgreSQL, its pooler, its migration and its clean-up."""
