"""Analyses articles with crossread and keeps what was found in DuckDB; see README.md."""

import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb


def main(program, articles, database):
    with tempfile.TemporaryDirectory() as folder:
        lines, found = Path(folder, "in.jsonl"), Path(folder, "out.jsonl")
        with duckdb.connect(database) as db:
            db.execute(f"copy (select * from '{articles}') to '{lines}' (format json)")
            with found.open("wb") as out:
                run = subprocess.run([program, "analyse", lines, "--format", "jsonl"], stdout=out, check=False)
            if run.returncode not in (0, 2):
                sys.exit(f"{program} failed ({run.returncode})")
            db.execute(
                f"""
                create or replace temp table found as
                select * from read_json('{found}', format='newline_delimited', maximum_object_size=268435456,
                  columns={{id: 'varchar', language: 'varchar', title: 'varchar', outlet: 'varchar', date: 'varchar',
                    claims: 'struct(id varchar, "text" varchar, holder varchar, certainty varchar, polarity varchar, topics varchar[])[]',
                    connections: 'struct(a varchar, b varchar, "type" varchar, polarity varchar, certainty varchar,
                      evidence struct("text" varchar)[])[]'}});
                create or replace table documents as select id, language, title, outlet, date from found;
                create or replace table claims as
                  select document, unnest(claim) from (select id as document, unnest(claims) as claim from found);
                create or replace table connections as
                  select document, c.a, c."type", c.b, c.polarity, c.certainty, c.evidence[1]."text" as evidence
                  from (select id as document, unnest(connections) as c from found);
                """
            )
            for table in ("documents", "claims", "connections"):
                print(table, db.execute(f"select count(*) from {table}").fetchone()[0])


main(*sys.argv[1:])
