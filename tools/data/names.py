"""Name cells shared by the table scripts: folding as the matcher folds, and cells without needless repetition."""
import unicodedata

ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ک": "ك"})


def fold(name):
    """Case, diacritics (not of й), apostrophe styles, hyphens, ё, hamza seats don't count."""
    name = name.translate(ARABIC).lower().replace("ё", "е").replace("’", "'").replace("‘", "'").replace("й", "\0")
    name = "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))
    for a, b in (("ı", "i"), ("ł", "l"), ("ø", "o"), ("ß", "ss"), ("æ", "ae"), ("œ", "oe"), ("-", " ")):
        name = name.replace(a, b)
    return " ".join(name.split())


def short(name):
    return sum(c.isalpha() for c in name) <= 5


def distinct(names, seen=()):
    """Names that fold alike stand once, the first; short ones (abbreviations) keep their case."""
    keys, out = set(seen), []
    for name in names:
        key = name if short(name) else fold(name)
        if name and key not in keys:
            keys.add(key)
            out.append(name)
    return out


def lean(row):
    """The name cells of a row: the matcher knows Latin names of all languages in each, so an Italian, French, Russian or
    Arabic cell keeps its usual name and what English does not have already."""
    english = distinct(row["en"].split("|"))
    row["en"] = "|".join(english)
    known = {fold(name) for name in english}
    for lang in ("it", "fr"):
        names = distinct(row[lang].split("|"))
        row[lang] = "|".join(names[:1] + [n for n in names[1:] if fold(n) not in known or short(n) and n not in english])
        if row[lang] == english[0]:
            row[lang] = ""
    for lang in ("ar", "ru"):
        row[lang] = "|".join(n for n in distinct(row[lang].split("|")) if fold(n) not in known)
    return row
