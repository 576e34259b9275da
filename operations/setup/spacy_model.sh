#!/bin/sh
# Installs spaCy's nl_core_news_sm where its release can be reached; says so where it cannot.
# Without it a stand-in is built at training (see training/spacy_model.py).
# SPACY_MODEL_WHEEL is another address or file that it comes from; what it names has to be there.
set -u
release=https://github.com/explosion/spacy-models/releases/download/nl_core_news_sm-3.8.0/nl_core_news_sm-3.8.0-py3-none-any.whl
wheel=${SPACY_MODEL_WHEEL:-$release}
install() { # its own requirements are left aside: the lock file has what Rasa's environment holds
    UV_HTTP_TIMEOUT=10 UV_HTTP_RETRIES=0 timeout 60 .tools/bin/uv pip install --quiet --no-deps \
        --python rasa/.venv/bin/python "$@"
}
if [ -n "${SPACY_MODEL_WHEEL:-}" ]; then
    install --reinstall "$wheel" || { echo "No spaCy model could be installed from SPACY_MODEL_WHEEL=$wheel" >&2; exit 1; }
    echo "Installed spaCy's nl_core_news_sm from $wheel."
elif rasa/.venv/bin/python -c 'import importlib.util, sys; sys.exit(importlib.util.find_spec("nl_core_news_sm") is None)'; then
    exit 0
elif install "$wheel" 2>/dev/null; then
    echo "Installed spaCy's nl_core_news_sm."
else
    echo "spaCy's nl_core_news_sm cannot be reached from here; a stand-in is built from spaCy's own Dutch."
fi
