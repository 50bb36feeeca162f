#!/usr/bin/env bash
# Runs `xcframework.sh` in a folder of its own with stand-ins for cargo and for Apple's tools, which make empty files and note
# how they were called. It shows that the script holds together, and nothing about what Apple's tools make of it.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bash -n "$here/xcframework.sh"
# A folder with a space in its name.
copy="$work/a checkout/bindings/swift"
mkdir -p "$copy/Sources/Vrm" "$copy/Sources/VrmNative" "$work/bin"
cp "$here/native.sh" "$here/xcframework.sh" "$copy/"

stand_in() { { echo '#!/usr/bin/env bash'; echo 'set -euo pipefail'; cat; } >"$work/bin/$1"; chmod +x "$work/bin/$1"; }

stand_in uname <<'END'
echo Darwin
END
stand_in cargo <<'END'
made=$CARGO_TARGET_DIR/release sources=
while [ $# -gt 0 ]; do
  case $1 in
    --target) made=$CARGO_TARGET_DIR/$2/release ;;
    --out-dir) sources=$2 ;;
  esac
  shift
done
mkdir -p "$made"
touch "$made/libvrm.a" "$made/libvrm.dylib"
[ -z "$sources" ] || { mkdir -p "$sources"; touch "$sources/Vrm.swift" "$sources/VrmNative.h"; }
END
stand_in lipo <<'END'
[ "$1 $2 $#" = "-create -output 5" ]
cat "$4" "$5" >"$3"
END
# Every library and every folder of headers is there when they are packed.
stand_in xcodebuild <<'END'
[ "$1 $2" = "-create-xcframework -output" ]
mkdir -p "$3"
shift 3
while [ $# -gt 0 ]; do
  [ "$1 $3" = "-library -headers" ]
  [ -f "$2" ]
  [ -f "$4/VrmNative/VrmNative.h" ]
  grep -q 'header "VrmNative.h"' "$4/VrmNative/module.modulemap"
  echo "$2" >>"$PACKED"
  shift 4
done
END

PATH="$work/bin:$PATH" PACKED="$work/packed" CARGO_TARGET_DIR="$work/target" bash "$copy/xcframework.sh"
[ -d "$copy/native/VrmNative.xcframework" ] || { echo "xcframework.sh packed nothing" >&2; exit 1; }
[ "$(sort -u "$work/packed" | wc -l)" = 3 ] || { echo "xcframework.sh packed other than macOS, iOS and the simulator" >&2; exit 1; }
