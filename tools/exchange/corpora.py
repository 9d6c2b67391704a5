"""Corpora past the page: `crossread analyse --format jsonl` over generated articles, alone, from
DuckDB and from PySpark (examples/). `corpora.py PROGRAM [COUNT]`; prints speed and memory."""

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PEOPLE = ["Khalifa Haftar", "Vladimir Putin", "Andrei Belousov", "Abdul Hamid Dbeibah", "Sergei Lavrov", "Giorgia Meloni"]
PLACES = ["Moscow", "Tripoli", "Benghazi", "Rome", "Tobruk", "Cairo"]
THINGS = ["weapons", "training", "energy", "the port", "elections", "reconstruction"]
FORMS = [
    "{a} met {b} in {p} on {d} May 2025 to talk about {t}.",
    "{a} said that {b} would visit {p} soon.",
    "According to a source, Russia may supply {t} to Libya.",
    "“The talks on {t} were useful,” {a} told reporters in {p}.",
    "{a} did not meet {b} in {p}, a spokesman said.",
    "Analysts believe that {t} will decide the future of {p}.",
]
passed = failed = skipped = 0


def check(name, good, what=""):
    global passed, failed
    passed, failed = passed + bool(good), failed + (not good)
    print(("ok      " if good else "FAILED  ") + name + (f": {what}" if what else ""), flush=True)


def skip(name, why):
    global skipped
    skipped += 1
    print(f"skipped {name}: {why}", flush=True)


def generate(path, count):
    chance = random.Random(1)
    with path.open("w", encoding="utf-8") as out:
        for i in range(count):
            sentences = [
                chance.choice(FORMS).format(
                    a=chance.choice(PEOPLE), b=chance.choice(PEOPLE), p=chance.choice(PLACES),
                    d=chance.randint(1, 28), t=chance.choice(THINGS),
                )
                for _ in range(chance.randint(4, 20))
            ]
            article = {"id": f"g{i}", "language": "en", "title": f"Article {i}", "date": "2025-05-09", "body": " ".join(sentences)}
            out.write(json.dumps(article, ensure_ascii=False) + "\n")


def run(command, **more):
    start = time.monotonic()
    process = subprocess.Popen(command, **more)
    _, status, usage = os.wait4(process.pid, 0)
    return os.waitstatus_to_exitcode(status), time.monotonic() - start, usage.ru_maxrss / 1024


def main(program, count=10_000):
    count = int(count)
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        articles, tenth = folder / "articles.jsonl", folder / "tenth.jsonl"
        generate(articles, count)
        lines = articles.read_text(encoding="utf-8").splitlines(keepends=True)
        tenth.write_text("".join(lines[: count // 10]), encoding="utf-8")
        memory = {}
        for path in (tenth, articles):
            found = folder / (path.stem + ".out")
            with found.open("wb") as out:
                code, seconds, memory[path] = run([program, "analyse", path, "--format", "jsonl"], stdout=out)
            ids = [json.loads(line)["id"] for line in found.open(encoding="utf-8")]
            wanted = count if path == articles else count // 10
            check(f"{wanted} articles", code == 0 and ids == [f"g{i}" for i in range(wanted)],
                  f"{wanted / seconds:.0f} a second, {memory[path]:.0f} MB at most")
        check("memory is constant", memory[articles] < memory[tenth] + 32, f"{memory[tenth]:.0f} and {memory[articles]:.0f} MB")
        broken = folder / "broken.jsonl"
        broken.write_text(lines[0] + "{\n" + lines[1], encoding="utf-8")
        told = subprocess.run([program, "analyse", broken, "--format", "jsonl"], capture_output=True, check=False)
        check("a bad line is told, the others go on",
              told.returncode == 2 and told.stdout.count(b"\n") == 2 and told.stderr.count(b"\n") == 1 and b":2:" in told.stderr)
        claims = sum(len(json.loads(line)["claims"]) for line in (folder / "articles.out").open(encoding="utf-8"))
        for name, module, java in (("duckdb", "duckdb", False), ("pyspark", "pyspark", True)):
            if java and not shutil.which("java"):
                skip(name, "java is missing")
                continue
            if subprocess.run([sys.executable, "-c", f"import {module}"], stderr=subprocess.DEVNULL, check=False).returncode:
                skip(name, f"pip install {module}")
                continue
            environment = dict(os.environ, PYSPARK_PYTHON=sys.executable, PYSPARK_DRIVER_PYTHON=sys.executable, SPARK_LOCAL_IP="127.0.0.1")
            start = time.monotonic()
            example = subprocess.run(
                [sys.executable, ROOT / "examples" / name / "run.py", program, articles, folder / f"{name}.out"],
                capture_output=True, text=True, check=False, env=environment,
            )
            good = f"documents {count}\n" in example.stdout and f"claims {claims}\n" in example.stdout
            check(f"examples/{name}", example.returncode == 0 and good,
                  f"{time.monotonic() - start:.0f} s" if good else example.stdout[-300:] + example.stderr[-1500:])
    print(f"test result: {'FAILED' if failed else 'ok'}. {passed} passed; {failed} failed; {skipped} ignored")
    sys.exit(failed > 0)


main(*sys.argv[1:])
