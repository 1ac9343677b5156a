"""Connect arguments of Airflow 3's asyncpg engine, named by [database] sql_alchemy_connect_args_async.

PgBouncer hands each transaction another server connection, on which a cached prepared statement does not exist or exists
already: up to half of the statements fail. Without the cache none does.
"""

connect_args = {"statement_cache_size": 0}
