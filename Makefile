# make run | test | build | cli | bench | soak | lint | fmt | generate | clean

# One set of flags everywhere: SQLite takes over a minute to compile and is cached per set.
TAGS    := desktop,production,webkit2_41,sqlite_fts5,sqlite_omit_load_extension
FLAGS   := -trimpath -tags $(TAGS)
VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
BINARY  := build/bin/secondstory
# Not ./..., for some npm packages carry Go.
ALL     := . ./app/... ./backend/...

# Tools are pinned, and named for their version so that a new pin installs anew.
GOLANGCI := build/tools/golangci-lint-v2.15.0
WAILS    := build/tools/wails-v2.16.0
VALE     := build/tools/vale-v3.22.0
LITESTREAM := build/tools/litestream-v0.3.13

PAGE := $(shell find frontend/src frontend/public frontend/index.html frontend/room.html backend/copy -type f 2>/dev/null) \
	$(wildcard frontend/*.json frontend/*.ts frontend/*.js)

.PHONY: run test build cli ahead bench soak lint fmt generate clean setup setup-tests

run: $(if $(DISPLAY)$(WAYLAND_DISPLAY),setup,setup-tests)
	$(MAKE) build
	build/run.sh

build: setup frontend/dist/index.html
	go build $(FLAGS) -ldflags "-s -w -X main.version=$(VERSION)" -o $(BINARY) .

# The app as "build" makes it, but for its clock, which an end-to-end test can move on; see frontend/e2e/clock.mjs.
AHEAD := build/tools/ahead
ahead:
	@mkdir -p $(AHEAD)
	@sed 's/Now: time\.Now,/Now: ahead(time.Now),/' main.go >$(AHEAD)/main.go.txt
	@! cmp -s main.go $(AHEAD)/main.go.txt
	@printf '{"Replace": {"%s": "%s", "%s": "%s"}}' '$(CURDIR)/main.go' '$(CURDIR)/$(AHEAD)/main.go.txt' \
		'$(CURDIR)/ahead.go' '$(CURDIR)/frontend/e2e/ahead.go.txt' >$(AHEAD)/overlay.json
	go build $(FLAGS) -overlay $(AHEAD)/overlay.json -ldflags "-s -w" -o $(AHEAD)/secondstory .

# The command line alone: no window, no GTK, no Node.js.
cli:
	@build/setup.sh cli
	go build -trimpath -tags cli,sqlite_fts5,sqlite_omit_load_extension -ldflags "-s -w -X main.version=$(VERSION)" -o $(BINARY)-cli .

frontend/dist/index.html: $(PAGE) | setup
	npm --prefix frontend run build

# Quickest to fail first; the window last.
test: setup-tests $(LITESTREAM)
	@unformatted=$$(gofmt -l app backend main.go); [ -z "$$unformatted" ] || { echo "not gofmted: $$unformatted"; exit 1; }
	go vet -tags $(TAGS) $(ALL)
	go test $(FLAGS) -skip '^TestGate' $(ALL)
	build/gates.sh $(FLAGS)
	$(MAKE) lint
	npm --prefix frontend run check
	npm --prefix frontend test
	$(MAKE) build cli
	go build $(FLAGS) -o build/tools/bulk ./backend/demo/bulk
	node frontend/e2e/run.mjs

bench: setup-tests build cli $(VALE)
	go test $(FLAGS) -run '^$$' -bench . -benchmem ./backend/...
	go build -trimpath -o build/tools/race ./backend/command/race
	build/tools/race $(BINARY)-cli $(VALE) build/bench/vale/vale.ini
	go build $(FLAGS) -o build/tools/bulk ./backend/demo/bulk
	node frontend/e2e/bench.mjs

# The promises at the large counts, then every fuzz target, then two meetings killed at 50 points, then an hour of typing
# in the window (SECONDSTORY_MINUTES).
# It takes hours and says how far it is.
soak: setup-tests build $(LITESTREAM)
	SECONDSTORY_SOAK=1 build/gates.sh $(FLAGS) -timeout 180m
	build/fuzz.sh 1000000x $(FLAGS)
	SECONDSTORY_KILLS=50 node frontend/e2e/run.mjs kills
	node frontend/e2e/hour.mjs

# Neither this nor vet has -trimpath: with it, what cgo made in another checkout would be taken from the cache, and its
# files may be gone.
lint: $(GOLANGCI)
	$(GOLANGCI) run --allow-parallel-runners $(ALL)

fmt: $(GOLANGCI)
	$(GOLANGCI) fmt
	npm --prefix frontend run format

# The JavaScript side of the bound services, frontend/src/lib/wailsjs. It starts the app, so with a library of its own.
generate: setup $(WAILS)
	XDG_DATA_HOME=$$(mktemp -d) $(WAILS) generate module -tags "$(TAGS)"

$(GOLANGCI):
	GOBIN=$(CURDIR)/build/tools go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
	mv build/tools/golangci-lint $@

$(WAILS):
	GOBIN=$(CURDIR)/build/tools go install github.com/wailsapp/wails/v2/cmd/wails@v2.16.0
	mv build/tools/wails $@

# What the wording check is measured against; nothing but bench needs it.
$(VALE):
	GOBIN=$(CURDIR)/build/tools go install github.com/vale-cli/vale/v3/cmd/vale@v3.22.0
	mv build/tools/vale $@

# Copies a library beside the app in one test, see build/litestream; nothing of it is shipped.
$(LITESTREAM):
	GOBIN=$(CURDIR)/build/tools go install github.com/benbjohnson/litestream/cmd/litestream@v0.3.13
	mv build/tools/litestream $@

setup:
	@build/setup.sh

setup-tests:
	@build/setup.sh tests

clean:
	rm -rf build/bin build/out build/tools
	find frontend/dist -mindepth 1 ! -name .gitkeep -delete
