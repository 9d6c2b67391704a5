"""Analyses articles with crossread in a Spark job; see README.md."""

import subprocess
import sys
import threading
from pathlib import Path

from pyspark.sql import SparkSession


def analyse(program):
    """For `mapPartitions`: lines in, analysed lines out, through one process a partition."""

    def run(lines):
        process = subprocess.Popen(
            [program, "analyse", "-", "--format", "jsonl", "--threads", "1"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

        def feed():
            for line in lines:
                process.stdin.write(line.encode() + b"\n")
            process.stdin.close()

        feeder = threading.Thread(target=feed)
        feeder.start()
        for line in process.stdout:
            yield line.decode().rstrip("\n")
        feeder.join()
        if process.wait() not in (0, 2):
            raise RuntimeError(f"{program} failed ({process.returncode})")

    return run


def main(program, articles, folder):
    spark = SparkSession.builder.appName("crossread").getOrCreate()
    lines = spark.read.text(articles).repartition(spark.sparkContext.defaultParallelism)
    found = lines.rdd.map(lambda row: row.value).mapPartitions(analyse(str(Path(program).resolve())))
    found.saveAsTextFile(folder)
    documents = spark.read.json(folder)
    print("documents", documents.count())
    print("claims", documents.selectExpr("explode(claims)").count())
    print("connections", documents.selectExpr("explode(connections)").count())
    spark.stop()


main(*sys.argv[1:])
