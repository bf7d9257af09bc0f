# The menu. `make check` is what the README and the continuous check run.
.PHONY: check tools format vet test bench generate demo browser torture

GO ?= go

check: tools format vet test ## install what the tests need, then run every test

tools: ## Chromium and a PostgreSQL server, by apt where it can
	@sh internal/tools.sh

format: ## every file formatted
	@out="$$(gofmt -l $$(git ls-files '*.go'))"; if [ -n "$$out" ]; then echo "not formatted:"; echo "$$out"; exit 1; fi

vet:
	$(GO) vet ./...

test: ## every test
	$(GO) test -timeout 30m ./...

browser: ## the tests in a real browser, pictures into docs/pictures
	$(GO) test -timeout 30m ./internal/browser -pictures $(CURDIR)/docs/pictures

generate: ## typed SQL calls and pages, written again from their sources
	$(GO) tool templ generate -path web
	$(GO) tool -modfile=tools.mod sqlc generate -f store/sqlc.yaml

bench: ## figures for docs/benchmarks.md; BOOK=folder keeps the large book for the next time
	$(GO) test -run '^$$' -bench . -benchmem ./measure ./sociometry ./outcome ./compose
	$(GO) test -run '^$$' -bench Append ./store/storetest
	$(GO) test -timeout 60m -run '^$$' -bench . -benchtime 1x -v ./internal/torture $(if $(BOOK),-torture.book $(BOOK))

torture: ## the process killed while people write, KILLS times
	$(GO) test -timeout 300m ./internal/torture -torture.kills=$(or $(KILLS),10000)

demo:
	$(GO) run ./cmd/groupwork demo

bench-compose: ## DIR=instances SEEDS=1,2,3 MATCH=n120
	$(GO) run ./cmd/bench-compose -dir $(DIR) -seeds $(or $(SEEDS),1) -match "$(MATCH)"
