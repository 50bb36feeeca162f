#!/usr/bin/env bash
# Packs the native library for iOS and macOS as native/VrmNative.xcframework. Needs macOS with Xcode, and the targets:
#   rustup target add aarch64-apple-darwin x86_64-apple-darwin aarch64-apple-ios aarch64-apple-ios-sim x86_64-apple-ios
# Written by the documentation of `xcodebuild -create-xcframework`; Apple's tools were not at hand, so that it has not run.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
target=${CARGO_TARGET_DIR:-$root/target}
[ "$(uname -s)" = Darwin ] || { echo "xcframework.sh: needs macOS with Xcode" >&2; exit 1; }
export MACOSX_DEPLOYMENT_TARGET=12.0 IPHONEOS_DEPLOYMENT_TARGET=15.0

"$here/native.sh" release
cd "$root"
for triple in aarch64-apple-darwin x86_64-apple-darwin aarch64-apple-ios aarch64-apple-ios-sim x86_64-apple-ios; do
  cargo rustc --quiet --package vrm-ffi --lib --release --crate-type staticlib --target "$triple"
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/headers/VrmNative" "$work/macos" "$work/simulator"
cp "$here/Sources/VrmNative/VrmNative.h" "$work/headers/VrmNative/"
printf 'module VrmNative {\n  header "VrmNative.h"\n  export *\n}\n' > "$work/headers/VrmNative/module.modulemap"
lipo -create -output "$work/macos/libvrm.a" "$target"/{aarch64,x86_64}-apple-darwin/release/libvrm.a
lipo -create -output "$work/simulator/libvrm.a" "$target"/{aarch64-apple-ios-sim,x86_64-apple-ios}/release/libvrm.a
rm -rf "$here/native/VrmNative.xcframework"
xcodebuild -create-xcframework -output "$here/native/VrmNative.xcframework" \
  -library "$work/macos/libvrm.a" -headers "$work/headers" \
  -library "$target/aarch64-apple-ios/release/libvrm.a" -headers "$work/headers" \
  -library "$work/simulator/libvrm.a" -headers "$work/headers"
