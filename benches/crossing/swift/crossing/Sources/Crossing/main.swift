import Foundation
import Vrm

// The calls from Swift: a folder, then lines `OPERATION TIMES`, each answered by a line with nanoseconds.
let folder = URL(fileURLWithPath: CommandLine.arguments[1])
func file(_ name: String) throws -> Data { try Data(contentsOf: folder.appendingPathComponent(name)) }

let now = Date(timeIntervalSince1970: 1_772_357_400)
let vendor = String(decoding: try file("vendor"), as: UTF8.self)
let bundle = try file("bundle")
let person = try Person.import(
    export: file("export"), store: MemoryStore(), keeper: NoKeeper(), random: SystemRandomness())
let view = try person.view()
let asked = Request(data: "pd:EmailAddress", purpose: "dpv:CustomerCare", operation: "dpv:Use", recipient: "vendor")
let operations: [String: () throws -> Void] = [
    "dpv_version": { _ = dpvVersion() },
    "verdict": { _ = try view.verdict(vendor: vendor, request: asked, now: now) },
    "decide": { _ = try view.decide(vendor: vendor, request: asked, now: now) },
    "bundle_verify": { _ = try bundleVerify(bundle: bundle, now: now) },
]
let permitted = try view.verdict(vendor: vendor, request: asked, now: now).effect == .permit
precondition(permitted)
while let line = readLine() {
    let words = line.split(separator: " ")
    guard let call = operations[String(words[0])], let times = Int(words[1]) else { fatalError("no operation \(line)") }
    let began = DispatchTime.now().uptimeNanoseconds
    for _ in 0..<times { try call() }
    let took = DispatchTime.now().uptimeNanoseconds - began
    // At once, where `print` keeps it back.
    FileHandle.standardOutput.write(Data("\(took)\n".utf8))
}
