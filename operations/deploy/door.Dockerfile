# The public door: the API and the pages.
ARG BASE=docker.io/library/python:3.12-slim-bookworm

FROM ${BASE} AS environment
WORKDIR /zakboek
ENV UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy UV_SYSTEM_CERTS=true
COPY operations/setup/get_uv.py pyproject.toml uv.lock ./
RUN --mount=type=cache,id=zakboek-uv,target=/root/.cache/uv,sharing=locked \
    --mount=type=secret,id=certificates,target=/etc/ssl/certs/ca-certificates.crt \
    --mount=type=secret,id=pip,target=/etc/pip.conf \
    --mount=type=secret,id=uv,target=/etc/uv/uv.toml \
    python3 get_uv.py /tmp/uv && /tmp/uv/bin/uv sync --locked --no-dev --compile-bytecode && rm -r /tmp/uv

FROM environment
RUN mkdir -m 700 var && chown 10001:10001 var
COPY pyproject.toml ./
COPY api api
COPY widget/dist widget/dist
COPY widget/releases widget/releases
COPY runtime runtime
COPY contract contract
COPY content content
COPY data data
USER 10001:10001
ENV PATH=/zakboek/.venv/bin:$PATH PYTHONPATH=/zakboek PYTHONDONTWRITEBYTECODE=1 HOME=/tmp
EXPOSE 8000
# By `env`, so that an address and a port from outside, which say where it is published, do not hold in here.
CMD ["env", "ZAKBOEK_HOST=0.0.0.0", "ZAKBOEK_PORT=8000", "python", "-m", "api.server"]
