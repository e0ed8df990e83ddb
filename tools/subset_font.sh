#!/bin/sh
# Make cxzy_build/outputs/fonts/NotoSerifSC-Bold-8105.otf, with which the cards for links are drawn: the Simplified
# Chinese face of Noto Serif CJK Bold, cut down to the 8105 characters of 《通用规范汉字表》 (Unihan's kTGH), ASCII and
# the punctuation of Chinese text.
# Needs Debian 12's packages: apt-get install bzip2 fonts-noto-cjk fonttools unicode-data
set -eu

folder="$(dirname "$0")/../cxzy_build/outputs/fonts"
unihan="${UNIHAN:-/usr/share/unicode/Unihan_OtherMappings.txt.bz2}"
source="${FONT:-/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc}"
simplified=2 # of the faces in the collection: JP, KR, SC, TC, HK

listed="$(mktemp)"
trap 'rm -f "$listed"' EXIT
bzip2 -dc "$unihan" | awk -F '\t' '/^U/ && $2 == "kTGH" { print $1 }' >"$listed"
[ "$(wc -l <"$listed")" -eq 8105 ] || { echo "没有找到 8105 个字：$unihan" >&2; exit 1; }

SOURCE_DATE_EPOCH=0 pyftsubset "$source" --font-number="$simplified" \
    --unicodes-file="$listed" \
    --unicodes="U+20-7E,U+A0,U+A9,U+B7,U+D7,U+2013-2014,U+2018-2019,U+201C-201D,U+2026,U+2160-216B,U+3001-3003,U+3007-3011,U+3014-3017,U+FF01,U+FF08-FF09,U+FF0C,U+FF0E,U+FF1A-FF1B,U+FF1F,U+FF5E" \
    --layout-features='' --no-hinting --name-IDs='0,1,2,3,4,5,6,13,14' --no-recalc-timestamp \
    --output-file="$folder/NotoSerifSC-Bold-8105.otf"
