# The commands of the project. `make run` starts the assistant, `make test` tests everything.
SHELL := /bin/bash
.DEFAULT_GOAL := help
# Every command, which is a target with a line of help, is made whether or not a file has its name.
.PHONY: always $(shell sed -n 's/^\([a-z0-9-]*\):.*\#\# .*/\1/p' $(firstword $(MAKEFILE_LIST)))

UV := .tools/bin/uv
PY := .venv/bin/python
RASA_PY := rasa/.venv/bin/python
RASA_ENV := env -u PYTHONDONTWRITEBYTECODE PYTHONWARNINGS=ignore TF_CPP_MIN_LOG_LEVEL=3 RASA_TELEMETRY_ENABLED=false

# uv fetches a Python only where operations/setup/python.sh says so first; with "never" not there either.
export UV_PYTHON_DOWNLOADS ?= manual
export PYTHONPATH := $(CURDIR)

find_python = $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11,$(shell \
	$(name) -c 'import sys; sys.version_info >= (3, 11) and print(sys.executable)' 2>/dev/null)))

help: ## Show these commands
	@grep -hE '^[a-z0-9-]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 14

setup: .venv/.ready rasa/.venv/.ready ## Install both environments

$(UV): operations/setup/get_uv.py
	@if ! command -v python3 >/dev/null; then echo "Python 3 is missing: sudo apt install python3"; exit 1; fi
	@"$(or $(find_python),python3)" operations/setup/get_uv.py .tools
	@touch $@

.venv/.ready: uv.lock pyproject.toml | $(UV)
	@$(if $(find_python),,operations/setup/python.sh $(UV) 3.12 "the public door needs 3.11 or newer")
	@echo "Installing the public door's environment ..."
	@$(UV) sync --locked --quiet --python "$(or $(find_python),3.12)"
	@touch $@

# With an address of its own for spaCy's Dutch model, that is installed at any time.
rasa/.venv/.ready: rasa/uv.lock rasa/pyproject.toml $(if $(SPACY_MODEL_WHEEL),always) | $(UV)
	@cd rasa && ../operations/setup/python.sh ../$(UV) 3.10 "Rasa 3.6 runs on no newer one"
	@echo "Installing Rasa's environment (2.5 GB; a few minutes the first time) ..."
	@cd rasa && ../$(UV) sync --locked --inexact --quiet
	@operations/setup/spacy_model.sh
	@touch $@

train: setup ## Train when no model fits the data; prints the model's path
	@$(RASA_ENV) $(RASA_PY) -m training

run: setup ## Start the assistant on http://127.0.0.1:8000
	@model=$$($(RASA_ENV) $(RASA_PY) -m training) && exec $(PY) -m operations.serve "$$model"

status: .venv/.ready ## Say on one screen whether the running assistant is well
	@$(PY) -m operations.status

slack-proef: setup ## Start the assistant in a Slack on this machine, with a page to talk with it
	@model=$$($(RASA_ENV) $(RASA_PY) -m training) && exec $(PY) -m operations.trial.slack "$$model"

nieuwe-sleutel: .venv/.ready ## Put a new master key in the place of the one that encrypts the conversations' keys
	@$(PY) -m operations.new_master_key

naar-postgresql: .venv/.ready ## Copy all conversations to PostgreSQL, while the assistant stands still; needs TO_DATABASE_URL and TO_KEYS_URL
	@$(PY) -m operations.move_to_postgresql

SHARED ?= ../shared
check: .venv/.ready ## Check the content: all of data/
	@$(PY) -m checks $(wildcard $(SHARED)/vragen/*.jsonl)

settings: .venv/.ready ## Write docs/settings.md anew, after a change in api/settings.py
	@$(PY) -m operations.settings_page

lint: setup ## Lint, format, who may import whom, licences of all packages, and types of both environments
	@$(PY) -m ruff check . && $(PY) -m ruff format --check .
	@$(PY) -m operations.supply_chain.licences
	@found=$$(.venv/bin/lint-imports --no-logo --no-cache) || { echo "$$found"; exit 1; }
	@$(PY) -m mypy api checks content contract runtime operations bench $(DOOR_TESTS) $(CONTENT_TESTS) $(CHECKS_TESTS) tests/e2e/talks tests/e2e/failures tests/e2e/browser tests/e2e/containers tests/support/assistant.py tests/support/client.py tests/support/containers.py tests/support/coverage_plugin.py
	@$(PY) -m mypy --python-executable $(RASA_PY) runtime contract content nlu bridge actions training $(RASA_TESTS) tests/e2e/understanding

test: check lint check-widget test-fast test-e2e test-browser ## Test everything

if_npm = $(if $(shell command -v npm),$(1))

# What draws the cards of the stand-in for Teams, and the official schema of its package; where there is no npm, done without.
TEAMS_MODULES := operations/trial/teams/node_modules/.package-lock.json

$(TEAMS_MODULES): operations/trial/teams/package-lock.json
	@cd operations/trial/teams && npm ci --silent --no-audit --no-fund --ignore-scripts
	@touch $@

teams-pakket: .venv/.ready ## Make the app package for Teams (var/teams), of the settings in force
	@$(PY) -m operations.teams_package

teams-proef: setup $(TEAMS_MODULES) ## Start the assistant in a Teams on this machine, with a page to talk with it; needs npm
	@model=$$($(RASA_ENV) $(RASA_PY) -m training) && exec $(PY) -m operations.trial.teams "$$model"

kanaal-plaatjes: .venv/.ready $(TEAMS_MODULES) ## Make the pictures of what Slack and Teams show (docs/pictures) anew; needs Chromium and npm
	@$(PY) -m tests.support.channel_pictures

# The fast tests, by the environment they run in; those of contract/ run in both.
DOOR_TESTS := tests/api
CONTENT_TESTS := $(addprefix tests/,runtime contract content)
CHECKS_TESTS := $(addprefix tests/,checks operations bench/test_judged_replies.py bench/test_personal_data.py bench/test_speed.py bench/test_fit_name_threshold.py) $(wildcard tests/test_*.py)
RASA_TESTS := $(wildcard $(addprefix tests/,contract nlu bridge actions training bench/test_talk_stories.py))
# Not empty: a part with less than checks/coverage.py asks for fails.
COVERAGE_GATE ?= yes

test-fast: setup ## The fast tests of both environments, all groups at once, and how much of each part they run
	@rm -rf var/coverage
	@$(MAKE) --no-print-directory --output-sync=target -j4 test-rasa test-door test-content test-checks
	@$(PY) -m checks.coverage $(if $(COVERAGE_GATE),--gate) $(addprefix var/coverage/,rasa door content checks)

test-door: .venv/.ready ## Tests of the public door alone
	@mkdir -p var/coverage
	@$(PY) -m pytest -p tests.support.coverage_plugin --coverage var/coverage/door $(DOOR_TESTS)

test-content: .venv/.ready ## Tests of the content and of the contract
	@mkdir -p var/coverage
	@$(PY) -m pytest -p tests.support.coverage_plugin --coverage var/coverage/content $(CONTENT_TESTS)

test-checks: .venv/.ready $(call if_npm,$(TEAMS_MODULES)) ## Tests of the checker, the documents and what the project is run with
	@mkdir -p var/coverage
	@$(PY) -m pytest -p tests.support.coverage_plugin --coverage var/coverage/checks $(CHECKS_TESTS)

test-rasa: setup ## Tests inside Rasa's environment
	@mkdir -p var/coverage
	@$(RASA_ENV) $(RASA_PY) -m pytest --disable-warnings -p tests.support.coverage_plugin --coverage var/coverage/rasa $(RASA_TESTS)

test-e2e: setup ## Conversations and failures, through the public API of the running assistant
	@model=$$($(RASA_ENV) $(RASA_PY) -m training) && export ZAKBOEK_TEST_MODEL="$$model" && \
	  $(PY) -m pytest tests/e2e/talks tests/e2e/failures && \
	  $(RASA_ENV) $(RASA_PY) -m pytest --disable-warnings tests/e2e/understanding

# What the widget is built and tested with; where there is no npm it is done without, and said so.
NODE_MODULES := widget/node_modules/.package-lock.json

test-browser: setup $(call if_npm,$(NODE_MODULES) $(TEAMS_MODULES)) ## The pages and the widget in a real browser; needs Chromium, and Node for the accessibility rules
	@if ! command -v chromium >/dev/null && ! command -v chromium-browser >/dev/null; then \
	  echo "Skipped: Chromium is missing (sudo apt install chromium)."; \
	else model=$$($(RASA_ENV) $(RASA_PY) -m training) && \
	  ZAKBOEK_TEST_MODEL="$$model" $(PY) -m pytest -rs tests/e2e/browser; fi

test-containers: setup ## Build both images, bring up docker-compose.yml and try it; needs podman, and root
	@$(PY) -m pytest -rsP tests/e2e/containers

# Helm as a library and Kubernetes' schemas: 350 MB that only this needs.
CHART_TOOLS := --with helm-python-sdk==0.2.2 --with kubernetes-validate==1.37.0

check-chart: .venv/.ready ## Render the Helm chart and hold it against Kubernetes' schemas; fetches Helm from PyPI
	@$(UV) run --no-sync --quiet --python $(PY) $(CHART_TOOLS) python -m pytest -rs tests/operations/test_helm_chart.py

$(NODE_MODULES): widget/package-lock.json
	@cd widget && npm ci --silent --no-audit --no-fund
	@touch $@

widget: $(NODE_MODULES) ## Build the chat widget after a change in widget/src; needs Node
	@cd widget && npm run --silent build

check-widget: $(call if_npm,$(NODE_MODULES)) ## Lint and test the widget, build it anew and fail when it differs from widget/dist; needs Node
	@if ! command -v npm >/dev/null; then echo "Skipped: npm is missing (sudo apt install npm)."; else \
	  (cd widget && npm run --silent lint && npm run --silent test) || exit 1; \
	  kept=$$(mktemp -d) && cp -r widget/dist widget/src "$$kept" && (cd widget && npm run --silent build) || exit 1; \
	  diff -rq "$$kept/src" widget/src && diff -rq "$$kept/dist" widget/dist || \
	  { echo "widget/dist did not fit widget/src and the shared texts; it has been built anew: commit it."; exit 1; }; fi

release-widget: check-widget ## Keep the built widget for good as the version that widget/package.json names
	@cd widget && version=$$(node -p "require('./package.json').version") && file=zakboek-chat-$$version.js && cd releases && \
	  if [ -e "$$file" ] || [ -n "$$(git log -1 --format=%h -- "$$file")" ]; then \
	    echo "Version $$version is released already. Raise it in widget/package.json first."; exit 1; fi && \
	  sha384sum --check --quiet SHA384SUMS && cp ../dist/zakboek-chat.js "$$file" && sha384sum "$$file" >> SHA384SUMS && \
	  echo "Kept widget/releases/$$file; commit it."

meet: setup ## Measure question files: make meet VRAGEN="file.jsonl …"
	@model=$$($(RASA_ENV) $(RASA_PY) -m training) && $(PY) -m bench.meet --model "$$model" $(VRAGEN)

meet-maskeren: setup ## Measure question files with and without leaving out personal data: make meet-maskeren VRAGEN="…"
	@model=$$($(RASA_ENV) $(RASA_PY) -m training) && $(PY) -m bench.unmasked --model "$$model" $(VRAGEN)

meet-kanalen: setup ## Compare Slack and Teams with the web, turn by turn: make meet-kanalen VRAGEN="talks.jsonl …"
	@model=$$($(RASA_ENV) $(RASA_PY) -m training) && $(PY) -m bench.channels --model "$$model" $(VRAGEN)

outcomes: setup ## Record what every message of question files gets: make outcomes VRAGEN="…" BEWAAR=now.json [EERDER=before.json]
	@model=$$($(RASA_ENV) $(RASA_PY) -m training) && $(PY) -m bench.outcomes --model "$$model" \
	  $(if $(BEWAAR),--record $(BEWAAR)) $(if $(EERDER),--before $(EERDER)) $(VRAGEN)

tien-vragen: setup ## Write how the replies to ten questions a topic begin, as docs/editors/tien-vragen.md
	@model=$$($(RASA_ENV) $(RASA_PY) -m training) && $(PY) -m bench.topic_questions --model "$$model"

waarom: setup ## Why a question gets its answer: make waarom VRAAG="…", or of a conversation: GESPREK=… BERICHT=…
	@model=$$($(RASA_ENV) $(RASA_PY) -m training) && \
	  key=$$(if [ -n "$$GESPREK" ]; then $(PY) -m operations.stored_conversations --key-of "$$GESPREK"; fi) && \
	  ZAKBOEK_CONVERSATION_KEY="$$key" $(RASA_ENV) $(RASA_PY) -m training.explain "$$model" \
	  --question "$$VRAAG" --conversation "$$GESPREK" --message "$$BERICHT"

zoek-gesprek: .venv/.ready ## Find the conversations in which someone typed these words: make zoek-gesprek WOORDEN="…"
	@$(PY) -m operations.stored_conversations --words "$$WOORDEN"

gewone-woorden: setup ## Find the words that look like a misspelt municipality, after a change in data/restart/register
	@$(RASA_ENV) $(RASA_PY) -m training.common_words

naamletters: setup ## Learn how names differ from words by their letters, after many new names in data/restart/persoonsgegevens; takes five minutes
	@$(RASA_ENV) $(RASA_PY) -m training.fit_name_letters

drempel-namen: .venv/.ready ## Fit how much an unknown word must look like a name, after make naamletters: make drempel-namen ZINNEN=folder
	@$(PY) -m bench.fit_name_threshold "$$ZINNEN"

omgeving-namen: .venv/.ready ## Learn what stands around the name of a person and of a thing: make omgeving-namen ZINNEN=folder
	@$(PY) -m bench.fit_name_context "$$ZINNEN"

drempels: setup ## Fit the thresholds (data/training/thresholds.yml) on the held-back questions
	@model=$$($(RASA_ENV) $(RASA_PY) -m training) && $(RASA_ENV) $(RASA_PY) -m training.fit_thresholds "$$model"

drempels-gesprek: setup ## Fit who is spoken to on the held-back talks, and count what is done with their messages
	@model=$$($(RASA_ENV) $(RASA_PY) -m training) && $(RASA_ENV) $(RASA_PY) -m training.fit_talk_thresholds "$$model"

keuze-gesprek: setup ## Learn from the training talks what a message means in its conversation (act_weights.json); takes about 30 minutes
	@model=$$($(RASA_ENV) $(RASA_PY) -m training) && $(RASA_ENV) $(RASA_PY) -m training.fit_act_ranker "$$model"

vectors: setup ## Read the pieces' questions closely (question_vectors.npz), after many were added; 20 ms a question
	@$(RASA_ENV) $(RASA_PY) -m training.question_vectors

EPOCHS ?= 5
ENGINES ?= 1
bench: setup ## Compare speed, start and memory with a stock Rasa; ENGINES=2 for two engines of ours
	@model=$$($(RASA_ENV) $(RASA_PY) -m training) && $(PY) -m bench.speed --model "$$model" --epochs $(EPOCHS) --engines $(ENGINES)

bench-quick: setup ## The same in a minute, beside a small stock Rasa: the ratios alone, and nothing is written
	@model=$$($(RASA_ENV) $(RASA_PY) -m training) && $(PY) -m bench.speed --model "$$model" --engines $(ENGINES) --quick

bench-flood: setup ## Measure how long a visitor waits while somebody else floods the assistant; takes about 3 minutes
	@model=$$($(RASA_ENV) $(RASA_PY) -m training) && $(PY) -m bench.flood --model "$$model"

bench-nlu: setup ## Compare NLU pipelines; takes about an hour with DIET. Needs the measuring questions and MASSIVE in SHARED
	@ZAKBOEK_SPACY_MODEL=$$($(RASA_ENV) $(RASA_PY) -m training.spacy_model) $(PY) -m bench.nlu \
	  --massive $(SHARED)/massive-nl --questions $(SHARED)/vragen/vragen.jsonl --epochs $(EPOCHS) --only "$(ONLY)" --sets "$(SETS)"

bench-ted: setup ## Measure what Rasa's TEDPolicy would do in the held-back talks; takes more than half an hour
	@model=$$($(RASA_ENV) $(RASA_PY) -m training) && LOG_LEVEL=ERROR $(RASA_ENV) $(RASA_PY) -m bench.ted_policy "$$model"

bench-widget: setup ## Measure the chat widget: size, requests, time until it can be used on a slow phone; needs Chromium
	@model=$$($(RASA_ENV) $(RASA_PY) -m training) && $(PY) -m bench.widget --model "$$model"

bench-persoonsgegevens: .venv/.ready ## Measure what personal data stays readable in 3,000 sentences made for it; takes half a minute
	@$(PY) -m bench.personal_data

RULES ?= ../shared/api-design-rules/linter.yaml
api-lint: .venv/.ready ## Lint the API's description: make api-lint RULES=linter.yaml (the official rules, from developer.overheid.nl)
	@if [ ! -f "$(RULES)" ]; then echo "Skipped: the rules are not at $(RULES)."; \
	elif ! command -v npm >/dev/null; then echo "Skipped: npm is missing (sudo apt install npm)."; \
	else mkdir -p var && $(PY) -m checks.api_rules.write_description var/openapi.json && \
	  (cd checks/api_rules && npm ci --silent --no-audit --no-fund) && \
	  checks/api_rules/node_modules/.bin/spectral lint --fail-severity error -r "$(RULES)" var/openapi.json; fi

# Of the commit at hand, so that it is the same wherever it is made; a copy without git sets SOURCE_DATE_EPOCH itself.
sbom: setup ## List what the assistant is made of, as CycloneDX, into var/sbom; the widget's part needs npm
	@SOURCE_DATE_EPOCH="$${SOURCE_DATE_EPOCH:-$$(git log -1 --format=%ct)}" $(PY) -m operations.supply_chain.sbom var/sbom

audit: .venv/.ready ## Look up known vulnerabilities of all packages; needs the network, and npm for the widget's
	@$(PY) -m operations.supply_chain.audit

hooks: .venv/.ready ## Check each commit before it is made, as .pre-commit-config.yaml says
	@.venv/bin/pre-commit install

findings: ## Try again what findings/*.sh found in libraries, and say which still hold; fetches them from PyPI
	@mkdir -p var; changed=0; for file in findings/*.sh; do \
	  if bash "$$file" >var/finding.log 2>&1; then echo "holds    $$file"; \
	  else changed=1; echo "CHANGED  $$file"; tail -n 3 var/finding.log | sed 's/^/           /'; fi; done; exit $$changed

clean: ## Remove environments, models and databases
	rm -rf .venv rasa/.venv .tools models var .rasa
