# Afterglow. The two commands that matter are "make run" and "make test";
# "make" alone says what else there is.

# Fyne's X11 window on Linux: it needs no Wayland headers and runs on both.
TAGS := $(if $(filter Linux,$(shell uname -s)),x11)
GO := scripts/go

.PHONY: help run demo build test test-long test-root bench screenshots fmt clean

help:
	@echo 'make run          open Afterglow; on Debian and Ubuntu, install what is missing first'
	@echo 'make demo         open it on the journal of an invented patient, apart from your own'
	@echo 'make test         run every test, in a real window too; installs what they need'
	@echo 'make test-long    the trials in their long form, and every fuzz target for a minute; one to two hours'
	@echo 'make test-root    as root: cut the power, fill the disk, read the memory of the window; about five minutes,'
	@echo '                  with TRIALS=long about an hour'
	@echo 'make build        build build/afterglow and open nothing'
	@echo 'make bench        measure it with 10,000 entries, beside what the machine can do at best'
	@echo 'make screenshots  take the pictures in docs/'
	@echo 'make fmt          format the Go files'
	@echo 'make clean        remove what was built here'

run:
	@scripts/screen
	@$(MAKE) --no-print-directory build
	@build/afterglow

demo:
	@scripts/screen
	@$(MAKE) --no-print-directory build
	@build/afterglow --demo

build:
	@scripts/need build run
	@echo 'Building Afterglow; the first time takes some minutes.'
	@$(GO) build -buildvcs=false -tags '$(TAGS)' -o build/afterglow .

test:
	@scripts/need build run test
	@scripts/test '$(TAGS)'

test-long:
	@scripts/need build run test
	@rm -f build/trials.tsv && mkdir -p build
	@AFTERGLOW_TRIALS=long AFTERGLOW_TRIALS_OUT=$(CURDIR)/build/trials.tsv $(GO) test -tags ci -count=1 -v -timeout 3h ./trials/... ./journal/vault/...
	@AFTERGLOW_TRIALS_OUT=$(CURDIR)/build/trials.tsv scripts/fuzz 60s
	@scripts/trials build/trials.tsv

# TRIALS=long is the long form, whose numbers go to docs/trials.md.
test-root:
	@rm -f build/trials-root.tsv
	@AFTERGLOW_TRIALS=$(TRIALS) AFTERGLOW_TRIALS_OUT=$(if $(TRIALS),$(CURDIR)/build/trials-root.tsv) scripts/test-root '$(TAGS)'
	@$(if $(TRIALS),scripts/trials build/trials-root.tsv)

bench:
	@scripts/need build run test
	@$(MAKE) --no-print-directory build
	@AFTERGLOW_BINARY=$(CURDIR)/build/afterglow xvfb-run -a $(GO) test -tags ci -run '^$$' -bench . ./bench/...

screenshots:
	@scripts/need build run test
	@scripts/screenshots

fmt:
	@$(GO) fmt ./...

clean:
	@chmod -R u+w .gotoolchain 2>/dev/null || true
	@rm -rf build .gotoolchain
