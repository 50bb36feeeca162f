#!/usr/bin/env bash
# Writes anew what is made from the source: the header, and the page of the records that cross as JSON.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
header=$(mktemp)
trap 'rm -f "$header"' EXIT
cargo run --quiet --package vrm-bindgen --features bindgen --bin vrm-header >"$header"
cat "$header" >bindings/c/include/vrm.h
VRM_REGENERATE=1 cargo test --quiet --package vrm-ffi --test c_records
