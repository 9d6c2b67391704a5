#!/usr/bin/env python3
"""Builds the annotated golden texts in tests/gold from their sources in tests/gold/src.

usage: build.py [--check]        (--check writes nothing and fails where the files differ)

src/NN.txt: a head of `key: value` lines (lang, title, date, event, set = dev | held | rows; `quotes: single` where ‘…’
are quotation marks), a line `---`, then the text, one sentence a line, each followed by what it holds:
  = sentence             a sentence; an empty line ends the paragraph. In it
                         [Haftar|khalifa-haftar] names an entity; [Haftar] names the one that this text, or a longer
                         name with it inside, named before; {the general|khalifa-haftar} is a description that refers
                         to one; <Telegram> counts neither way
  c[:label] HOLDER CERTAINTY POLARITY TOPIC … [| part]    a claim: ct, pr or ps; + or -; with a part, only that part of
                         the sentence. The words of an unnamed holder are joined by _. `c -`: the sentence claims nothing
  k A B TYPE [-] [pr|ps] a connection with the sentence as evidence; affirmed and certain if nothing else is said
  q SPEAKER CUE          the next words between quotation marks, in the order of the text; `q -`: no quotation
src/entities.tsv: id, kind, name. tests/gold/rows has the same form without entities: claims and alignments alone. src/alignments.txt: `relation | label | NN:label NN:label …`.

Offsets are Unicode code points, end exclusive, computed here and never by hand.
"""
import json, pathlib, re, sys

GOLD = pathlib.Path(__file__).resolve().parents[2] / "tests" / "gold"
FOLDERS = (GOLD, GOLD / "rows")
CERTAINTY = {"ct": "certain", "pr": "probable", "ps": "possible"}
POLARITY = {"+": "affirmed", "-": "denied"}
TOPICS = set(
    "military-cooperation arms training diplomacy economy-energy reconstruction stability counter-terrorism "
    "western-influence sanctions base visit election-politics humanitarian".split()
)
TYPES = set(
    "meet negotiate cooperate-military cooperate-economic cooperate-diplomatic supply-arms train deploy-forces "
    "base-access support praise thank request-aid invest visit lead/represent member-of located-in oppose sanction "
    "attack mediate".split()
)
MARKS = r"“[^”]*”|«[^»]*»|\"[^\"]*\""
SINGLE = r"(?<!\w)‘.*?[^\s]’(?!\w)"
INLINE = re.compile(r"\[([^\]|]+)(?:\|([^\]]+))?\]|\{([^}|]+)\|([^}]+)\}|<([^<>]+)>")


class Broken(Exception):
    """A source that breaks the form, with file and line."""


def entities(source):
    table, file = {}, source / "entities.tsv"
    for n, line in enumerate(file.read_text(encoding="utf-8").splitlines() if file.exists() else [], 1):
        if line and not line.startswith("#"):
            key, kind, name = line.split("\t")
            if key in table or kind not in ("person", "organization", "place", "group"):
                raise Broken(f"entities.tsv:{n}: {line}")
            table[key] = {"id": key, "kind": kind, "name": name}
    return table


class Text:
    """One source on its way to a text and its annotation."""

    def __init__(self, path, table):
        self.path, self.table = path, table
        self.text, self.line, self.head = "", 0, {}
        self.known = {}  # text of a name -> entity
        self.mentions, self.coref, self.ignore = [], [], []
        self.sentence = None  # (start, end) of the sentence that the annotation lines belong to
        self.held = True  # has the sentence its claims?
        self.claims, self.connections, self.quotes, self.labels = [], [], [], {}
        self.read()

    def fail(self, why):
        raise Broken(f"{self.path.name}:{self.line}: {why}")

    def entity(self, key):
        return key if key in self.table else self.fail(f"no entity {key} in entities.tsv")

    def resolve(self, name):
        if name in self.known:
            return self.known[name]
        longer = {e for n, e in self.known.items() if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", n, re.IGNORECASE)}
        return longer.pop() if len(longer) == 1 else self.fail(f"[{name}] needs an entity: {sorted(longer)}")

    def read(self):
        head, body = self.path.read_text(encoding="utf-8").split("\n---\n", 1)
        self.head = dict(x.split(": ", 1) for x in head.splitlines())
        self.line = len(head.splitlines()) + 1
        for line in body.splitlines():
            self.line += 1
            if not line:
                self.text += "\n"
            elif line.startswith("= "):
                self.add_sentence(line[2:])
            elif self.sentence is None:
                self.fail("annotation before any sentence")
            else:
                kind, _, rest = line.partition(" ")
                kind, _, label = kind.partition(":")
                {"c": self.add_claim, "k": self.add_connection, "q": self.add_quote}.get(
                    kind, lambda *_: self.fail("not =, c, k or q")
                )(rest, label)
        if not self.held:
            self.fail("the last sentence has no claim line")
        self.text = self.text.rstrip("\n")
        self.place_quotes()

    def add_sentence(self, source):
        if not self.held:
            self.fail("the sentence before has no claim line")
        self.held = False
        if self.text and not self.text.endswith("\n"):
            self.text += " "
        begin, at = len(self.text), 0
        for m in INLINE.finditer(source):
            self.text += source[at : m.start()]
            at, start = m.end(), len(self.text)
            words = m[1] or m[3] or m[5]
            self.text += words
            item = {"text": words, "start": start, "end": len(self.text)}
            if m[1]:
                key = self.entity(m[2]) if m[2] else self.resolve(words)
                self.known[words] = key
                self.mentions.append({**item, "entity": key})
            elif m[3]:
                self.coref.append({**item, "entity": self.entity(m[4])})
            else:
                self.ignore.append(item)
        self.text += source[at:]
        if re.search(r"[\[\]{}<>|]", self.text[begin:]):
            self.fail("a stray bracket")
        self.sentence = (begin, len(self.text))

    def holder(self, words):
        return "|".join(w if w in self.table or w == "author" else w.replace("_", " ") for w in words.split("|"))

    def add_claim(self, rest, label):
        self.held = True
        if rest == "-":
            return
        rest, _, part = rest.partition(" | ")
        holder, certainty, polarity, *topics = rest.split()
        if certainty not in CERTAINTY or polarity not in POLARITY or not topics or set(topics) - TOPICS:
            self.fail(f"claim: {rest}")
        for h in holder.split("|"):
            if "-" in h and "_" not in h and h not in self.table:
                self.fail(f"holder {h} is no entity")
        start, end = self.sentence
        if part:
            if self.text.count(part, start, end) != 1:
                self.fail(f"this part stands not once in the sentence: {part}")
            start = self.text.index(part, start, end)
            end = start + len(part)
        if label:
            if label in self.labels:
                self.fail(f"label {label} twice")
            self.labels[label] = len(self.claims)
        self.claims.append(
            {"text": self.text[start:end], "speaker": self.holder(holder), "certainty": CERTAINTY[certainty],
             "polarity": POLARITY[polarity], "topics": topics, "start": start, "end": end}
        )  # fmt: skip

    def add_connection(self, rest, _):
        a, b, kind, *more = rest.split()
        polarity = "denied" if "-" in more else "affirmed"
        certainty = next((CERTAINTY[x] for x in more if x in CERTAINTY), "certain")
        if kind not in TYPES or set(more) - set(CERTAINTY) - set(POLARITY):
            self.fail(f"connection: {rest}")
        self.connections.append(
            {"a": self.entity(a), "b": self.entity(b), "type": kind, "polarity": polarity, "certainty": certainty,
             "evidence": self.text[slice(*self.sentence)]}
        )  # fmt: skip

    def add_quote(self, rest, _):
        speaker, _, cue = rest.partition(" ")
        self.quotes.append((self.line, speaker, cue.replace("_", " ")))

    def place_quotes(self):
        if self.head["set"] == "rows":
            return
        marks = MARKS + "|" + SINGLE if self.head.get("quotes") == "single" else MARKS
        spans = [(m.start() + 1, m.end() - 1) for m in re.finditer(marks, self.text)]
        if len(spans) != len(self.quotes):
            self.fail(f"{len(spans)} quotations in the text, {len(self.quotes)} q lines: "
                      + "; ".join(self.text[a:b][:30] for a, b in spans))  # fmt: skip
        placed = []
        for (start, end), (line, speaker, cue) in zip(spans, self.quotes):
            if speaker != "-":
                placed.append({"text": self.text[start:end], "occurrence": 0, "speaker": self.holder(speaker),
                               "cue": cue, "start": start, "end": end})  # fmt: skip
        self.quotes = placed

    def occurrence(self, item):
        """Which occurrence of its words in the whole text an item is, from 1."""
        words, n, at = item["text"], 0, -1
        while at < item["start"]:
            at = self.text.index(words, at + 1)
            n += 1
        if at != item["start"] or self.text[item["start"] : item["end"]] != words:
            self.fail(f"offsets of {words}")
        return n

    def numbered(self, items):
        return [{"text": x["text"], "occurrence": self.occurrence(x), **x} | {"occurrence": self.occurrence(x)} for x in items]

    def annotation(self):
        used = {x["entity"] for x in self.mentions + self.coref}
        used |= {x for c in self.connections for x in (c["a"], c["b"])}
        return {
            "doc": self.path.stem,
            "entities": [self.table[k] for k in sorted(used)],
            "mentions": self.numbered(self.mentions),
            "coref": self.numbered(self.coref),
            "connections": self.connections,
            "quotes": self.numbered(self.quotes),
            "claims": self.claims,
        }


def alignments(source, texts):
    out = []
    for n, line in enumerate((source / "alignments.txt").read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        relation, label, members = line.split(" | ")
        if relation not in ("corroborates", "differs-in-detail", "contradicts"):
            raise Broken(f"alignments.txt:{n}: relation {relation}")
        claims = []
        for doc, _, name in (m.partition(":") for m in members.split()):
            if doc not in texts or name not in texts[doc].labels:
                raise Broken(f"alignments.txt:{n}: no claim {doc}:{name}")
            c = texts[doc].claims[texts[doc].labels[name]]
            claims.append({"doc": doc, "text": c["text"], "start": c["start"], "end": c["end"]})
        out.append({"label": label, "relation": relation, "claims": claims})
    return out


def pairs(groups, texts):
    """Cross-document pairs of claims: (within a language, across languages), per set."""
    found = {}
    for g in groups:
        for i, a in enumerate(g["claims"]):
            for b in g["claims"][i + 1 :]:
                if a["doc"] != b["doc"]:
                    x, y = (texts[c["doc"]].head for c in (a, b))
                    kind = ("within" if x["lang"] == y["lang"] else "across", "/".join(sorted({x["set"], y["set"]})))
                    key = tuple(sorted(((a["doc"], a["start"]), (b["doc"], b["start"]))))
                    found.setdefault(kind, set()).add(key)
    return {k: len(v) for k, v in sorted(found.items())}


def build(folder):
    """Builds one folder from its sources; says how many files differ."""
    source = folder / "src"
    table = entities(source)
    texts = {p.stem: Text(p, table) for p in sorted(source.glob("[0-9][0-9].txt"))}
    groups = alignments(source, texts)
    files, index, ignore = {}, [], {}
    for k, t in texts.items():
        files[f'{k}.{t.head["lang"]}.txt'] = t.text
        files[f"{k}.json"] = t.annotation()
        index.append({"id": k, **{x: t.head[x] for x in ("lang", "title", "date", "event", "set")}, "rewritten": True})
        if t.ignore:
            ignore[k] = t.numbered(t.ignore)
    files |= {"index.json": index, "alignments.json": groups, "ignore.json": ignore}
    stale = 0
    for name, value in files.items():
        data = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=1) + "\n"
        path = folder / name
        if "--check" in sys.argv:
            if not path.exists() or path.read_bytes() != data.encode():
                stale += 1
                print(f"differs from its source: {name}")
        else:
            path.write_bytes(data.encode())
    unused = set(table) - {e["id"] for t in texts.values() for e in t.annotation()["entities"]}
    unused -= {s for t in texts.values() for c in t.claims for s in c["speaker"].split("|")}
    if unused:
        print("entities that no text names:", " ".join(sorted(unused)))
    for k, t in texts.items():
        print(f'{k} {t.head["lang"]} {t.head["set"]:4} {len(t.text):5} characters {len(t.mentions):3} names '
              f"{len(t.coref):2} coref {len(t.connections):2} connections {len(t.quotes):2} quotations {len(t.claims):2} claims")  # fmt: skip
    print(f"{len(groups)} alignments, pairs:", pairs(groups, texts))
    return stale


def main():
    stale = sum(build(folder) for folder in FOLDERS)
    if stale:
        sys.exit(f"{stale} files differ")


if __name__ == "__main__":
    try:
        main()
    except Broken as e:
        sys.exit(str(e))
