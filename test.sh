#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Rollcall authors
# SPDX-License-Identifier: GPL-3.0-or-later

# Installs what is missing, builds, and runs every test. See usage() or ./test.sh --help.

set -euo pipefail
source "$(dirname -- "${BASH_SOURCE[0]}")/tools/common.sh"
source tools/postgres.sh

usage() {
    cat <<'TEXT'
Usage: ./test.sh [--quick | --long]

Installs missing Debian packages, builds, and runs every test in the release build and, with reduced
counts, in the build with address and undefined-behaviour sanitizers. SQLite and a private PostgreSQL
server on a free port of 127.0.0.1 are both tested.

  --quick   the release build only
  --long    full counts everywhere, also the thread sanitizer, 60 s of each fuzzer, and clang-tidy

ROLLCALL_TEST_COUNT (percent) sets how often randomised tests repeat; without it 100 in release and 20 in
the sanitizer builds. ROLLCALL_VECTORS names another folder of test vectors.
TEXT
}

mode=usual
case ${1-} in
    '') ;;
    --quick) mode=quick ;;
    --long) mode=long ;;
    -h | --help)
        usage
        exit 0
        ;;
    *)
        usage >&2
        exit 2
        ;;
esac

summary=()
failures=()

finish() {
    stop_postgres
    if [[ $1 -gt 128 ]]; then
        say "test.sh was interrupted; no verdict."
    elif [[ $1 -ne 0 ]]; then
        say "test.sh FAILED after $(elapsed); the reason stands above."
    fi
}

elapsed() { printf '%d min %d s' $((SECONDS / 60)) $((SECONDS % 60)); }

# The repetition count of a tree in percent: the caller's, else full for release and --long, else a fifth, since the
# sanitizers make a test several times slower.
count_of() {
    if [[ -n ${ROLLCALL_TEST_COUNT-} ]]; then
        echo "$ROLLCALL_TEST_COUNT"
    elif [[ $1 == release || $mode == long ]]; then
        echo 100
    else
        echo 20
    fi
}

# run_tests PRESET [WRAPPER…]
run_tests() {
    local preset=$1 log=build/$1/test.log count failed passed
    shift
    count=$(count_of "$preset")
    say "Testing the $preset build (ROLLCALL_TEST_COUNT=$count)"
    if ! ROLLCALL_TEST_COUNT=$count run_group ctest_shown "$preset" "$log" "$@"; then
        failed=$(sed -n -E '/^The following tests FAILED:/,$ s/^[[:space:]]*[0-9]+ - ([^ ]+) .*/\1/p' "$log")
        failures+=("Tests failed in the $preset build: ${failed//$'\n'/ }. The whole log: $rollcall_root/$log")
        say "${failures[-1]}"
        grep -A 5 -E '^FAIL!|^XPASS|ERROR: [A-Za-z]+Sanitizer|runtime error:' "$log" | head -n 60 || true
        return
    fi
    passed=$(sed -n -E 's/^100% tests passed, 0 tests failed out of ([0-9]+)$/\1/p' "$log")
    [[ -n $passed ]] || die "ctest gave no verdict on the $preset build. The whole log: $rollcall_root/$log"
    summary+=("$preset $passed at $count %")
}

ctest_shown() {
    local preset=$1 log=$2
    shift 2
    "$@" ctest --test-dir "build/$preset" -j 2 --output-on-failure --no-tests=error 2>&1 | tee "$log"
}

# The other builds are tested although one failed: a fault that only they show is told in the same run.
die_of_failures() {
    ((${#failures[@]} == 0)) || die "$(printf '%s\n' "${failures[@]}")"
}

# GCC 12's thread sanitizer does not know the memory layout of kernels that randomise with 32 bits.
without_randomised_addresses() {
    if setarch -R true 2>/dev/null; then
        setarch -R "$@"
    else
        "$@"
    fi
}

say "Rollcall: ${mode/usual/release and asan} tests"
on_end finish
packages_needed=(build run test)
[[ $mode != long ]] || packages_needed+=(long)
install_packages "${packages_needed[@]}"
export QT_QPA_PLATFORM=offscreen

say "Building release"
build_preset release
start_postgres
run_tests release

if [[ $mode != quick ]]; then
    say "Building asan"
    build_preset asan
    UBSAN_OPTIONS=print_stacktrace=1 run_tests asan
fi
if [[ $mode == long ]]; then
    say "Building tsan"
    build_preset tsan
    # Tests start programs while their own threads run.
    TSAN_OPTIONS="die_after_fork=0:suppressions='$rollcall_root/tests/tsan.supp'" run_tests tsan without_randomised_addresses
    stop_postgres
    die_of_failures
    say "Fuzzing"
    build_preset fuzz
    run_group tools/fuzz.sh 60 || die "A fuzzer found something, see above."
    summary+=("fuzzers 60 s each")
    say "Reading with clang-tidy"
    run_group tools/clang-tidy.sh || die "clang-tidy found something, see above."
    summary+=("clang-tidy clean")
fi

stop_postgres
die_of_failures
total=$(sed -n -E 's/^100% tests passed, 0 tests failed out of ([0-9]+)$/\1/p' build/release/test.log)
printf -v list '; %s' "${summary[@]}"
case $mode in
    quick) say "All $total tests passed in release (${list#; }; $(elapsed))." ;;
    usual) say "All $total tests passed in release and asan (${list#; }; $(elapsed))." ;;
    long) say "All $total tests passed in release, asan and tsan (${list#; }; $(elapsed))." ;;
esac
