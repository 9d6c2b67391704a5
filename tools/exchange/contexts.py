"""The terms of two JSON-LD contexts that the exports use, so that nothing is fetched."""

OA = "http://www.w3.org/ns/oa#"
AS = "http://www.w3.org/ns/activitystreams#"


def _reference(iri):
    return {"@id": iri, "@type": "@id"}


def _number(iri):
    return {"@id": iri, "@type": "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"}


ANNOTATION = {
    "id": "@id",
    "type": "@type",
    "oa": OA,
    **{
        name: OA + name
        for name in (
            "Annotation",
            "SpecificResource",
            "TextualBody",
            "TextQuoteSelector",
            "TextPositionSelector",
            "exact",
            "prefix",
            "suffix",
        )
    },
    "AnnotationCollection": AS + "OrderedCollection",
    "AnnotationPage": AS + "OrderedCollectionPage",
    "body": _reference(OA + "hasBody"),
    "target": _reference(OA + "hasTarget"),
    "source": _reference(OA + "hasSource"),
    "scope": _reference(OA + "hasScope"),
    "selector": _reference(OA + "hasSelector"),
    "start": _number(OA + "start"),
    "end": _number(OA + "end"),
    "motivation": {"@id": OA + "motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": OA + "hasPurpose", "@type": "@vocab"},
    **{
        name: OA + name
        for name in ("describing", "tagging", "identifying", "highlighting", "classifying", "linking")
    },
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "format": "http://purl.org/dc/elements/1.1/format",
    "language": "http://purl.org/dc/elements/1.1/language",
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
    "total": _number(AS + "totalItems"),
    "first": _reference(AS + "first"),
    "startIndex": _number(AS + "startIndex"),
    "items": {"@id": AS + "items", "@type": "@id", "@container": "@list"},
}

SCHEMA_ORG = {
    "@vocab": "https://schema.org/",
    "url": _reference("https://schema.org/url"),
    "sameAs": _reference("https://schema.org/sameAs"),
    "additionalType": _reference("https://schema.org/additionalType"),
}

CONTEXTS = {
    "http://www.w3.org/ns/anno.jsonld": ANNOTATION,
    "https://schema.org": SCHEMA_ORG,
}
