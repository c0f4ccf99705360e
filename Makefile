# One target a wish; the steps are scripts in .dev/, each of which says what it does.

MAKEFLAGS += --no-print-directory

.DEFAULT_GOAL := help
.PHONY: help demo build test lint bench soak fuzz

help: ## this list
	@sed -n 's/^\([a-z]*\): ## /\1\t/p' Makefile | while IFS='	' read -r target what; do printf 'make %-6s  %s\n' "$$target" "$$what"; done

demo: ## a wall of simulated cameras on http://127.0.0.1:8080
	@.dev/build
	@.dev/demo

build: ## one release binary with the viewer inside
	@.dev/build

test: ## every test; installs browsers and servers where they are missing (Debian)
	@.dev/test

lint: ## formatting, clippy for host and wasm, licences and sources of dependencies
	@.dev/lint

bench: ## what a viewer and a camera cost; kept in e2e/BENCH.md
	@.dev/packages bench
	@.dev/build
	@.dev/e2e bench --write

soak: ## restless viewers and a great outage, watched for leaks, for MINUTES=10
	@.dev/build
	@.dev/e2e soak --write --minutes $(or $(MINUTES),10)

fuzz: ## libFuzzer on every target, or on TARGET=name, for SECS=60 each
	@.dev/fuzz $(or $(SECS),60) $(TARGET)
