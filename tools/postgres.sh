# SPDX-FileCopyrightText: 2026 The Rollcall authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash

# A private PostgreSQL cluster for the tests, never the system's. Source it after tools/common.sh.
#
#   start_postgres   makes and starts the cluster, exports ROLLCALL_TEST_PG
#   stop_postgres    stops and removes it; harmless when there is none
#
# It listens on a free port of 127.0.0.1 and has no Unix socket. Who connects gives a password that is made anew each
# time: with "trust", every account of the machine could become its superuser, and a superuser of PostgreSQL runs
# programs as the account that the server runs under.

pg_folder=

# initdb refuses root, and the account postgres cannot enter root's folders: as root everything below runs as postgres,
# in the cluster's own folder.
pg_run() {
    (
        cd "$pg_folder" || exit 1
        if [[ $EUID -eq 0 ]]; then
            exec setpriv --reuid=postgres --regid=postgres --init-groups -- \
                env HOME="$pg_folder" LC_ALL=C "$@" </dev/null
        fi
        exec env LC_ALL=C "$@" </dev/null
    )
}

# Makes the folder: in the system's temporary directory, or in /tmp where the account cannot enter that.
pg_make_folder() {
    local base
    for base in "${TMPDIR:-/tmp}" /tmp; do
        pg_folder=$(mktemp -d "$base/rollcall-pg.XXXXXXXX") || continue
        echo $$ >"$pg_folder/owner"
        [[ $EUID -ne 0 ]] || chown -R postgres: "$pg_folder"
        pg_run test -w "$pg_folder" 2>/dev/null && return 0
        rm -rf -- "$pg_folder"
        pg_folder=
    done
    die "No folder for the test database could be made in ${TMPDIR:-/tmp} or /tmp."
}

# Clusters of runs that were killed without a chance to clean up: the process that made them is gone.
pg_remove_leftovers() {
    local folder account=$EUID
    [[ $EUID -ne 0 ]] || account=$(id -u postgres)
    for folder in "${TMPDIR:-/tmp}"/rollcall-pg.* /tmp/rollcall-pg.*; do
        [[ -f $folder/owner && ! -L $folder && $(stat -c %u "$folder") == "$account" ]] || continue
        kill -0 "$(<"$folder/owner")" 2>/dev/null && continue
        pg_folder=$folder
        stop_postgres
    done
}

start_postgres() {
    local programs port try password
    programs=$(postgres_programs)
    [[ -n $programs ]] || die "PostgreSQL's initdb was not found; the tests need it (package postgresql)."
    pg_remove_leftovers
    pg_make_folder
    password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
    echo "$password" >"$pg_folder/password"
    [[ $EUID -ne 0 ]] || chown postgres: "$pg_folder/password"
    if ! pg_run "$programs/initdb" -D "$pg_folder/data" --username=rollcall --pwfile="$pg_folder/password" \
        --auth=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 --no-sync >"build/postgres.log" 2>&1; then
        tail -n 10 build/postgres.log >&2
        die "The test database could not be made. The log: $PWD/build/postgres.log"
    fi
    rm -f "$pg_folder/password"
    # Nothing is asked before: who binds the port first has it, and a taken one is another try. Below 32768 no
    # outgoing connection picks it in between.
    for ((try = 0; try < 20; ++try)); do
        port=$((20000 + (RANDOM * 32768 + RANDOM) % 12000))
        if pg_run "$programs/pg_ctl" start -w -s -t 60 -D "$pg_folder/data" -l "$pg_folder/log" -o \
            "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c shared_buffers=16MB" \
            >>build/postgres.log 2>&1; then
            export ROLLCALL_TEST_PG="postgresql://rollcall:$password@127.0.0.1:$port/postgres"
            return 0
        fi
        grep -q 'Address already in use' "$pg_folder/log" || break
        : >"$pg_folder/log"
    done
    cat "$pg_folder/log" >>build/postgres.log
    tail -n 10 build/postgres.log >&2
    die "The test database could not be started. The log: $PWD/build/postgres.log"
}

stop_postgres() {
    [[ -n $pg_folder ]] || return 0
    if [[ -f $pg_folder/data/postmaster.pid ]]; then
        pg_run "$(postgres_programs)/pg_ctl" stop -s -m immediate -w -t 30 -D "$pg_folder/data" >/dev/null 2>&1 || true
    fi
    rm -rf -- "$pg_folder"
    pg_folder=
    unset ROLLCALL_TEST_PG
}
