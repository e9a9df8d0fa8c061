#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Rollcall authors
# SPDX-License-Identifier: GPL-3.0-or-later

# tools/with-postgres.sh COMMAND…: runs it with a private PostgreSQL in ROLLCALL_TEST_PG, for one test at hand:
#   tools/with-postgres.sh ctest --test-dir build/dev -R tst_sqllogstore
# The command runs in the folder it was called from; its exit status is ours.

set -euo pipefail
called_from=$PWD
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"
source tools/postgres.sh

[[ $# -gt 0 ]] || die "Name a command: tools/with-postgres.sh COMMAND…"
mkdir -p build
on_end stop_postgres
start_postgres
cd -- "$called_from"
run_group "$@"
