// swift-tools-version: 6.0
import PackageDescription

let package = Package(
    name: "agree",
    platforms: [.macOS(.v12)],
    dependencies: [.package(name: "vrm", path: "../../../bindings/swift")],
    targets: [.executableTarget(name: "Agree", dependencies: [.product(name: "Vrm", package: "vrm")])],
    swiftLanguageModes: [.v6]
)
