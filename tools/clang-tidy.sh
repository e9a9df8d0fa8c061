#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Rollcall authors
# SPDX-License-Identifier: GPL-3.0-or-later

# tools/clang-tidy.sh [FILE…]: runs clang-tidy over the product's sources, or over the files named.
# It has a tree of its own, build/tidy, that is only configured: GCC's precompiled headers and flags would confuse it.

set -euo pipefail
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

command -v clang-tidy >/dev/null || die "clang-tidy is not installed (package clang-tidy)."
mkdir -p build/tidy
cmake -S . -B build/tidy -G Ninja -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_COMPILER=clang++ \
    -DCMAKE_EXPORT_COMPILE_COMMANDS=ON -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON -DROLLCALL_TESTS=OFF -DROLLCALL_BENCH=OFF \
    >build/tidy/configure.log 2>&1 || {
    tail -n 20 build/tidy/configure.log >&2
    die "build/tidy could not be configured."
}

files=("$@")
if [[ ${#files[@]} -eq 0 ]]; then
    mapfile -t files < <(find app core devices ui -name '*.cpp' | sort)
fi
printf '%s\0' "${files[@]}" | xargs -0 -n 1 -P "$(build_jobs)" clang-tidy --quiet -p build/tidy 2>build/tidy/stderr.log ||
    die "clang-tidy found faults in the files above."
say "clang-tidy: ${#files[@]} files, clean"
