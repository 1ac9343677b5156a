"""States of the tasks in the newest run of a DAG, read from the metadata database."""

import json
import sys

import sqlalchemy
from airflow.configuration import conf

STATES = """
    select ti.task_id, ti.state from task_instance ti
    join dag_run dr on dr.dag_id = ti.dag_id and dr.run_id = ti.run_id
    where dr.id = (select max(id) from dag_run where dag_id = :dag_id)
"""

engine = sqlalchemy.create_engine(conf.get("database", "sql_alchemy_conn"))
with engine.connect() as connection:
    found = connection.execute(sqlalchemy.text(STATES), {"dag_id": sys.argv[1]}).fetchall()
states: dict[str, set[str]] = {}
for task_id, state in found:
    states.setdefault(task_id, set()).add(str(state))
print(json.dumps({task_id: ",".join(sorted(seen)) for task_id, seen in states.items()}))
