#!/usr/bin/env bash
# skosprovider_rdf 1.4.0 with skosprovider 1.5.1: of a thesaurus in SKOS that says for each concept what it falls under
# (skos:broader), nothing falls under anything; of one that says it the other way round, each concept is a top concept.
#
# Guessed: the tree is the same for both. SKOS Reference (S25): skos:narrower is the inverse of skos:broader, so a file
#          needs one of the two.
# Seen, Zorg over Jeugdhulp over Pleegzorg, and skos:hasTopConcept with Zorg alone, in each file:
#          broader: expand(Zorg) = Zorg; Zorg on top; under Zorg nothing
#          narrower: expand(Zorg) = Jeugdhulp Pleegzorg Zorg; all three on top; over Pleegzorg nothing
#          both: expand(Zorg) = Jeugdhulp Pleegzorg Zorg; Zorg on top; Jeugdhulp under Zorg and over Pleegzorg
#          Each relation is read as it stands. hasTopConcept is not looked at: on top is what has no skos:broader.
#
# It matters for a search or a bot that widens a question along a thesaurus: a question on "zorg" finds nothing about
# "pleegzorg", without an error, though a test with the other kind of file is fine. skosify 2.3.0 fills in the missing
# half before the graph is handed over: skosify.infer.skos_hierarchical(graph, narrower=True). Then all are "both".
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check \
    skosprovider_rdf==1.4.0 skosprovider==1.5.1 rdflib==6.3.2 skosify==2.3.0

venv/bin/python -W ignore - <<'PYTHON'
import sys

import skosify
from rdflib import Graph
from skosprovider_rdf.providers import RDFProvider

CONCEPTS = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix taak: <https://example.org/taak/> .
taak:schema a skos:ConceptScheme ; skos:prefLabel "Taken"@nl ; skos:hasTopConcept taak:zorg .
taak:zorg a skos:Concept ; skos:inScheme taak:schema ; skos:prefLabel "Zorg"@nl .
taak:jeugdhulp a skos:Concept ; skos:inScheme taak:schema ; skos:prefLabel "Jeugdhulp"@nl .
taak:pleegzorg a skos:Concept ; skos:inScheme taak:schema ; skos:prefLabel "Pleegzorg"@nl .
"""
BROADER = "taak:jeugdhulp skos:broader taak:zorg . taak:pleegzorg skos:broader taak:jeugdhulp ."
NARROWER = "taak:zorg skos:narrower taak:jeugdhulp . taak:jeugdhulp skos:narrower taak:pleegzorg ."
RELATIONS = {"broader": BROADER, "narrower": NARROWER, "both": f"{BROADER} {NARROWER}"}
ALL = ["Jeugdhulp", "Pleegzorg", "Zorg"]

# For each file: what expand(Zorg) gives, the top concepts, what is directly under Zorg, and over Pleegzorg.
STATED = {
    "broader": (["Zorg"], ["Zorg"], [], ["Jeugdhulp"]),
    "narrower": (ALL, ALL, ["Jeugdhulp"], []),
    "both": (ALL, ["Zorg"], ["Jeugdhulp"], ["Jeugdhulp"]),
}


def tree(graph: Graph) -> tuple[list[str], ...]:
    provider = RDFProvider({"id": "taken"}, graph)

    def labels(uris: list[str]) -> list[str]:
        return sorted(provider.get_by_uri(uri).label("nl").label for uri in uris)

    zorg, pleegzorg = (provider.get_by_uri(f"https://example.org/taak/{name}") for name in ("zorg", "pleegzorg"))
    top = [concept["uri"] for concept in provider.get_top_concepts()]
    return labels(provider.expand(zorg.id)), labels(top), labels(zorg.narrower), labels(pleegzorg.broader)


changed = False
for name, relations in RELATIONS.items():
    graph = Graph().parse(data=CONCEPTS + relations, format="turtle")
    seen = tree(graph)
    print(f"{name}: expand {seen[0]}, top {seen[1]}, under Zorg {seen[2]}, over Pleegzorg {seen[3]}")
    skosify.infer.skos_hierarchical(graph, narrower=True)
    changed = changed or seen != STATED[name] or tree(graph) != STATED["both"]
if changed:
    sys.exit("changed: what the thesaurus has under and over a concept is no longer as stated")
PYTHON
