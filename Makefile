# Everything a person or CI does with this project. Each target installs what it needs.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

SWIFT ?= swift
# Libraries the product is linked with.
LIBRARIES := librdkafka-dev libcurl4-openssl-dev libxml2-dev libxmlsec1-dev libssl-dev pkg-config
# Independent tools that the tests hold the product against.
TEST_TOOLS := xmlsec1 openssl curl libxml2-utils python3-venv

TEST_TARGETS := TestSupportTests CredentialsTests XMLTests TimeReportTests SignaturesTests ELTTests KafkaTests ELTSimulatorTests SettingsTests TelemetryTests PipelineRecordsTests IntakeTests SubmissionTests OperationsTests AdminTests AdapterTests CommandTests TortureTests

.PHONY: help deps test-deps build install demo test page-check torture bench docs format lint clean

help: ## Shows this list.
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

deps: ## Installs the libraries that are missing (Debian 12, needs root or sudo).
	@scripts/install-packages $(LIBRARIES)

test-deps: deps ## Installs what the tests need beside them.
	@scripts/install-packages $(TEST_TOOLS)
	@scripts/install-test-broker >/dev/null
	@scripts/install-independent-checkers >/dev/null

build: deps ## Builds the release binary: .build/release/elt-adapter.
	$(SWIFT) build -c release --product elt-adapter

PREFIX ?= /usr/local
install: build ## Installs binary, manual page and shell completions: PREFIX=/usr/local, DESTDIR= for packagers.
	@scripts/install-files .build/release/elt-adapter "$(DESTDIR)$(PREFIX)"

demo: deps ## Shows all of it: embedded broker, simulator, adapter, 60 reports.
	$(SWIFT) build --product elt-adapter
	@.build/debug/elt-adapter demo

test: test-deps ## Runs every test.
	$(SWIFT) build --build-tests
	@scripts/check-docs .build/debug/elt-adapter
	@scripts/make-man-page .build/debug/elt-adapter >/dev/null
	@scripts/check-deploy .build/debug/elt-adapter
	@SWIFT="$(SWIFT)" scripts/run-tests $(TEST_TARGETS)
	.build/debug/elt-adapter-torture --kills 10 --seed 1

page-check: deps ## Opens the status page in headless Chromium; leaves pictures in .build/page.
	@scripts/install-packages chromium
	$(SWIFT) build --product elt-adapter
	@scripts/check-page .build/debug/elt-adapter .build/page

KILLS ?= 50
INSTANCES ?= 2
torture: test-deps ## Kills the adapter while it works, then counts (the long form): KILLS=50 INSTANCES=2 SEED=1.
	$(SWIFT) build --product elt-adapter
	$(SWIFT) build --product elt-adapter-torture
	.build/debug/elt-adapter-torture --kills $(KILLS) --instances $(INSTANCES) $(if $(SEED),--seed $(SEED))

bench: test-deps ## Measures speed and memory against the goals, as ratios where a machine's speed matters.
	$(SWIFT) build -c release --product elt-adapter
	$(SWIFT) build -c release --product elt-adapter-bench
	.build/release/elt-adapter-bench

docs: deps ## Makes the pages that are made from the code anew.
	$(SWIFT) build --product elt-adapter
	.build/debug/elt-adapter document configuration >docs/configuration.md
	.build/debug/elt-adapter document outcome-codes >docs/outcome-codes.md
	.build/debug/elt-adapter document metrics >docs/metrics.md

format: ## Formats the Swift code in place.
	$(SWIFT) format --in-place --recursive --parallel Package.swift Sources Tests

lint: ## Says where the Swift code is not formatted or breaks a rule.
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests

clean: ## Removes what was built and installed inside this folder.
	rm -rf .build .build-tools
