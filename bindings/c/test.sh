#!/usr/bin/env bash
# Builds the library and tests it as C meets it: every program of tests/ plain, under sanitizers and under valgrind, the header
# in C++, the example, and an installed prefix that an outside program finds by pkg-config and by CMake.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")"
here=$PWD
root=$(cd ../.. && pwd)
. ../debian.sh
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$root/target}
profile=${VRM_PROFILE:-release}
built=$CARGO_TARGET_DIR/$profile
[ "$profile" != dev ] || built=$CARGO_TARGET_DIR/debug
work=$CARGO_TARGET_DIR/c
strict=(-Wall -Wextra -Wpedantic -Werror)
sanitized=(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
shared=(-L "$built" -lvrm -lpthread)
static=("$built/libvrm.a" -lpthread -ldl -lm)

say() { echo "-- $*"; }

fail() {
  echo "c: $*" >&2
  exit 1
}

missing() {
  local tool
  for tool in gcc g++ cmake make pkg-config valgrind nm; do
    command -v "$tool" >/dev/null || printf ' %s' "$tool"
  done
}

needs() {
  [ -z "$(missing)" ] || debian_install binutils gcc g++ libc6-dev cmake make pkg-config valgrind libc6-dbg
  [ -z "$(missing)" ] || fail "install$(missing)"
}

# What is made from the source is what is committed. The sweep leaves its program for the sanitizers and valgrind.
committed() {
  say "header, records, sweep"
  cargo run --quiet --package vrm-bindgen --features bindgen --bin vrm-header | diff -u include/vrm.h - \
    || fail "include/vrm.h is not what the source says: bindings/c/refresh.sh makes it anew"
  cargo test --quiet --package vrm-ffi --test c_records --test c_header --test c_wipes --test c_sweep
}

# The shared library gives out what the header declares, and uniffi's own, and nothing else.
exported() {
  say "symbols"
  nm -D --defined-only "$1" | awk '{ print $NF }' | sort -u >"$work/exported"
  sed -nE 's/^[A-Za-z].*[ *](vrm_[a-z0-9_]+)\(.*/\1/p' include/vrm.h | sort -u >"$work/declared"
  [ "$(wc -l <"$work/declared")" -gt 200 ] || fail "the header's functions were not found"
  grep '^vrm_' "$work/exported" | diff -u "$work/declared" - || fail "the header and $1 do not go together"
  ! grep -vE '^(vrm_|uniffi_vrm_|ffi_vrm_|UNIFFI_META_)' "$work/exported" || fail "$1 exports what is not its own"
}

# compiled NAME SOURCE ARGUMENTS: a program of the folder made.
compiled() {
  local made=$work/$1 source=$2
  shift 2
  gcc -std=c11 -g "${strict[@]}" -I include -I tests "$source" -o "$made" "$@"
}

checked() {
  valgrind --quiet --leak-check=full --errors-for-leak-kinds=definite,indirect --show-leak-kinds=definite,indirect \
    --error-exitcode=1 --suppressions="$here/valgrind.supp" "$@"
}

# Both have to find a program that does not free what it was given: else they find nothing anywhere.
leaks_are_found() {
  say "a leak"
  cat >"$work/leak.c" <<'END'
#include <vrm.h>
int main(void) {
  vrm_status status = VRM_STATUS_OK;
  for (int at = 0; at < 9; at++) {
    vrm_bytes version = {0, 0};
    status |= vrm_dpv_version(&version);
  }
  return status != VRM_STATUS_OK;
}
END
  compiled leak-shared "$work/leak.c" "${shared[@]}"
  compiled leak-sanitized "$work/leak.c" "${sanitized[@]}" "${static[@]}"
  "$work/leak-shared"
  ! checked "$work/leak-shared" >"$work/leak.log" 2>&1 || fail "valgrind does not see a leak"
  grep -q "definitely lost" "$work/leak.log" || fail "valgrind does not run: $(cat "$work/leak.log")"
  ! ASAN_OPTIONS=detect_leaks=1 "$work/leak-sanitized" >"$work/leak.log" 2>&1 || fail "the sanitizers do not see a leak"
  grep -q "detected memory leaks" "$work/leak.log" || fail "the sanitizers do not run: $(cat "$work/leak.log")"
}

programs() {
  # The scenario's player takes it; the others take nothing, and do not look.
  local source name life=../scenario/life.json
  for source in tests/*.c "$CARGO_TARGET_DIR/tmp/sweep.c"; do
    name=$(basename "$source" .c)
    say "$name"
    compiled "$name-shared" "$source" "${shared[@]}"
    compiled "$name-static" "$source" "${static[@]}"
    compiled "$name-sanitized" "$source" "${sanitized[@]}" "${static[@]}"
    "$work/$name-shared" "$life"
    "$work/$name-static" "$life"
    ASAN_OPTIONS=detect_leaks=1 "$work/$name-sanitized" "$life"
    checked "$work/$name-shared" "$life"
  done
}

header_in_c_plus_plus() {
  say "header.cpp"
  g++ -std=c++17 -g "${strict[@]}" -I include tests/header.cpp -o "$work/header" "${shared[@]}"
  "$work/header"
}

# The commands of examples/c/README.md, by a newcomer in the root of a clone.
example() {
  say "example"
  (
    cd "$root"
    gcc -std=c11 "${strict[@]}" -I bindings/c/include examples/c/agree.c "${static[@]}" -o "$work/agree"
    "$work/agree" "$work/proof.json"
    [ -s "$work/proof.json" ]
  )
}

# A prefix that is put together in a folder, as packages are, and the example as an outside program that finds it there.
installed() {
  say "installed prefix"
  local stage=$work/stage outside=$work/outside
  rm -rf "$stage" "$outside"
  # What is tried is the prefix: that the library is whole is tried above, and optimising it across crates takes minutes.
  # In a folder of its own: the cargo inside cargo-c is another, and makes ours build all of it again.
  CARGO_PROFILE_RELEASE_LTO=false ./cargo-c.sh cinstall --locked --manifest-path "$root/vrm-ffi/Cargo.toml" --profile "$profile" \
    --target-dir "$work/cargo" --prefix /usr/local --libdir /usr/local/lib --destdir "$stage" >"$work/cinstall.log" 2>&1 || {
    cat "$work/cinstall.log"
    exit 1
  }
  local prefix=$stage/usr/local
  cmp include/vrm.h "$prefix/include/vrm.h"
  exported "$prefix/lib/libvrm.so"
  cp -r "$root/examples/c" "$outside"
  cd "$outside"
  export PKG_CONFIG_SYSROOT_DIR=$stage PKG_CONFIG_LIBDIR=$prefix/lib/pkgconfig LD_LIBRARY_PATH=$prefix/lib

  say "pkg-config"
  gcc -std=c11 "${strict[@]}" agree.c $(pkg-config --cflags --libs vrm) -o by-pkg-config
  [[ $(ldd by-pkg-config) == *libvrm.so* ]] || fail "by-pkg-config does not use the shared library"
  ./by-pkg-config
  say "pkg-config --static"
  gcc -std=c11 "${strict[@]}" agree.c $(pkg-config --static --cflags --libs vrm | sed 's/-lvrm/-l:libvrm.a/') -o by-pkg-config-static
  [[ $(ldd by-pkg-config-static) != *libvrm* ]] || fail "by-pkg-config-static uses the shared library"
  ./by-pkg-config-static

  local target
  for target in vrm::vrm vrm::static; do
    say "cmake $target"
    cmake -S . -B "$target" -DCMAKE_PREFIX_PATH="$prefix" -DVRM_TARGET="$target" >"$work/cmake.log" || { cat "$work/cmake.log"; exit 1; }
    cmake --build "$target" >"$work/cmake.log" || { cat "$work/cmake.log"; exit 1; }
    "$target/agree"
  done
  [[ $(ldd vrm::vrm/agree) == *libvrm.so* ]] || fail "vrm::vrm is not the shared library"
  [[ $(ldd vrm::static/agree) != *libvrm* ]] || fail "vrm::static is not the archive"
  say "cmake, a version that it does not serve"
  sed 's/vrm 0\.1 /vrm 0.2 /' CMakeLists.txt >newer.txt
  mkdir newer
  mv newer.txt newer/CMakeLists.txt
  ! cmake -S newer -B newer/build -DCMAKE_PREFIX_PATH="$prefix" >"$work/cmake.log" 2>&1 || fail "0.1 served who asked for 0.2"
  grep -q "requested version" "$work/cmake.log" || { cat "$work/cmake.log"; exit 1; }
}

needs
mkdir -p "$work"
# Of no other kind: cargo optimises across crates only where no Rust library is asked for beside it.
cargo rustc --quiet --package vrm-ffi --lib --profile "$profile" --crate-type cdylib,staticlib
export LD_LIBRARY_PATH=$built
committed
exported "$built/libvrm.so"
header_in_c_plus_plus
leaks_are_found
programs
example
installed
