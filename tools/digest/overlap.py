#!/usr/bin/env python3
"""Reports the longest runs of words that a digest shares with the article it retells.

usage: overlap.py [--limit N]
Articles are read from SHARED/seeds, where SHARED is $CROSSREAD_SHARED or ../shared beside the repository;
when they are not there the check is skipped, and says so. Words inside quotation marks are left out
(they are kept exactly, on purpose). Of a shared run only words that begin with a small letter count
(the rest are names); a run of more than N such words (default 6) fails.
"""
import os, pathlib, re, sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
SHARED = pathlib.Path(os.environ.get("CROSSREAD_SHARED", ROOT.parent / "shared"))
DIGESTS = {
    "corpus/en/haftar-putin-moscow.md": "000_d8907977097c795a.txt",
    "corpus/it/haftar-belousov-mosca.md": "002_66c0695b3c403433.txt",
}


def words(text):
    """Words with their case; a quotation becomes one word that matches nothing."""
    text = re.sub(r"“[^”]*”|«[^»]*»", " \x00 ", text)
    return re.findall(r"\w+|\x00", text)


def runs(digest, article):
    """Maximal shared runs, longest first: [(counted words, words)]."""
    low = [w.casefold() for w in article]
    at = {}
    for i, w in enumerate(low):
        at.setdefault(w, []).append(i)
    out, prev = [], {}
    mine = [w.casefold() for w in digest]
    for j, w in enumerate(mine):
        here = {i: prev.get(i - 1, 0) + 1 for i in at.get(w, []) if w != "\x00"}
        for i, n in prev.items():
            if i + 1 not in here:
                out.append(digest[j - n : j])
        prev = here
    out += [digest[len(mine) - n :] for n in prev.values()]
    counted = {" ".join(r): sum(w[0].islower() for w in r) for r in out}
    return sorted(counted.items(), key=lambda x: (-x[1], x[0]))


def main():
    limit = int(sys.argv[sys.argv.index("--limit") + 1]) if "--limit" in sys.argv else 6
    failed = 0
    for digest, article in DIGESTS.items():
        path = SHARED / "seeds" / article
        if not path.exists():
            print(f"SKIPPED {digest}: the article is not at hand ({path})")
            continue
        body = (ROOT / digest).read_text(encoding="utf-8").split("\n+++\n", 1)[1]
        found = runs(words(body), words(path.read_text(encoding="utf-8")))
        print(f"{digest}: longest shared runs")
        for text, n in found[:8]:
            print(f"  {n}  {text}")
        failed += sum(n > limit for _, n in found)
    if failed:
        sys.exit(f"{failed} shared runs of more than {limit} words")


if __name__ == "__main__":
    main()
