#!/bin/sh
# quietly.sh MESSAGE COMMAND...: say MESSAGE, run COMMAND, show what it printed only if it fails, and what to do.
set -eu
message=$1
echo "$message……"
shift
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! "$@" >"$log" 2>&1; then
    cat "$log" >&2
    echo "“$message”没有做成，原因见上面几行：多半是没有连上网，或本文件夹不能写。改好后再运行一次；不行的，把上面几行交给网管。" >&2
    exit 1
fi
