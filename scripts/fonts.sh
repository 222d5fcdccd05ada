#!/bin/sh
# Fetches the free Chinese fonts of the letters into a folder: Fandol (仿宋、楷体、黑体、宋体) and Noto CJK.
# They come as Debian packages through apt and are only unpacked, never installed; no TeX comes along.
# Use: scripts/fonts.sh FOLDER
# Always ends with status 0: letters render without these fonts too, and the health check says what is missing.
set -u

folder=${1:?"Use: scripts/fonts.sh FOLDER"}

skip() {
    echo "Fonts of the letters were not fetched: $1. Letters still render; put the fonts into $folder later." >&2
    exit 0
}

mkdir -p "$folder" || skip "the folder $folder cannot be made"
folder=$(cd "$folder" && pwd)

has_fandol() { [ -s "$folder/FandolFang-Regular.otf" ] && [ -s "$folder/FandolKai-Regular.otf" ]; }
has_noto() { [ -s "$folder/NotoSerifCJK-Regular.ttc" ] && [ -s "$folder/NotoSansCJK-Regular.ttc" ]; }

if has_fandol && has_noto; then
    echo "The fonts of the letters are in $folder."
    exit 0
fi

command -v apt-get >/dev/null 2>&1 || skip "this machine has no apt-get"
command -v dpkg >/dev/null 2>&1 || skip "this machine has no dpkg"

work=$(mktemp -d) || skip "no temporary folder could be made"
trap 'rm -rf "$work"' EXIT INT TERM

# fetch PACKAGE FILE-PATTERN: unpacks the package in a folder of its own and copies the matching files.
fetch() {
    mkdir -p "$work/$1" && cd "$work/$1" || return 1
    # The sandbox user of apt cannot write here when root downloads; the download itself is checked by apt all the same.
    apt-get -o APT::Sandbox::User="$(id -un)" download "$1" >"$work/log" 2>&1 || return 1
    dpkg -x ./*.deb unpacked 2>>"$work/log" || return 1
    find unpacked -type f -name "$2" -exec cp {} "$folder/" \; || return 1
}

refresh() {
    [ "$(id -u)" = 0 ] && apt-get update >"$work/log" 2>&1
}

get() {
    fetch "$1" "$2" || { refresh && fetch "$1" "$2"; }
}

trouble=""
has_fandol || get texlive-lang-chinese 'Fandol[FHKS]*.otf' || trouble="texlive-lang-chinese"
cd /
has_noto || get fonts-noto-cjk 'Noto*CJK*.ttc' || trouble="$trouble fonts-noto-cjk"
cd /
rm -rf "$folder"/NotoSansMonoCJK*

if [ -n "$trouble" ]; then
    skip "apt could not download $(echo $trouble | sed 's/ / and /') ($(tail -n 1 "$work/log" 2>/dev/null))"
fi
echo "The fonts of the letters are in $folder."
