#!/usr/bin/env bash
# Tests the bindings whole, each language with its own tool chain: `bindings/test.sh` all of them, or
# `bindings/test.sh kotlin swift` those named. What a language needs is installed on Debian, and named elsewhere.
# VRM_PROFILE=dev takes a native library that is built sooner and runs slower.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")"
export VRM_PROFILE=${VRM_PROFILE:-release}
[ $# -gt 0 ] || set -- c kotlin swift arm
for language; do
  if [ ! -f "$language/test.sh" ]; then
    echo "bindings/test.sh: no language $language, expected $(for file in */test.sh; do printf '%s ' "${file%/*}"; done)" >&2
    exit 1
  fi
done
for language; do
  echo "== $language"
  bash "$language/test.sh"
done
