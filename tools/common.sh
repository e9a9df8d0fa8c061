# SPDX-FileCopyrightText: 2026 The Rollcall authors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash

# What run.sh, test.sh and the other scripts share. Source it; it changes into the source folder.

rollcall_root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
cd -- "$rollcall_root" || exit 1

say() { printf '%s\n' "$*"; }
die() {
    printf '%s\n' "$*" >&2
    exit 1
}

# --- Packages -----------------------------------------------------------------------------------------------------

# packages LIST…: the names in tools/packages/LIST.list.
packages() {
    local list
    for list; do
        sed -e 's/#.*//' -e '/^[[:space:]]*$/d' "tools/packages/$list.list"
    done
}

is_installed() { [[ $(dpkg-query -W -f='${db:Status-Abbrev}' "$1" 2>/dev/null) == ii* ]]; }

as_root() {
    if [[ $EUID -eq 0 ]]; then
        "$@"
    else
        sudo -- "$@"
    fi
}

# The folder of initdb, pg_ctl and postgres, the newest if there are several; empty when there is no server.
postgres_programs() {
    local initdb
    initdb=$(find /usr/lib/postgresql -path '*/bin/initdb' 2>/dev/null | sort -V | tail -n 1)
    [[ -n $initdb ]] || initdb=$(command -v initdb || true)
    printf '%s' "${initdb%/*}"
}

# Debian's postgresql makes a cluster of the system, started at every boot, when a server is first installed. Nobody asked
# for that here: the tests bring a cluster of their own. So the switch that Debian offers for it is set while the
# package is unpacked, and taken back after. A machine that has a server already is left as it is.
postgres_switch=/etc/postgresql-common/createcluster.d/rollcall-tests.conf
postgres_switch_is_set=

set_postgres_switch() {
    postgres_switch_is_set=1
    as_root mkdir -p "${postgres_switch%/*}"
    as_root tee "$postgres_switch" >/dev/null <<<'create_main_cluster = false'
}

take_back_postgres_switch() {
    [[ -z $postgres_switch_is_set ]] || as_root rm -f "$postgres_switch"
    postgres_switch_is_set=
}

# install_packages LIST…: installs what is missing of the lists; silent when nothing is.
install_packages() {
    local -a missing=()
    local name status=0
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        return 0 # Not Debian: CMake names what it does not find.
    fi
    while read -r name; do
        if [[ $name == postgresql && -n $(postgres_programs) ]]; then
            continue # Any version will do.
        fi
        is_installed "$name" || missing+=("$name")
    done < <(packages "$@")
    [[ ${#missing[@]} -gt 0 ]] || return 0

    if [[ $EUID -ne 0 ]] && ! command -v sudo >/dev/null; then
        die "Debian packages are missing, and only root may install them: apt-get install ${missing[*]}"
    fi
    say "Installing ${#missing[@]} Debian packages: ${missing[*]}"
    mkdir -p build
    [[ " ${missing[*]} " != *" postgresql "* ]] || set_postgres_switch
    apt_install "${missing[@]}" >build/packages.log 2>&1 || status=$?
    take_back_postgres_switch
    if [[ $status -ne 0 ]]; then
        tail -n 15 build/packages.log >&2
        die "The packages could not be installed. The whole log: $rollcall_root/build/packages.log"
    fi
}

# An update that fails (one source of several is away) is in the log; whether it matters, the installation shows.
apt_install() {
    as_root apt-get -q -o DPkg::Lock::Timeout=300 update </dev/null || true
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 \
        install --no-install-recommends "$@" </dev/null
}

# --- Building -----------------------------------------------------------------------------------------------------

# The processors to build with: each compiler job may take 1 GB.
build_jobs() {
    local cores memory
    cores=$(nproc 2>/dev/null || echo 2)
    memory=$(awk '/^MemAvailable:/ {print int($2 / 1048576)}' /proc/meminfo 2>/dev/null || echo "$cores")
    echo $((memory < 1 ? 1 : memory < cores ? memory : cores))
}

# Copies a build's output to the log $1 and shows a line for each tenth of the way of $2, nothing when there was
# nothing to do.
show_progress() {
    awk -v log_file="$1" -v name="$2" '
        { print > log_file; fflush(log_file) }
        match($0, /^\[[0-9]+\/[0-9]+\]/) {
            split(substr($0, 2, RLENGTH - 2), step, "/")
            if (step[2] < 5) next
            tenth = int(step[1] * 10 / step[2])
            if (tenth != last || !begun) printf "  %s: %d of %d\n", name, step[1], step[2]
            fflush(); last = tenth; begun = 1
        }'
}

# build_preset PRESET [TARGET…]: configures once, then builds; on failure shows the first error and ends.
build_preset() {
    local preset=$1 log=build/$1/build.log
    shift
    mkdir -p "build/$preset"
    if [[ ! -f build/$preset/build.ninja ]]; then
        say "  $preset: configuring"
        if ! run_group cmake --preset "$preset" >"build/$preset/configure.log" 2>&1; then
            tail -n 30 "build/$preset/configure.log" >&2
            die "The $preset build could not be configured. The whole log: $rollcall_root/build/$preset/configure.log"
        fi
    fi
    if ! run_group build_shown "$preset" "$log" "$@"; then
        grep -m 1 -A 40 -E '^FAILED|error:|CMake Error' "$log" >&2 || tail -n 40 "$log" >&2
        die "The $preset build failed. The whole log: $rollcall_root/$log"
    fi
}

build_shown() {
    local preset=$1 log=$2
    shift 2
    [[ $# -eq 0 ]] || set -- --target "$@"
    cmake --build "build/$preset" -j "$(build_jobs)" "$@" 2>&1 | show_progress "$log" "$preset"
}

# --- Processes ----------------------------------------------------------------------------------------------------

# run_group COMMAND…: runs it in a process group of its own, so that a signal that ends the script ends all of it at
# once, also what the command has started; $running_group is that group. A plain foreground command would make bash
# wait for its end before any trap runs.
running_group=
run_group() {
    local status=0
    set -m
    "$@" </dev/null &
    running_group=$!
    set +m
    wait "$running_group" || status=$?
    running_group=
    return "$status"
}

# The group gets ten seconds to end in order.
end_group() {
    local try
    [[ -n $running_group ]] || return 0
    kill -TERM -- "-$running_group" 2>/dev/null || true
    for ((try = 0; try < 100; ++try)); do
        kill -0 -- "-$running_group" 2>/dev/null || break
        sleep 0.1
    done
    kill -KILL -- "-$running_group" 2>/dev/null || true
    running_group=
}

# on_end FUNCTION: calls it with the exit status once at the end, whatever ends the script.
on_end() {
    end_function=$1
    trap 'end_script $?' EXIT
    trap 'exit 129' HUP
    trap 'exit 130' INT
    trap 'exit 143' TERM
}

end_script() {
    trap - EXIT
    trap '' HUP INT TERM # A second Ctrl+C must not leave a server behind.
    end_group
    take_back_postgres_switch
    "$end_function" "$1"
    exit "$1"
}
