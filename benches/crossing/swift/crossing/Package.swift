// swift-tools-version: 6.0
import PackageDescription

let package = Package(
    name: "crossing",
    platforms: [.macOS(.v12)],
    dependencies: [.package(name: "vrm", path: "../../../../bindings/swift")],
    targets: [.executableTarget(name: "Crossing", dependencies: [.product(name: "Vrm", package: "vrm")])],
    swiftLanguageModes: [.v6]
)
