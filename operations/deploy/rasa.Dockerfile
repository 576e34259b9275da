# Rasa and its actions: one image, the model trained while it is built.
FROM python:3.10-slim AS build
RUN pip install --no-cache-dir uv==0.13.9
WORKDIR /zakboek
COPY rasa/pyproject.toml rasa/uv.lock rasa/.python-version rasa/
RUN cd rasa && uv sync --locked --no-dev --compile-bytecode
COPY operations/setup/spacy_model.sh operations/setup/
RUN mkdir -p .tools/bin && ln -s "$(command -v uv)" .tools/bin/uv && operations/setup/spacy_model.sh
COPY config.yml domain.yml ./
COPY data data
COPY runtime runtime
COPY contract contract
COPY content content
COPY checks checks
COPY nlu nlu
COPY training training
RUN PYTHONPATH=/zakboek PYTHONWARNINGS=ignore RASA_TELEMETRY_ENABLED=false rasa/.venv/bin/python -m training

FROM python:3.10-slim
RUN useradd --system --uid 10001 --home-dir /zakboek zakboek && mkdir -p -m 700 /zakboek/var && chown 10001 /zakboek/var
WORKDIR /zakboek
COPY --from=build /zakboek/rasa/.venv rasa/.venv
COPY --from=build /zakboek/models models
COPY rasa/endpoints.yml rasa/credentials.yml rasa/
COPY config.yml domain.yml ./
COPY data data
COPY actions actions
COPY bridge bridge
COPY runtime runtime
COPY contract contract
COPY content content
COPY nlu nlu
USER 10001
ENV PATH=/zakboek/rasa/.venv/bin:$PATH PYTHONPATH=/zakboek PYTHONWARNINGS=ignore PYTHONDONTWRITEBYTECODE=1 \
    HOME=/tmp MPLCONFIGDIR=/tmp RASA_TELEMETRY_ENABLED=false TF_CPP_MIN_LOG_LEVEL=3 SQLALCHEMY_SILENCE_UBER_WARNING=1
