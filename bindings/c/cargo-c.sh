#!/usr/bin/env bash
# Runs cargo-c: `cargo-c.sh cinstall --prefix PREFIX ...`. Takes the one on the PATH, if it knows edition 2024; on Debian without
# one, as root, that of trixie, unpacked into a folder with the libraries it needs. Elsewhere: `cargo install cargo-c`.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. bindings/debian.sh
folder=${CARGO_TARGET_DIR:-$PWD/target}/cargo-c

# The number of the cargo that a cargo-c is built with; 0 where there is none.
inside() { { "$@" --version 2>/dev/null || true; } | sed -nE 's/^cargo-c .*\+cargo-0\.([0-9]+).*/\1/p' | grep . || echo 0; }

fetch() {
  if ! on_debian; then
    echo "c: install cargo-c 0.10.11 or newer (cargo install cargo-c); on Debian, root may run this without" >&2
    exit 1
  fi
  rm -rf "$folder"
  mkdir -p "$folder"/{lists/partial,archives/partial}
  : >"$folder/status"
  # Nothing is taken for installed.
  echo "deb $(debian_mirror) trixie main" >"$folder/sources.list"
  local apt=(apt-get -qq -o "Dir::Etc::SourceList=$folder/sources.list" -o Dir::Etc::SourceParts=-
    -o "Dir::State::Lists=$folder/lists" -o "Dir::State::Status=$folder/status" -o "Dir::Cache::Archives=$folder/archives"
    -o Dir::Cache::PkgCache= -o Dir::Cache::SrcPkgCache= -o APT::Sandbox::User=root)
  "${apt[@]}" update
  "${apt[@]}" install --yes --download-only --no-install-recommends cargo-c
  local package
  for package in "$folder"/archives/*.deb; do
    dpkg-deb --extract "$package" "$folder"
  done
  rm -r "$folder/archives" "$folder/lists"
  touch "$folder/complete"
}

if [ "$(inside cargo cinstall)" -ge 86 ]; then
  exec cargo "$@"
fi
[ -e "$folder/complete" ] || fetch
# By its own loader, with its own libraries, which the compiler that it starts does not see.
loader=$(find "$folder/usr" -name 'ld-linux*.so.*' | head -n 1)
exec "$loader" --library-path "$(echo "$folder"/usr/lib/*-linux-gnu*)" "$folder/usr/bin/cargo-$1" "$@"
