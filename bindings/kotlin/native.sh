#!/usr/bin/env bash
# Builds the native library and writes the Kotlin sources from it: native.sh PROFILE NATIVE SOURCES, called by Maven.
# PROFILE is release or dev; NATIVE gets the library where JNA looks for it in a jar; SOURCES gets the sources.
set -euo pipefail

profile=$1 native=$2 sources=$3
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
target=${CARGO_TARGET_DIR:-$root/target}
folder=$profile
[ "$profile" != dev ] || folder=debug

case $(uname -s) in
  Linux) system=linux library=libvrm.so ;;
  Darwin) system=darwin library=libvrm.dylib ;;
  *) echo "native.sh: builds on Linux and macOS, not on $(uname -s)" >&2; exit 1 ;;
esac
case $(uname -m) in
  x86_64) processor=x86-64 ;;
  aarch64 | arm64) processor=aarch64 ;;
  *) processor=$(uname -m) ;;
esac

cd "$root"
# Of no other kind: cargo optimises across crates only where no Rust library is asked for beside it.
cargo rustc --quiet --package vrm-ffi --lib --profile "$profile" --crate-type cdylib,staticlib
rm -rf "$native" "$sources"
mkdir -p "$native/$system-$processor" "$sources"
cp "$target/$folder/$library" "$native/$system-$processor/"
cargo run --quiet --package vrm-bindgen --features bindgen --bin uniffi-bindgen -- \
  generate --library "$target/$folder/$library" --language kotlin --no-format --out-dir "$sources"
