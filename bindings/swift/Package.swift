// swift-tools-version: 6.0
import PackageDescription

// `native.sh` builds the native library and writes the generated sources; `xcframework.sh` packs it for Apple's systems.
#if os(Linux)
    let native = Target.systemLibrary(name: "VrmNative")
    let linked: [LinkerSetting] = [.unsafeFlags(["-L\(Context.packageDirectory)/native"])]
#else
    let native = Target.binaryTarget(name: "VrmNative", path: "native/VrmNative.xcframework")
    let linked: [LinkerSetting] = []
#endif

let package = Package(
    name: "vrm",
    platforms: [.iOS(.v15), .macOS(.v12)],
    products: [.library(name: "Vrm", targets: ["Vrm"])],
    targets: [
        native,
        .target(name: "Vrm", dependencies: ["VrmNative"], linkerSettings: linked),
        .testTarget(name: "VrmTests", dependencies: ["Vrm"]),
    ],
    swiftLanguageModes: [.v6]
)
