# Quorate. `make run` and `make test` do everything on a fresh Debian 12, including installing what is missing.
BUILD := build
CHECKED := build-checked
DATA ?= data
LISTEN ?= 127.0.0.1:8080

.PHONY: run build test check bench fuzz packages test-packages clean

run: build
	@tools/run-demo $(BUILD)/quorate $(DATA) $(LISTEN)

# The program: build/quorate.
build: packages node_modules/.built
	@[ -e $(BUILD)/build.ninja ] || meson setup $(BUILD) --buildtype=release -Db_ndebug=false -Db_lto=true -Dtests=false | tail -n 3
	@ninja -C $(BUILD) quorate

# All tests, on a build with AddressSanitizer and UBSan; ends with "N passed, N failed".
test: packages node_modules/.built test-packages
	@[ -e $(CHECKED)/build.ninja ] || meson setup $(CHECKED) --buildtype=debugoptimized -Db_sanitize=address,undefined -Db_lundef=false | tail -n 3
	@ninja -C $(CHECKED)
	@tests/run $(CHECKED)

# Static analysis, the floors of the house, formatting, a clang build.
check: build test-packages
	@tools/check

bench: build
	@bench/run $(BUILD)

fuzz: test-packages
	@tests/fuzz/run $(or $(SECONDS_EACH),60)

packages:
	@tools/install-packages tools/debian-packages.txt

test-packages: packages
	@tools/install-packages tools/debian-packages-test.txt
	@[ -x /usr/bin/chromium-headless-shell ] || tools/install-packages tools/debian-packages-quicker.txt || echo "Going on without: tests in the browser take somewhat longer."

node_modules/.built: package.json package-lock.json
	@npm ci --no-audit --no-fund --ignore-scripts --loglevel=error && touch $@

clean:
	rm -rf $(BUILD) $(CHECKED) node_modules
