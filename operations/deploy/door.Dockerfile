# The public door: the API and the pages.
FROM python:3.12-slim AS build
RUN pip install --no-cache-dir uv==0.13.9
WORKDIR /zakboek
COPY pyproject.toml uv.lock ./
RUN uv sync --locked --no-dev --compile-bytecode

FROM python:3.12-slim
RUN useradd --system --uid 10001 --home-dir /zakboek zakboek && mkdir -p -m 700 /zakboek/var && chown 10001 /zakboek/var
WORKDIR /zakboek
COPY --from=build /zakboek/.venv .venv
COPY pyproject.toml ./
COPY api api
COPY widget/dist widget/dist
COPY widget/releases widget/releases
COPY runtime runtime
COPY contract contract
COPY content content
COPY data data
USER 10001
ENV PATH=/zakboek/.venv/bin:$PATH PYTHONPATH=/zakboek PYTHONDONTWRITEBYTECODE=1
EXPOSE 8000
CMD ["uvicorn", "--factory", "api.main:create_app", "--host", "0.0.0.0", "--port", "8000", "--no-access-log"]
