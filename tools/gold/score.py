#!/usr/bin/env python3
"""Scores an analysis of the golden texts in tests/gold.

usage: crossread analyse tests/gold/*.txt --format json | score.py [--set dev|held] [--self]
       crossread analyse tests/gold/rows/*.txt --format json | score.py --set rows
Reads `crossread/1` JSON. The scorer is the one of SHARED/gold (SHARED: $CROSSREAD_SHARED, or ../shared beside the
repository); without it nothing is measured, and the last line says so. Alignments are printed within a language as
well. --self scores the annotation against itself (1.000 everywhere). The texts of tests/gold/rows have claims and
alignments alone: of them nothing else is printed.
"""
import json, os, pathlib, shutil, subprocess, sys, tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
GOLD = ROOT / "tests" / "gold"
SHARED = pathlib.Path(os.environ.get("CROSSREAD_SHARED", ROOT.parent / "shared")) / "gold"


def main():
    if not (SHARED / "score.py").exists():
        print(f"SKIPPED: no scorer at {SHARED}")
        return
    chosen = sys.argv[sys.argv.index("--set") + 1] if "--set" in sys.argv else None
    folder = GOLD / "rows" if chosen == "rows" else GOLD
    index = [d for d in json.loads((folder / "index.json").read_text(encoding="utf-8")) if chosen in (None, d["set"])]
    ids = {d["id"] for d in index}
    with tempfile.TemporaryDirectory() as name:
        stage = pathlib.Path(name)
        for part in ("docs", "gold", "out"):
            (stage / part).mkdir()
        for part in ("score.py", "sents.py"):
            shutil.copy(SHARED / part, stage)
        (stage / "docs" / "index.json").write_text(json.dumps(index), encoding="utf-8")
        for d in index:
            shutil.copy(folder / f'{d["id"]}.{d["lang"]}.txt', stage / "docs")
            shutil.copy(folder / f'{d["id"]}.json', stage / "gold")
        for part in ("alignments.json", "ignore.json"):
            shutil.copy(folder / part, stage / "gold")
        if "--self" in sys.argv:
            shutil.copytree(stage / "gold", stage / "out", dirs_exist_ok=True)
        else:
            subprocess.run([sys.executable, str(SHARED / "from_crossread.py"), str(stage / "out")], stdin=sys.stdin, check=True)
        if chosen != "rows":
            subprocess.run([sys.executable, str(stage / "score.py"), str(stage / "out")], check=True)
        alignments(stage, ids, chosen == "rows")


def alignments(stage, ids, across):
    """F1 and relation accuracy of the alignments between texts of one language and, if wanted, of two."""
    sys.path.insert(0, str(stage))
    sys.dont_write_bytecode = True
    import score

    lang = {d["id"]: d["lang"] for d in score.load(stage / "docs" / "index.json")}
    text = {d: (stage / "docs" / f"{d}.{lang[d]}.txt").read_bytes().decode() for d in ids}
    gold = {d: score.load(stage / "gold" / f"{d}.json") for d in ids}

    def pairs(path, same):
        groups = [{**g, "claims": [c for c in g["claims"] if c["doc"] in ids]} for g in score.load(path, [])]
        found = score.align_pairs(groups, gold, text, lang)
        return {k: v for k, v in found.items() if (len({lang[d] for d, _ in k}) == 1) == same}

    for name, same in (("alignment-within", True), ("alignment-across", False))[: 2 if across else 1]:
        g, s = pairs(stage / "gold" / "alignments.json", same), pairs(stage / "out" / "alignments.json", same)
        both = set(g) & set(s)
        f1 = 2 * len(both) / (len(g) + len(s)) if g or s else 0
        right = sum(bool(g[x] & s[x]) for x in both)
        print(f"{name}    {f1:.3f} ({len(both)} of {len(g)} found, {len(s)} given), relation {right}/{len(both)}")


if __name__ == "__main__":
    main()
