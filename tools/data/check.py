"""Checks core/data/{actors,countries,places}.tsv and reports counts. Exit code 1 on an error.

Run:  python tools/data/check.py
Checked: cells per row, unique ids over all tables, references, coordinates, posts, vocabulary, scripts of the names, and
names that stand for two entities of one kind. Names in AMBIGUOUS are allowed to; the matcher then weighs population,
table and the document.
"""
import collections
import os
import re
import sys

from names import fold

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
LANGS = ["en", "it", "fr", "ar", "ru"]
HEADERS = {
    "actors": "id kind class country place qid posts gender en it fr ar ru source",
    "countries": "id iso kind parent latitude longitude precision capital en it fr ar ru demonym_en demonym_it demonym_fr "
                 "demonym_ar demonym_ru",
    "places": "id kind country latitude longitude precision population en it fr ar ru",
}
ROLES = set("president marshal prime-minister deputy-prime-minister minister deputy-minister foreign-minister defence-minister "
            "deputy-defence-minister deputy-foreign-minister secretary commander deputy-commander chief-of-staff speaker "
            "deputy-speaker ambassador envoy deputy-envoy spokesperson head deputy-head member governor king founder "
            "adviser".split())
# One name for two entities of a kind, on purpose.
AMBIGUOUS = {
    "عمان",  # Oman and Amman: only a vowel sign tells them apart
}
SCRIPT = {"ar": re.compile(r"[\u0600-\u06ff]"), "ru": re.compile(r"[\u0400-\u04ff]")}


def main():
    errors, tables = [], {}
    for name, header in HEADERS.items():
        columns, rows = header.split(), []
        seen_header = False
        with open(os.path.join(ROOT, f"core/data/{name}.tsv"), encoding="utf-8", newline="") as file:
            for number, line in enumerate(file, 1):
                line = line.rstrip("\n")
                if line.startswith("# ") and not seen_header:
                    continue
                cells = line.split("\t")
                if not seen_header:
                    seen_header = True
                    if cells != columns:
                        errors.append(f"{name}:{number}: the header must be {header}")
                    continue
                if len(cells) != len(columns):
                    errors.append(f"{name}:{number}: {len(cells)} cells")
                    continue
                for column, cell in zip(columns, cells):
                    if cell != cell.strip() or "||" in cell or cell.startswith("|") or cell.endswith("|") or "\r" in cell:
                        errors.append(f"{name}:{number}: {column}: stray space or bar: {cell!r}")
                rows.append(dict(zip(columns, cells), line=f"{name}:{number}"))
        tables[name] = rows
    ids = {}
    for name, rows in tables.items():
        for row in rows:
            if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["id"]):
                errors.append(f"{row['line']}: id {row['id']!r}")
            if row["id"] in ids:
                errors.append(f"{row['line']}: id {row['id']} also in {ids[row['id']][0]}")
            ids[row["id"]] = (name, row)

    def refer(row, column, *allowed):
        value = row[column]
        if value and (value not in ids or ids[value][0] not in allowed):
            errors.append(f"{row['line']}: {column} {value!r} is not in {' or '.join(allowed)}")

    for row in tables["actors"]:
        refer(row, "country", "countries")
        refer(row, "place", "places", "countries")
        if row["kind"] not in ("person", "organization", "group"):
            errors.append(f"{row['line']}: kind {row['kind']!r}")
        if (row["kind"] == "person") != (row["gender"] in ("m", "f")):
            errors.append(f"{row['line']}: gender {row['gender']!r}")
        for post in filter(None, row["posts"].split("|")):
            match = re.fullmatch(r"([a-z-]+)@([a-z0-9-]+):(\d{4}(?:-\d\d)?)?\.\.(\d{4}(?:-\d\d)?)?", post)
            if not match:
                errors.append(f"{row['line']}: post {post!r}")
                continue
            role, of, start, end = match.groups()
            if role not in ROLES:
                errors.append(f"{row['line']}: role {role!r}")
            if of not in ids:
                errors.append(f"{row['line']}: post at {of!r}")
            if start and end and start > end:
                errors.append(f"{row['line']}: post {post!r} ends before it begins")
    for row in tables["countries"]:
        refer(row, "parent", "countries")
        refer(row, "capital", "places")
        if row["kind"] == "country" and not (row["iso"] and row["demonym_en"] and row["demonym_it"]):
            errors.append(f"{row['line']}: {row['id']} lacks its code or a demonym")
    for row in tables["places"]:
        refer(row, "country", "countries")
        if row["population"] and not row["population"].isdigit():
            errors.append(f"{row['line']}: population {row['population']!r}")
    for name in ("countries", "places"):
        for row in tables[name]:
            try:
                inside = -90 <= float(row["latitude"]) <= 90 and -180 <= float(row["longitude"]) <= 180
            except ValueError:
                inside = False
            if not inside or (float(row["latitude"]), float(row["longitude"])) == (0, 0):
                errors.append(f"{row['line']}: coordinates {row['latitude']}, {row['longitude']}")
            if row["precision"] not in ("city", "region", "country"):
                errors.append(f"{row['line']}: precision {row['precision']!r}")
    bearers = collections.defaultdict(dict)
    for name, rows in tables.items():
        for row in rows:
            kind = row["kind"] if name == "actors" else "place"
            if not row["en"]:
                errors.append(f"{row['line']}: no English name")
            for lang in LANGS:
                for alias in filter(None, row[lang].split("|")):
                    bare = alias.lstrip("~")
                    if lang in SCRIPT and not SCRIPT[lang].search(bare) and not bare.isascii():
                        errors.append(f"{row['line']}: {lang}: {bare!r} in another script")
                    if re.search(r"[A-Za-z][\u0400-\u06ff]|[\u0400-\u06ff][A-Za-z]", bare):
                        errors.append(f"{row['line']}: {lang}: mixed scripts in {bare!r}")
                    bearers[lang if lang in SCRIPT else "latin", kind, alias.startswith("~"), fold(bare)][row["id"]] = 1
    for (lang, kind, weak, key), who in sorted(bearers.items()):
        if len(who) > 1 and key not in AMBIGUOUS and not weak:
            errors.append(f"{lang}: {kind} {key!r} names {', '.join(sorted(who))}")
    for error in errors:
        print("error:", error)
    for name, rows in tables.items():
        kinds = collections.Counter(row["kind"] for row in rows)
        print(f"{name}: {len(rows)} rows:", ", ".join(f"{kind} {count}" for kind, count in kinds.most_common()))
        for lang in LANGS:
            filled = sum(bool(row[lang]) or lang in ("it", "fr") for row in rows)
            aliases = sum(len(row[lang].split("|")) for row in rows if row[lang])
            print(f"  {lang}: {filled} rows named, {aliases} names")
    posts = sum(len(row["posts"].split("|")) for row in tables["actors"] if row["posts"])
    print(f"posts: {posts}; places of Libya: {sum(r['country'] == 'libya' for r in tables['places'])}, of Russia: "
          f"{sum(r['country'] == 'russia' for r in tables['places'])}; {len(errors)} errors")
    return 1 if errors else 0


sys.exit(main())
