#!/usr/bin/env bash
# The handles of the border under Miri, which finds what is undefined: the table of numbers, and the gate that lends a
# handle to one call at a time. Takes a nightly compiler, named by VRM_NIGHTLY if it is not `nightly`.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
. bindings/debian.sh
nightly=${VRM_NIGHTLY:-nightly}

needs() {
  # Miri runs nothing of OpenSSL, but the crate looks for it.
  pkg-config --exists openssl 2>/dev/null || debian_install gcc libc6-dev pkg-config libssl-dev
  pkg-config --exists openssl 2>/dev/null || { echo "miri: install OpenSSL's headers and pkg-config" >&2; exit 1; }
  if cargo "+$nightly" miri --version >/dev/null 2>&1 && [ -d "$(rustc "+$nightly" --print sysroot)/lib/rustlib/src" ]; then
    return
  fi
  rustup toolchain install "$nightly" --profile minimal --component miri,rust-src --no-self-update || {
    echo "miri: install a nightly Rust that has Miri: rustup toolchain install nightly --component miri,rust-src" >&2
    exit 1
  }
}

test_miri() {
  local log
  needs
  log=$(mktemp)
  MIRIFLAGS="-Zmiri-strict-provenance" \
    cargo "+$nightly" miri test --locked --package vrm-ffi --lib --no-default-features -- c::table border::gate | tee "$log"
  # A filter that finds nothing passes, too.
  grep -q 'c::table' "$log" && grep -q 'border::gate' "$log" || {
    echo "miri: the tests of the table or of the gate were not found" >&2
    exit 1
  }
  rm "$log"
}

test_miri
