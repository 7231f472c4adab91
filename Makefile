# Every task of developers and CI. Each target installs what it needs.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

SWIFT ?= swift
# Libraries that the programs link with.
LIBRARIES := librdkafka-dev libcurl4-openssl-dev libxml2-dev libxmlsec1-dev libssl-dev zlib1g-dev pkg-config
# Independent tools that the tests compare the product with.
TEST_TOOLS := xmlsec1 openssl curl libxml2-utils python3-venv

TEST_TARGETS := TestSupportTests PKITests XMLTests TimeReportTests SignaturesTests KafkaTests TransportTests ELTTests \
	TelemetryTests PipelineRecordsTests StagesTests IntakeTests SubmissionTests SettingsTests OperationsTests AdminTests \
	AdapterTests TestPKITests SyntheticEventsTests ELTSimulatorTests CrashTestingTests CommandTests

.PHONY: help deps test-deps build install install-simulator demo test release-check page-check crash-test hostile bench docs format lint clean

help: ## Lists the targets.
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

deps: ## Installs missing libraries (Debian 12, needs root or sudo).
	@scripts/install-packages $(LIBRARIES)

test-deps: deps ## Installs the tools of the tests.
	@scripts/install-packages $(TEST_TOOLS)
	@scripts/install-test-broker >/dev/null
	@scripts/install-independent-checkers >/dev/null

build: deps ## Builds the release binaries: .build/release/elt-adapter and .build/release/elt-simulator.
	$(SWIFT) build -c release --product elt-adapter
	$(SWIFT) build -c release --product elt-simulator

PREFIX ?= /usr/local
install: build ## Installs elt-adapter with manual page and completions: PREFIX=/usr/local, DESTDIR= for packagers.
	@scripts/install-files .build/release/elt-adapter "$(DESTDIR)$(PREFIX)"

install-simulator: build ## Installs elt-simulator in the same way. Not for production machines.
	@scripts/install-files .build/release/elt-simulator "$(DESTDIR)$(PREFIX)"

demo: deps ## Runs embedded broker, simulator and adapter with 60 reports.
	$(SWIFT) build --product elt-simulator
	@.build/debug/elt-simulator demo

test: test-deps ## Runs every test.
	$(SWIFT) build --build-tests
	@scripts/check-docs .build/debug/elt-adapter .build/debug/elt-simulator
	@scripts/make-man-page .build/debug/elt-adapter >/dev/null
	@scripts/make-man-page .build/debug/elt-simulator >/dev/null
	@scripts/check-deploy .build/debug/elt-adapter
	@SWIFT="$(SWIFT)" scripts/run-tests $(TEST_TARGETS)
	.build/debug/elt-adapter-crash-test --kills 10 --seed 1
	.build/debug/elt-adapter-crash-test hostile --seconds 30 --seed 1

release-check: deps ## Proves that the release build of elt-adapter contains no test equipment.
	$(SWIFT) build -c release --product elt-adapter
	$(SWIFT) build --product elt-simulator
	@scripts/check-release-binary .build/release/elt-adapter .build/debug/elt-simulator

page-check: deps ## Checks the status page in headless Chromium; saves screenshots in .build/page.
	@scripts/install-packages chromium
	$(SWIFT) build --product elt-simulator
	@scripts/check-page .build/debug/elt-simulator .build/page

KILLS ?= 50
INSTANCES ?= 2
crash-test: test-deps ## Kills instances at random and at step boundaries, then checks every report: KILLS=50 INSTANCES=2 SEED=1.
	$(SWIFT) build --product elt-adapter
	$(SWIFT) build --product elt-adapter-crash-test
	.build/debug/elt-adapter-crash-test --kills $(KILLS) --instances $(INSTANCES) $(if $(SEED),--seed $(SEED))

HOSTILE_SECONDS := $(or $(SECONDS),60)
hostile: test-deps ## Publishes hostile input while valid events flow, then checks every answer, the logs and the memory: SECONDS=60 SEED=1.
	$(SWIFT) build --product elt-adapter
	$(SWIFT) build --product elt-adapter-crash-test
	.build/debug/elt-adapter-crash-test hostile --seconds $(HOSTILE_SECONDS) $(if $(SEED),--seed $(SEED))

bench: test-deps ## Measures speed and memory against the goals, as ratios if they depend on the machine.
	$(SWIFT) build -c release --product elt-adapter
	$(SWIFT) build -c release --product elt-adapter-bench
	.build/release/elt-adapter-bench

docs: deps ## Regenerates the reference pages.
	$(SWIFT) build --product elt-adapter
	.build/debug/elt-adapter document configuration >docs/configuration.md
	.build/debug/elt-adapter document outcome-codes >docs/outcome-codes.md
	.build/debug/elt-adapter document metrics >docs/metrics.md
	.build/debug/elt-adapter document log-events >docs/log-events.md
	.build/debug/elt-adapter document kafka-rights >docs/kafka-rights.md
	.build/debug/elt-adapter document kafka-acls >deploy/kafka-acls.sh

format: ## Formats the Swift code in place.
	$(SWIFT) format --in-place --recursive --parallel Package.swift Sources Tests Benchmarks

lint: ## Checks the format of the Swift code and the boundaries between targets and folders.
	@scripts/check-architecture
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests Benchmarks

clean: ## Deletes everything that was built or installed inside this folder.
	rm -rf .build .build-tools
