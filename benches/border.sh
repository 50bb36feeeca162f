#!/usr/bin/env bash
# What the border costs: `benches/border.sh size` writes size.tsv, `benches/border.sh crossing` writes crossing.tsv, and
# `benches/border.sh` both. VRM_PROFILE=dev rehearses the crossing, and writes nothing.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/.." && pwd)
target=${CARGO_TARGET_DIR:-$root/target}
profile=${VRM_PROFILE:-release}
folder=$target/release
[ "$profile" != dev ] || folder=$target/debug
made=$target/border
cd "$root"
. bindings/debian.sh

# Who needs what, and how it is had on Debian, is said by the scripts of the bindings; the system's OpenSSL is asked for here.
there() { pkg-config --exists openssl 2>/dev/null && command -v strip >/dev/null; }

needs() {
  there || debian_install pkg-config libssl-dev binutils
  there || { echo "border: install OpenSSL's headers, pkg-config and binutils" >&2; exit 1; }
}

# Builds libvrm.so with an OpenSSL at a level, `release` as the profile says, and tells the bytes of it stripped. By itself:
# cargo optimises across crates (`lto`) only where no Rust library is asked for beside it.
build() {
  local openssl=$1 level=$2 options=()
  [ "$openssl" = vendored ] || options+=(--no-default-features)
  [ "$level" = release ] || options+=(
    --config "profile.release.opt-level='$level'" --config "profile.release.package.vrm-ffi.opt-level='$level'")
  cargo rustc --locked --quiet --package vrm-ffi --lib --release --crate-type cdylib "${options[@]}"
  mkdir -p "$made"
  strip --strip-unneeded -o "$made/stripped.so" "$target/release/libvrm.so"
  printf '%s\t%s\t%d\n' "$openssl" "$level" "$(wc -c <"$made/stripped.so")"
}

size() {
  local openssl level
  needs
  mkdir -p "$made"
  printf 'openssl\topt_level\tbytes\n' >"$made/size.tsv"
  for openssl in vendored system; do
    for level in release s z; do
      build "$openssl" "$level" >>"$made/size.tsv"
    done
  done
  mv "$made/size.tsv" "$here/size.tsv"
  cat "$here/size.tsv"
}

# A program of a language is a command that gets a folder as its `$1`, and is asked on its input.
crossing() {
  local quoted kotlin
  mkdir -p "$made"
  # The library as Kotlin and Swift have it too.
  cargo rustc --locked --quiet --package vrm-ffi --lib --profile "$profile" --crate-type cdylib,staticlib
  cp "$folder/libvrm.so" "$made/"
  cc -std=c11 -O2 -Wall -Wextra -Wpedantic -Werror -Ibindings/c/include -Ibindings/c/tests benches/crossing/c/crossing.c \
    -o "$made/crossing" -L "$made" -lvrm -Wl,-rpath,"$made"
  bash bindings/kotlin/test.sh install
  mvn --batch-mode --no-transfer-progress --quiet --file benches/crossing/kotlin/pom.xml compile
  bash bindings/swift/native.sh "$profile"
  bash bindings/swift/test.sh build -c release --package-path "$here/crossing/swift/crossing" --scratch-path "$made/swift" >&2
  quoted=$(printf %q "$made")
  kotlin=$(printf %q "$here/crossing/kotlin/target")
  cargo bench --locked --quiet --package vrm-benches --bench crossing --features border --profile "$profile" -- \
    "c=$quoted/crossing \"\$1\"" \
    "kotlin=java -cp $kotlin/classes:\$(cat $kotlin/classpath) crossing.CrossingKt \"\$1\"" \
    "swift=bash $(printf %q "$root")/bindings/swift/test.sh run -c release --skip-build --package-path $(printf %q "$here")/crossing/swift/crossing --scratch-path $quoted/swift Crossing \"\$1\"" \
    >"$made/crossing.tsv"
  cat "$made/crossing.tsv"
  [ "$profile" = dev ] || mv "$made/crossing.tsv" "$here/crossing.tsv"
}

[ $# -gt 0 ] || set -- size crossing
for part; do
  case $part in
    size | crossing) "$part" ;;
    *) echo "border.sh: no part $part, expected size or crossing" >&2; exit 1 ;;
  esac
done
