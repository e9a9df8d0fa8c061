#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Rollcall authors
# SPDX-License-Identifier: GPL-3.0-or-later

# tools/fuzz.sh SECONDS [TARGET…]: runs each fuzzer of build/fuzz (preset "fuzz") that long, one after the other.
# The corpus in build/fuzz/corpus is seeded from tests/vectors and grows from run to run; what breaks a parser is kept
# in build/fuzz/findings. To see a finding again: build/fuzz/tests/fuzz/TARGET FINDING.

set -euo pipefail
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

[[ ${1-} =~ ^[0-9]+$ ]] || die "Name the seconds: tools/fuzz.sh SECONDS [TARGET…]"
seconds=$1
shift
mkdir -p build/fuzz/findings

targets=("$@")
if [[ ${#targets[@]} -eq 0 ]]; then
    for program in build/fuzz/tests/fuzz/fuzz_*; do
        if [[ -f $program && -x $program ]]; then targets+=("${program##*/}"); fi
    done
fi
[[ ${#targets[@]} -gt 0 ]] || die "There are no fuzzers in build/fuzz; build the preset fuzz first."

broken=()
for target in "${targets[@]}"; do
    corpus=build/fuzz/corpus/$target
    log=build/fuzz/findings/$target.log
    mkdir -p "$corpus"
    perl tools/fuzzseeds.pl "$target" "$corpus"
    say "  $target: $seconds s, from $(find "$corpus" -type f | wc -l) inputs"
    if "build/fuzz/tests/fuzz/$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
        -artifact_prefix="build/fuzz/findings/$target-" "$corpus" >"$log" 2>&1; then
        sed -n -E 's/^stat::number_of_executed_units: ([0-9]+)/    \1 runs, nothing found/p' "$log"
    else
        tail -n 25 "$log" >&2
        broken+=("$target")
    fi
done
[[ ${#broken[@]} -eq 0 ]] || die "Broken by their fuzzer: ${broken[*]}. Logs and inputs: $rollcall_root/build/fuzz/findings"
