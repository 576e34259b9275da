#!/bin/sh
# Installs nl_core_news_sm where its release can be reached; says so where it cannot.
# Without it a stand-in is built at training (see training/spacy_model.py).
set -u
release=https://github.com/explosion/spacy-models/releases/download
wheel=nl_core_news_sm-3.8.0/nl_core_news_sm-3.8.0-py3-none-any.whl
if rasa/.venv/bin/python -c 'import nl_core_news_sm' 2>/dev/null; then
    exit 0
fi
if UV_HTTP_TIMEOUT=10 UV_HTTP_RETRIES=0 timeout 60 .tools/bin/uv pip install --quiet --python rasa/.venv/bin/python \
    "$release/$wheel" 2>/dev/null; then
    echo "Installed spaCy's nl_core_news_sm."
else
    echo "spaCy's nl_core_news_sm cannot be reached from here; a stand-in is built from spaCy's own Dutch."
fi
