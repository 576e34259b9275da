#!/usr/bin/env bash
# snowballstemmer 3.1.1 beside 2.2.0: "dutch" is another algorithm since 3.0, and it takes the ge- of
# "gemeente" for that of a participle. (The old one is still there under the name "dutch_porter".)
#
# Guessed: a stemmer's name means one algorithm, and "gemeente" becomes "gemeent" in both.
# Seen:    2.2.0 gemeente=gemeent gemeentelijk=gemeent meen=men subsidie=subsidie subsidies=subsidies
#          3.1.1 gemeente=meen gemeentelijk=meentelijk meen=meen subsidie=subsidie subsidies=subsidie
#
# It matters in three ways. An index made with 2.x, or with NLTK's "dutch" which still is the old one, is not
# found with 3.x. With 3.x a search for "gemeente" finds "ik meen" and misses "gemeentelijk". With the old
# one "subsidies" does not find "subsidie". So the word that a municipal bot sees most needs an exception.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
for version in 2.2.0 3.1.1; do
    venv/bin/pip install --quiet --disable-pip-version-check --target "$version" "snowballstemmer==$version"
done

cat > stems.py <<'PYTHON'
import sys

import snowballstemmer

stemmer = snowballstemmer.stemmer(sys.argv[1])
words = ("gemeente", "gemeentelijk", "meen", "subsidie", "subsidies")
print(*(f"{word}={stemmer.stemWord(word)}" for word in words))
PYTHON

old="gemeente=gemeent gemeentelijk=gemeent meen=men subsidie=subsidie subsidies=subsidies"
new="gemeente=meen gemeentelijk=meentelijk meen=meen subsidie=subsidie subsidies=subsidie"
old_seen=$(PYTHONPATH=2.2.0 venv/bin/python stems.py dutch)
new_seen=$(PYTHONPATH=3.1.1 venv/bin/python stems.py dutch)
kept_seen=$(PYTHONPATH=3.1.1 venv/bin/python stems.py dutch_porter)
printf '2.2.0 %s\n3.1.1 %s\n' "$old_seen" "$new_seen"
if [ "$old_seen" != "$old" ] || [ "$new_seen" != "$new" ] || [ "$kept_seen" != "$old" ]; then
    echo "changed: the stems are no longer as stated"
    exit 1
fi
