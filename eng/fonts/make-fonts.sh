#!/bin/sh
# Remakes the bundled fonts. Needs npm and fonttools (Debian: apt-get install fonttools); the result is committed, so only a change of characters needs a new run.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out="$here/../../src/Reports/Fonts"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm pack --silent @expo-google-fonts/noto-sans-sc@0.4.3
tar xzf ./*.tgz
/usr/bin/python3 "$here/subset.py" package/400Regular/NotoSansSC_400Regular.ttf package/700Bold/NotoSansSC_700Bold.ttf "$out"
cp package/LICENSE_FONT "$out/OFL.txt"
ls -l "$out"
