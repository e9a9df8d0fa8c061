#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Rollcall authors
# SPDX-License-Identifier: GPL-3.0-or-later

# Installs what is missing, builds, and opens the window. See usage() or ./run.sh --help.

set -euo pipefail
source "$(dirname -- "${BASH_SOURCE[0]}")/tools/common.sh"

window=build/release/app/gui/rollcall
command_line=build/release/app/ctl/rollcallctl

usage() {
    cat <<TEXT
Usage: ./run.sh [--demo] [-- ARGUMENT…]

Installs missing Debian packages, builds Rollcall, and opens its window.

  --demo        a small demo school in its own data folder, with a running simulated terminal
  -- ARGUMENT…  passed to the program

Without a display nothing is opened and the exit status is 1; the programs are built all the same, and
$command_line does without a display.
TEXT
}

arguments=()
while [[ $# -gt 0 ]]; do
    case $1 in
        --demo) arguments+=(--demo) ;;
        --)
            shift
            arguments+=("$@")
            break
            ;;
        -h | --help)
            usage
            exit 0
            ;;
        *)
            usage >&2
            exit 2
            ;;
    esac
    shift
done

on_end :
install_packages build run
build_preset release rollcall rollcallctl

# QT_QPA_PLATFORM names a way of its own to show a window (vnc, offscreen); who sets it knows.
if [[ $(uname) == Linux && -z ${DISPLAY-}${WAYLAND_DISPLAY-}${QT_QPA_PLATFORM-} ]]; then
    say "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can be opened."
    say "Rollcall is built and runs without one too:"
    say "  $rollcall_root/$command_line --help     all commands"
    say "  $rollcall_root/$command_line serve      the service: reads terminals, takes pushed punches"
    exit 1
fi
exec "$window" ${arguments[@]+"${arguments[@]}"}
