import Foundation
import XCTest

/// Every operation of the table that four languages share is in the generated source under its name, and nothing else is.
final class NamesTests: XCTestCase {
    private func text(_ path: String) throws -> String {
        let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../..")
        return try String(contentsOf: package.appendingPathComponent(path).standardizedFileURL, encoding: .utf8)
    }

    private func table() throws -> Set<String> {
        let rows = try text("../names.tsv").split(separator: "\n").dropFirst()
        return Set(rows.compactMap { $0.split(separator: "\t").last.map(String.init) }.filter { $0 != "-" })
    }

    /// The functions of the source that stand in no type, and those of the handles as `Type.name`.
    private func source() throws -> Set<String> {
        var (found, type) = (Set<String>(), String?.none)
        for line in try text("Sources/Vrm/Vrm.swift").split(separator: "\n") {
            let words = line.split(whereSeparator: { " (:<{`".contains($0) }).map(String.init)
            let code = line.drop { $0 == " " }
            if line.hasPrefix("open class ") {
                // Those that the library makes of what an app brings are nobody's to call.
                type = words[2].hasSuffix("Impl") ? nil : words[2]
            } else if ["public ", "fileprivate ", "private ", "extension "].contains(where: line.hasPrefix),
                !line.contains(" func "), !line.contains(" convenience init(")
            {
                type = nil
            } else if let type, code.hasPrefix("open func ") {
                found.insert("\(type).\(words[2])")
            } else if let type, code.hasPrefix("public static func ") {
                found.insert("\(type).\(words[3])")
            } else if let type, code.hasPrefix("public convenience init(") {
                found.insert("\(type).init")
            } else if type == nil, line.hasPrefix("public func ") {
                found.insert(words[2])
            }
        }
        return found
    }

    func testTheTableIsWhole() throws {
        let table = try table()
        XCTAssertGreaterThan(table.count, 250)
        for name in ["Person.create", "Desk.customers", "View.verdict", "Ledger.init", "rank"] {
            XCTAssertTrue(table.contains(name), name)
        }
    }

    func testEveryNameIsInTheTableAndEveryOneOfTheTableIsHere() throws {
        let (table, source) = (try table(), try source().filter { !$0.hasPrefix("Ffi") && !$0.hasPrefix("uniffi") })
        XCTAssertEqual(table.subtracting(source), [], "not in the source")
        XCTAssertEqual(source.subtracting(table), [], "not in the table")
    }
}
