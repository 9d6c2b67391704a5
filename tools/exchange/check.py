"""Exports of crossread, read by the programs that people open them with; see README.md."""

import csv
import io
import json
import subprocess
import sys

import geojson as geojson_linter
import html5lib
import networkx
import rdflib
from followthemoney import model
from followthemoney.exc import InvalidData
from pyld import jsonld

from contexts import AS, CONTEXTS, OA

PASSED = FAILED = 0


def check(name, passed, what=""):
    global PASSED, FAILED
    PASSED, FAILED = PASSED + bool(passed), FAILED + (not passed)
    print(("ok      " if passed else "FAILED  ") + name + (f": {what}" if what else ""))


def loader(url, options):
    """Gives the contexts of this folder and nothing else."""
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": url,
        "document": {"@context": CONTEXTS[url]},
    }


def exports(program, folders, form):
    run = subprocess.run(
        [program, "analyse", *folders, "--format", form], capture_output=True, check=False
    )
    if run.returncode:
        sys.exit(f"{program} analyse --format {form} failed:\n{run.stderr.decode()}")
    return run.stdout


def graphs(program, folders, data):
    ids = {e["id"] for e in data["entities"]}
    names = {e["id"]: e["name"] for e in data["entities"]}
    counts = []
    for form, read in (("gexf", networkx.read_gexf), ("graphml", networkx.read_graphml)):
        graph = read(io.BytesIO(exports(program, folders, form)))
        check(f"networkx reads {form}", set(graph.nodes) == ids, f"{graph}")
        check(f"{form}: labels", all(d["label"].strip() for _, d in graph.nodes(data=True)))
        same = sum(names[n] == d["label"] for n, d in graph.nodes(data=True))
        check(f"{form}: names survive", same >= 0.9 * len(names), f"{same} of {len(names)}")
        edges = list(graph.edges(data=True))
        check(
            f"{form}: edges carry evidence",
            edges and all(d["evidence"] and d["connection"] and d["weight"] >= 1 for *_, d in edges),
        )
        counts.append((graph.number_of_nodes(), graph.number_of_edges()))
    check("gexf and graphml are the same graph", counts[0] == counts[1], str(counts))


def ftm(program, folders, data):
    schemata, wrong, ranges = {}, [], []
    entities = {}
    for line in exports(program, folders, "ftm").decode().splitlines():
        raw = json.loads(line)
        proxy = model.get_proxy(raw, cleaned=False)
        errors = None
        try:
            proxy.schema.validate(raw)
        except InvalidData as error:
            errors = error.errors
        # What cleaning throws away was not valid.
        lost = [
            (k, v)
            for k, values in raw["properties"].items()
            for v in values
            if proxy.schema.get(k) is None or proxy.schema.get(k).type.clean(v) is None
        ]
        if errors or lost:
            wrong.append((raw["id"], errors, lost))
        entities[proxy.id] = proxy
        schemata[proxy.schema.name] = schemata.get(proxy.schema.name, 0) + 1
    for proxy in entities.values():
        for prop, value in proxy.itervalues():
            if prop.type.name == "entity":
                other = entities.get(value)
                if other is None or not other.schema.is_a(prop.range):
                    ranges.append((proxy.id, prop.name, value))
    check("followthemoney validates every entity", entities and not wrong, str(wrong[:3] or schemata))
    check("followthemoney: ends are of the right schema", not ranges, str(ranges[:3] or ""))
    claims = sum(len(d["claims"]) for d in data["documents"])
    check("followthemoney: a note for every claim", schemata.get("Note", 0) >= claims)
    check("followthemoney: an article for every document", schemata["Article"] == len(data["documents"]))


def annotations(program, folders, data):
    document = json.loads(exports(program, folders, "annotations"))
    expanded = jsonld.expand(document, {"documentLoader": loader})
    (collection,) = expanded
    pages = collection[AS + "first"]
    items = pages[0][AS + "items"][0]["@list"]
    marks = sum(
        len(d[k]) for d in data["documents"] for k in ("mentions", "quotations", "claims", "connections")
    )
    check("annotations expand (JSON-LD 1.1)", len(items) == marks, f"{len(items)} annotations")
    check("annotations: ids are unique", len({i["@id"] for i in items}) == marks)
    bodies = {d["id"]: d["body"] for d in data["documents"]}
    off = 0
    for item in document["first"]["items"]:
        body = bodies[item["mark"]["document"]]
        for target in item["target"]:
            quote, place = target["selector"]
            exact = body[place["start"] : place["end"]]
            around = quote["prefix"] + quote["exact"] + quote["suffix"]
            off += exact != quote["exact"] or around not in body
    check("annotations: positions and quotations agree", off == 0)
    motives = {m["@id"] for i in items for m in i[OA + "motivatedBy"]}
    check("annotations: motivations are those of the model", all(m.startswith(OA) for m in motives))
    dataset = rdflib.Dataset()
    dataset.parse(data=jsonld.to_rdf(document, {"documentLoader": loader, "format": "application/n-quads"}), format="nquads")
    count = len(list(dataset.subjects(rdflib.RDF.type, rdflib.URIRef(OA + "Annotation"))))
    check("rdflib has every annotation", count == marks, f"{len(dataset)} triples")


def schema_org(program, folders, data):
    document = json.loads(exports(program, folders, "schema-org"))
    dataset = rdflib.Dataset()
    quads = jsonld.to_rdf(document, {"documentLoader": loader, "format": "application/n-quads"})
    dataset.parse(data=quads, format="nquads")
    schema = rdflib.Namespace("https://schema.org/")
    claims = list(dataset.subjects(rdflib.RDF.type, schema.Claim))
    wanted = sum(len(d["claims"]) for d in data["documents"])
    check("schema.org: a Claim for every claim", len(claims) == wanted, f"{len(dataset)} triples")
    articles = set(dataset.subjects(rdflib.RDF.type, schema.NewsArticle))
    check(
        "schema.org: every claim appears in an article",
        all(set(dataset.objects(c, schema.appearance)) <= articles for c in claims),
    )


def tables(program, folders, data):
    for form, wanted in (
        ("csv-connections", sum(len(c["evidence"]) for d in data["documents"] for c in d["connections"])),
        ("csv-claims", sum(len(d["claims"]) for d in data["documents"])),
        ("csv-comparisons", sum(len(c["claims"]) + len(c["silent"]) for c in data["comparisons"])),
        ("csv-edges", None),
    ):
        text = exports(program, folders, form).decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        widths = {len(r) for r in rows}
        check(f"{form} is a table", len(widths) == 1 and (wanted is None or len(rows) - 1 == wanted), f"{len(rows)} rows")
        unsafe = [c for r in rows[1:] for c in r if c[:1] in "=+-@\t\r" and c]
        check(f"{form}: no cell is a formula", not unsafe, str(unsafe[:3] or ""))


def geojson(program, folders, data):
    document = json.loads(exports(program, folders, "geojson"))
    wrong = []
    for feature in document["features"]:
        if feature["type"] != "Feature" or not {"geometry", "properties"} <= feature.keys():
            wrong.append(feature)
        geometry = feature["geometry"]
        if geometry is None:
            continue
        lines = {
            "Point": lambda c: [c],
            "LineString": lambda c: c,
            "MultiLineString": lambda c: [p for line in c for p in line],
        }[geometry["type"]](geometry["coordinates"])
        if any(len(p) != 2 or not -180 <= p[0] <= 180 or not -90 <= p[1] <= 90 for p in lines):
            wrong.append(feature)
        # RFC 7946, 3.1.9: no line crosses the antimeridian.
        if geometry["type"] == "LineString" and abs(lines[0][0] - lines[-1][0]) > 180:
            wrong.append(feature)
    linted = geojson_linter.loads(json.dumps(document))
    check("a linter finds nothing in the geojson", linted.is_valid, str(linted.errors() or ""))
    check("geojson keeps RFC 7946", document["type"] == "FeatureCollection" and not wrong, str(wrong[:2] or ""))


def report(program, folders, data):
    text = exports(program, folders, "markdown").decode()
    check("the report has every article", text.count("\n- **") == len(data["documents"]))
    printed = exports(program, folders, "report").decode()
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    page = parser.parse(printed)
    check("the report to print is HTML without an error", not parser.errors, str(parser.errors[:3] or ""))
    check("it has every article", len(page.findall("body/ol/li")) == len(data["documents"]))
    check("it has every row", len(page.findall("body/table")) == len(data["comparisons"]))
    said = "".join(page.itertext())
    quoted = [sentence for row in page.iter("blockquote") for sentence in row.itertext()]
    check("it has evidence", bool(quoted) or not data["entities"], f"{len(quoted)} pieces, {len(said)} letters")
    active = {"script", "img", "iframe", "link", "object", "form", "input"} & {e.tag for e in page.iter() if isinstance(e.tag, str)}
    check("nothing in it acts or loads", not active, str(active or ""))


def main():
    program, folders = sys.argv[1], sys.argv[2:]
    data = json.loads(exports(program, folders, "json"))
    check("json is crossread/1", data["format"] == "crossread/1")
    for read in (tables, graphs, geojson, annotations, ftm, schema_org, report):
        read(program, folders, data)
    # As Rust's test runner ends, which is how `cargo xtask test` counts.
    print(f"test result: {'FAILED' if FAILED else 'ok'}. {PASSED} passed; {FAILED} failed; 0 ignored")
    sys.exit(FAILED > 0)


main()
