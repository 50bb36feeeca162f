#!/usr/bin/env bash
# Builds the native library and writes the Swift sources from it: native.sh [PROFILE], release or dev.
set -euo pipefail

profile=${1:-release}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
target=${CARGO_TARGET_DIR:-$root/target}
folder=$profile
[ "$profile" != dev ] || folder=debug
shared=libvrm.so
[ "$(uname -s)" != Darwin ] || shared=libvrm.dylib

cd "$root"
# Of no other kind: cargo optimises across crates only where no Rust library is asked for beside it.
cargo rustc --quiet --package vrm-ffi --lib --profile "$profile" --crate-type cdylib,staticlib
sources=$target/swift-sources
rm -rf "$sources"
cargo run --quiet --package vrm-bindgen --features bindgen --bin uniffi-bindgen -- \
  generate --library "$target/$folder/$shared" --language swift --no-format --out-dir "$sources"
mkdir -p "$here/native"
cp "$sources/Vrm.swift" "$here/Sources/Vrm/"
cp "$sources/VrmNative.h" "$here/Sources/VrmNative/"
# The archive, so that a program needs no library beside it.
cp "$target/$folder/libvrm.a" "$here/native/"
