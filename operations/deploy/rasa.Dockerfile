# Rasa with its actions, and the actions where they run apart: one image, with a model that fits the training data it was built from.
ARG BASE=docker.io/library/python:3.10-slim-bookworm

FROM ${BASE} AS environment
WORKDIR /zakboek
ENV UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy UV_SYSTEM_CERTS=true
ARG SPACY_MODEL_WHEEL=""
COPY operations/setup operations/setup
COPY rasa/pyproject.toml rasa/uv.lock rasa/.python-version rasa/
RUN --mount=type=cache,id=zakboek-uv,target=/root/.cache/uv,sharing=locked \
    --mount=type=secret,id=certificates,target=/etc/ssl/certs/ca-certificates.crt \
    --mount=type=secret,id=pip,target=/etc/pip.conf \
    --mount=type=secret,id=uv,target=/etc/uv/uv.toml \
    python3 operations/setup/get_uv.py .tools && cd rasa && ../.tools/bin/uv sync --locked --no-dev --compile-bytecode \
    && cd .. && operations/setup/spacy_model.sh && rm -r .tools

# Models from elsewhere that may fit, where some are given: --build-context models=models
FROM scratch AS models
COPY operations/setup/spacy_model.sh /

# Models and sentence vectors of earlier builds stay in a cache; what fits goes into the image.
FROM environment AS trained
ENV PYTHONPATH=/zakboek PYTHONWARNINGS=ignore RASA_TELEMETRY_ENABLED=false TF_CPP_MIN_LOG_LEVEL=3
COPY config.yml domain.yml ./
COPY runtime runtime
COPY contract contract
COPY content content
COPY nlu nlu
COPY training training
COPY data/training data/training
RUN --mount=type=bind,from=models,target=/mnt \
    --mount=type=cache,id=zakboek-models,target=/zakboek/models,sharing=locked \
    find /mnt -maxdepth 1 '(' -name 'zakboek-*' -o -name vectors ')' -exec cp -rn {} models ';' \
    && model=$(rasa/.venv/bin/python -m training) && mkdir /trained \
    && cp -r "$model" "$model.sha256" "${model%.tar.gz}.json" /trained && if [ -d models/spacy ]; then cp -r models/spacy /trained; fi

# No copy of the environment: its 2.5 GB would be stored and compared twice.
FROM environment
RUN mkdir -m 700 var && chown 10001:10001 var
COPY --from=trained /trained models
COPY rasa/endpoints.yml rasa/credentials.yml rasa/
COPY config.yml domain.yml ./
COPY actions actions
COPY bridge bridge
COPY runtime runtime
COPY contract contract
COPY content content
COPY nlu nlu
COPY data data
USER 10001:10001
ENV PATH=/zakboek/rasa/.venv/bin:$PATH PYTHONPATH=/zakboek PYTHONWARNINGS=ignore PYTHONDONTWRITEBYTECODE=1 \
    HOME=/tmp RASA_TELEMETRY_ENABLED=false SQLALCHEMY_SILENCE_UBER_WARNING=1 \
    MALLOC_MMAP_THRESHOLD_=1048576 MALLOC_TRIM_THRESHOLD_=1048576
