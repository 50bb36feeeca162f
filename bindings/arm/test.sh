#!/usr/bin/env bash
# The library on the processors of phones, 64-bit and 32-bit: the tests of the border with the Rust and C players of the
# scenario, and the scripted lives of the core, all in an emulator, against the same bytes as elsewhere. Always in the dev
# profile, which is built sooner and checks more; without the cases from outside, which take an emulator too long.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$here/../.."
. bindings/debian.sh
unset VRM_FIXTURES
export CARGO_PROFILE_DEV_DEBUG=${CARGO_PROFILE_DEV_DEBUG:-line-tables-only}

# The test of the core that plays the scripted lives once.
lives=the_script_leads_where_it_says

# Rust's name of the processor, GCC's, the emulator.
processors=(
  aarch64-unknown-linux-gnu aarch64-linux-gnu qemu-aarch64
  armv7-unknown-linux-gnueabihf arm-linux-gnueabihf qemu-arm
)

there() {
  local command
  for command in make perl {aarch64-linux-gnu,arm-linux-gnueabihf}-gcc qemu-{aarch64,arm}; do
    command -v "$command" >/dev/null || return 1
  done
  # A cross compiler that finds no C library.
  for command in {aarch64-linux-gnu,arm-linux-gnueabihf}-gcc; do
    echo '#include <stdlib.h>' | "$command" -E - >/dev/null 2>&1 || return 1
  done
}

needs() {
  local at
  there || debian_install make perl qemu-user \
    gcc-aarch64-linux-gnu libc6-dev-arm64-cross gcc-arm-linux-gnueabihf libc6-dev-armhf-cross
  if ! there; then
    echo "arm: install make, perl, QEMU's user emulation, and GCC with a C library for aarch64-linux-gnu and arm-linux-gnueabihf" >&2
    exit 1
  fi
  for ((at = 0; at < ${#processors[@]}; at += 3)); do
    [ -d "$(rustc --print sysroot)/lib/rustlib/${processors[at]}/lib" ] || rustup target add "${processors[at]}"
  done
}

# `cargo test` with these arguments, for a processor.
cargo_test() {
  local target=$1 triple=$2 emulator=$3
  shift 3
  cargo test --locked --quiet --target "$target" \
    --config "target.$target.linker='$triple-gcc'" \
    --config "target.$target.runner=['env', 'PATH=$here:$PATH', 'TRIPLE=$triple', 'EMULATOR=$emulator', 'QEMU_LD_PREFIX=/usr/$triple', '$emulator']" \
    "$@"
}

test_arm() {
  needs
  local at processor said
  for ((at = 0; at < ${#processors[@]}; at += 3)); do
    processor=("${processors[@]:at:3}")
    echo "arm: ${processor[0]}"
    cargo_test "${processor[@]}" --package vrm-ffi
    # With the features that the border has it with, so that it is not built twice.
    said=$(cargo_test "${processor[@]}" --package vrm-core --no-default-features --features keys,vendored-openssl \
      --test script -- "$lives")
    echo "$said"
    [[ $said == *"1 passed"* ]] || { echo "arm: no test of the core is called $lives" >&2; exit 1; }
  done
}

test_arm
