"""Ministries of the countries in the news, named by one template a language.

Run:  python tools/data/ministries.py
Prints rows of core/data/actors.tsv (source «template»); they stand at its end. The adjectives and genitives below are all
that is particular to a country.
"""
from names import lean

COLUMNS = "id kind class country place qid posts gender en it fr ar ru source".split()

# country, seat, English adjective, Italian masculine adjective, French masculine adjective, Russian short genitive,
# Arabic feminine adjective, French «of», Italian «of»
COUNTRIES = """
russia moscow Russian russo russe России الروسية|de_Russie della_Russia
libya tripoli Libyan libico libyen Ливии الليبية|de_Libye della_Libia
italy rome Italian italiano italien Италии الإيطالية|d'Italie d'Italia
france paris French francese français Франции الفرنسية|de_France di_Francia
germany berlin German tedesco allemand Германии الألمانية|d'Allemagne della_Germania
united-kingdom london British britannico britannique Великобритании البريطانية|du_Royaume-Uni del_Regno_Unito
turkey ankara Turkish turco turc Турции التركية|de_Turquie della_Turchia
egypt cairo Egyptian egiziano égyptien Египта المصرية|d'Égypte d'Egitto
united-arab-emirates abu-dhabi Emirati emiratino émirati ОАЭ الإماراتية|des_Émirats degli_Emirati
tunisia tunis Tunisian tunisino tunisien Туниса التونسية|de_Tunisie della_Tunisia
algeria algiers Algerian algerino algérien Алжира الجزائرية|d'Algérie dell'Algeria
chad ndjamena Chadian ciadiano tchadien Чада التشادية|du_Tchad del_Ciad
sudan khartoum Sudanese sudanese soudanais Судана السودانية|du_Soudan del_Sudan
niger niamey Nigerien nigerino nigérien Нигера النيجرية|du_Niger del_Niger
mali bamako Malian maliano malien Мали المالية|du_Mali del_Mali
syria damascus Syrian siriano syrien Сирии السورية|de_Syrie della_Siria
greece athens Greek greco grec Греции اليونانية|de_Grèce della_Grecia
malta valletta Maltese maltese maltais Мальты المالطية|de_Malte di_Malta
ukraine kyiv Ukrainian ucraino ukrainien Украины الأوكرانية|d'Ukraine dell'Ucraina
iran tehran Iranian iraniano iranien Ирана الإيرانية|d'Iran dell'Iran
israel jerusalem Israeli israeliano israélien Израиля الإسرائيلية|d'Israël d'Israele
""".strip().split("\n")

# Which ministries: all countries have the first two, the third those of `INTERIOR`.
KINDS = {
    "foreign": ("{a} Foreign Ministry|{a} Ministry of Foreign Affairs|Ministry of Foreign Affairs of {c}|{a} foreign ministry",
                "Ministero degli Esteri {i}|Ministero degli Affari esteri {i}|ministero degli Esteri {di}",
                "ministère {f} des Affaires étrangères|ministère des Affaires étrangères {de}|ministère des Affaires étrangères {f}|diplomatie {ff}",
                "وزارة الخارجية {s}|الخارجية {s}", "МИД {g}|Министерство иностранных дел {g}"),
    "defence": ("{a} Defence Ministry|{a} Defense Ministry|{a} Ministry of Defence|{a} Ministry of Defense|Ministry of Defence of {c}|Ministry of Defense of {c}",
                "Ministero della Difesa {i}|ministero della Difesa {di}",
                "ministère {f} de la Défense|ministère de la Défense {de}|ministère de la Défense {f}",
                "وزارة الدفاع {s}|الدفاع {s}", "Минобороны {g}|Министерство обороны {g}"),
    "interior": ("{a} Interior Ministry|{a} Ministry of Interior|{a} Ministry of the Interior|Ministry of Interior of {c}",
                 "Ministero dell'Interno {i}|Ministero dell’Interno {i}|ministero dell'Interno {di}",
                 "ministère {f} de l'Intérieur|ministère {f} de l’Intérieur|ministère de l'Intérieur {de}",
                 "وزارة الداخلية {s}|الداخلية {s}", "МВД {g}|Министерство внутренних дел {g}"),
    "energy": ("{a} Energy Ministry|{a} Ministry of Energy|Ministry of Energy of {c}",
               "Ministero dell'Energia {i}|Ministero dell’Energia {i}|ministero dell'Energia {di}",
               "ministère {f} de l'Énergie|ministère de l'Énergie {de}",
               "وزارة الطاقة {s}|الطاقة {s}", "Минэнерго {g}|Министерство энергетики {g}"),
    "industry": ("{a} Ministry of Industry and Trade|{a} Industry Ministry|{a} Ministry of Trade and Industry",
                 "Ministero dell'Industria {i}|Ministero dell'Industria e del Commercio {i}",
                 "ministère {f} de l'Industrie|ministère {f} de l'Industrie et du Commerce",
                 "وزارة الصناعة والتجارة {s}", "Минпромторг {g}|Министерство промышленности и торговли {g}"),
    "economy": ("{a} Ministry of Economic Development|{a} Economy Ministry|{a} Ministry of Economy",
                "Ministero dell'Economia {i}|ministero dell'Economia {di}",
                "ministère {f} de l'Économie|ministère de l'Économie {de}",
                "وزارة الاقتصاد {s}|الاقتصاد {s}", "Минэкономразвития {g}|Министерство экономики {g}"),
    "emergencies": ("{a} Emergencies Ministry|{a} Ministry of Emergency Situations|EMERCOM",
                    "Ministero per le Emergenze {i}|Ministero delle Emergenze {i}|Protezione civile {ifem}",
                    "ministère {f} des Situations d'urgence", "وزارة الطوارئ {s}", "МЧС {g}|МЧС"),
}
INTERIOR = {"russia", "libya", "italy", "france", "turkey", "egypt", "tunisia"}
ONLY = {"energy": {"russia", "turkey"}, "industry": {"russia"}, "economy": {"russia", "libya", "italy"},
        "emergencies": {"russia"}}
NAMES = {"united-kingdom": "the United Kingdom", "united-arab-emirates": "the United Arab Emirates"}
# Names of their own beside the template's, by id and language.
OWN = {
    ("italian-foreign-ministry", "en"): "Farnesina", ("italian-foreign-ministry", "it"): "Farnesina|la Farnesina",
    ("italian-foreign-ministry", "fr"): "Farnesina", ("italian-interior-ministry", "it"): "Viminale",
    ("french-foreign-ministry", "en"): "Quai d'Orsay|Quai d’Orsay",
    ("french-foreign-ministry", "it"): "Quai d'Orsay|Quai d’Orsay",
    ("french-foreign-ministry", "fr"): "Quai d'Orsay|Quai d’Orsay|ministère de l'Europe et des Affaires étrangères",
    ("french-defence-ministry", "fr"): "ministère des Armées|ministère français des Armées",
    ("french-defence-ministry", "en"): "French Armed Forces Ministry|French Ministry of the Armed Forces",
    ("british-foreign-ministry", "en"): "Foreign Office|Foreign, Commonwealth and Development Office|FCDO",
    ("british-foreign-ministry", "it"): "Foreign Office", ("british-foreign-ministry", "fr"): "Foreign Office",
    ("british-foreign-ministry", "ru"): "Форин-офис",
    ("german-foreign-ministry", "en"): "German Federal Foreign Office|German Foreign Office",
    ("russian-foreign-ministry", "ru"): "МИД РФ|Министерство иностранных дел РФ|МИД Российской Федерации",
    ("russian-foreign-ministry", "it"): "Ministero degli Affari Esteri russo|diplomazia russa|MID|Ministero degli Esteri di Mosca",
    ("russian-foreign-ministry", "en"): "Russia's Foreign Ministry|Foreign Ministry of Russia|Smolenskaya Square",
    ("russian-defence-ministry", "ru"): "Минобороны|Минобороны РФ|Министерство обороны РФ|Министерство обороны Российской Федерации|оборонное ведомство России",
    ("russian-defence-ministry", "en"): "Russia's Defence Ministry|Russia's Defense Ministry|Russian MoD|Defense Ministry of Russia|Ministry of Defence of the Russian Federation",
    ("russian-defence-ministry", "it"): "Ministero della Difesa della Federazione Russa|Difesa russa|Ministero della Difesa di Mosca",
    ("russian-interior-ministry", "ru"): "МВД РФ", ("russian-energy-ministry", "ru"): "Минэнерго РФ|Минэнерго",
    ("russian-industry-ministry", "ru"): "Минпромторг РФ|Минпромторг", ("russian-economy-ministry", "ru"): "Минэкономразвития РФ|Минэкономразвития",
}


def feminine(french):
    """French feminine of a masculine adjective."""
    if french.endswith("en"):
        return french + "ne"
    return {"turc": "turque", "grec": "grecque"}.get(french, french if french.endswith("e") else french + "e")


def italian_feminine(italian):
    return italian[:-1] + "a" if italian.endswith("o") else italian


def rows():
    out = []
    for line in COUNTRIES:
        left, right = line.split("|")
        country, seat, adjective, italian, french, russian, arabic = left.split()
        of_french, of_italian = right.split()
        values = {"a": adjective, "c": NAMES.get(country, country.replace("-", " ").title()), "i": italian, "f": french,
                  "ff": feminine(french), "ifem": italian_feminine(italian), "g": russian.replace("_", " "),
                  "s": arabic, "de": of_french.replace("_", " "), "di": of_italian.replace("_", " ")}
        for kind, templates in KINDS.items():
            if kind == "interior" and country not in INTERIOR or kind in ONLY and country not in ONLY[kind]:
                continue
            ident = f"{adjective.lower()}-{kind}-ministry"
            row = dict.fromkeys(COLUMNS, "")
            row.update({"id": ident, "kind": "organization", "class": "ministry", "country": country, "place": seat,
                        "source": "template"})
            for lang, template in zip(("en", "it", "fr", "ar", "ru"), templates):
                names = template.format(**values).split("|") + OWN.get((ident, lang), "").split("|")
                row[lang] = "|".join(dict.fromkeys(name for name in names if name))
            out.append(row)
    return out


if __name__ == "__main__":
    for row in map(lean, rows()):
        print("\t".join(row[column] for column in COLUMNS))
