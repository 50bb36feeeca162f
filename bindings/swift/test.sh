#!/usr/bin/env bash
# Builds the native library and tests the package; builds and runs the example as an outside package that depends on it;
# with arguments, runs `swift` with them and no more.
# Takes the `swift` on the PATH; on Debian without one, as root, Debian's own of trixie in a folder: VRM_SWIFT names it.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")"
root=$(cd ../.. && pwd)
. ../debian.sh
target=${CARGO_TARGET_DIR:-$root/target}
folder=${VRM_SWIFT:-$target/swift-trixie}
profile=${VRM_PROFILE:-release}
lives=10000
[ "$profile" != dev ] || lives=500

needs() {
  if command -v swift >/dev/null || [ -e "$folder/complete" ]; then
    return
  fi
  if ! on_debian; then
    echo "swift: install Swift 6 from swift.org, so that swift is on the PATH; on Debian, root may run this without" >&2
    exit 1
  fi
  debian_install debootstrap
  rm -rf "$folder"
  mkdir -p "$folder"
  debootstrap --variant=minbase --include=swiftlang,libc6-dev,libstdc++-14-dev trixie "$folder" "$(debian_mirror)" \
    >"$folder.log" || {
    tail -n 20 "$folder.log" "$folder/debootstrap/debootstrap.log" >&2 || true
    df -h "$folder" >&2
    echo "swift: Debian's trixie could not be put into $folder" >&2
    exit 1
  }
  rm -f "$folder"/var/cache/apt/archives/*.deb
  touch "$folder/complete"
}

# In the folder the checkout and the target stand where they stand outside; the mounts are gone when the call returns.
swift_here() {
  if command -v swift >/dev/null; then
    VRM_LIVES=$lives swift "$@"
    return
  fi
  unshare --mount --propagation private bash -euo pipefail -c '
    folder=$1 root=$2 target=$3 lives=$4
    shift 4
    mkdir -p "$folder$root" "$folder$target" "$target"
    mount -t proc proc "$folder/proc"
    mount --bind "$root" "$folder$root"
    mkdir -p "$folder$target"
    mount --bind "$target" "$folder$target"
    exec chroot "$folder" /usr/bin/env -i PATH=/usr/bin:/bin HOME=/tmp LANG=C.UTF-8 VRM_LIVES="$lives" swift "$@"
  ' swift "$folder" "$root" "$target" "$lives" "$@"
}

test_swift() {
  ./xcframework-test.sh
  needs
  ./native.sh "$profile"
  swift_here test --package-path "$root/bindings/swift" --scratch-path "$target/swift-build"
  swift_here run --package-path "$root/examples/swift/agree" --scratch-path "$target/swift-example"
}

if [ $# -gt 0 ]; then
  needs
  swift_here "$@"
else
  test_swift
fi
