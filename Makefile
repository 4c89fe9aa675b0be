# Niandang 年档. `make demo` needs Go and a C compiler; `make test` installs what it misses.
# x11: under Wayland the window runs by XWayland, since the toolkit's own Wayland
# driver knows no input methods and Chinese could not be typed.
TAGS    := sqlite_fts5,x11
BUILD   := build
GO      := go
SCALE   := ../shared/corpus/scale/make_year.py
export LANG := zh_CN.UTF-8

.PHONY: demo test window app nd ndverify lint bench fuzz package gallery clean

demo: nd ## the whole year's work on the demo year
	rm -rf $(BUILD)/demo
	$(BUILD)/nd demo $(BUILD)/demo

nd:
	@mkdir -p $(BUILD)
	$(GO) build -tags $(TAGS) -o $(BUILD)/nd ./cmd/nd

ndverify:
	@mkdir -p $(BUILD)
	CGO_ENABLED=0 $(GO) build -trimpath -ldflags "-s -w" -o $(BUILD)/ndverify ./cmd/ndverify

package: ## a .deb, nd as one file, the Windows programs; the clerk's program for the systems that clerks have
	@mkdir -p $(BUILD)/package
	for t in linux/amd64 linux/arm64 windows/amd64; do \
	  os=$${t%/*}; arch=$${t#*/}; ext=; [ $$os = windows ] && ext=.exe; \
	  CGO_ENABLED=0 GOOS=$$os GOARCH=$$arch $(GO) build -trimpath -ldflags "-s -w" -o $(BUILD)/package/ndverify-$$os-$$arch$$ext ./cmd/ndverify || exit 1; \
	done
	.ci/package $(BUILD)/package $(TAGS) $(PARTS)

test: ## installs what is missing, then all tests with the race detector
	.ci/deps
	$(GO) vet -tags $(TAGS) ./...
	$(GO) build -tags $(TAGS),no_unipdf ./cmd/nd && rm -f nd
	# fills the cache of compiled pdfium, which takes a minute with the race detector
	$(GO) test -tags $(TAGS) -run KeepsTheContract ./archive/pdf
	$(GO) test -tags $(TAGS) -race -timeout 40m ./...

window: ## the year's work in the real window, driven by keys and mouse: a part of make test
	.ci/deps
	$(GO) test -tags $(TAGS) -count 1 -v -run TestYearByHand ./cmd/niandang

app: ## the window
	@mkdir -p $(BUILD)
	$(GO) build -tags $(TAGS),migrated_fynedo,release,no_emoji -o $(BUILD)/niandang ./cmd/niandang

gallery: ## every pane with the demo year as pictures, light and dark, at two sizes
	$(GO) run -tags $(TAGS) ./cmd/gallery -out $(BUILD)/gallery

lint:
	$(GO) vet -tags $(TAGS) ./...
	@test -z "$$(gofmt -l archive assets cmd store ui)" || { gofmt -l archive assets cmd store ui; exit 1; }
	$(GO) run honnef.co/go/tools/cmd/staticcheck@v0.7.0 -tags $(TAGS) ./...

bench: nd ## a year of 2,000 documents; the same figures for any N=
	.ci/bench $(BUILD)/nd $(SCALE) $(or $(N),2000)
	NIANDANG_MEASURE=1 $(GO) test -tags $(TAGS) -count 1 -v -run 'KeepsUpWithQpdf|WhatPdfiumReads|KeepTheirText' ./archive/pdf

fuzz: ## every fuzz target for T (default 20s)
	.ci/fuzz $(or $(T),20s)

clean:
	rm -rf $(BUILD)
