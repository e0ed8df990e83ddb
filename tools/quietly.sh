#!/bin/sh
# quietly.sh MESSAGE COMMAND...: say MESSAGE, run COMMAND, show what it printed only if it fails.
set -eu
echo "$1……"
shift
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! "$@" >"$log" 2>&1; then
    cat "$log" >&2
    exit 1
fi
