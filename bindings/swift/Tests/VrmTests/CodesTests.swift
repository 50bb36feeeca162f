import Foundation
import Vrm
import XCTest

/// The table of errors is the one of every language: the page of the library says each line of it.
final class CodesTests: XCTestCase {
    private func kebab(_ remedy: Remedy) -> String {
        switch remedy {
        case .correctInput: return "correct-input"
        case .tryAgain: return "try-again"
        case .askPerson: return "ask-person"
        case .stop: return "stop"
        }
    }

    func testEveryCodeHasItsNameKindRemedyAndRuleAndNoOtherIsThere() throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        let path = folder.appendingPathComponent("../../../../vrm-core/docs/errors.md").standardizedFileURL
        let page = try String(contentsOf: path, encoding: .utf8).split(separator: "\n").map(String.init)
        let rows = codeAll().map { "| \($0.code) | `\($0.name)` | \($0.kind) | \(kebab($0.remedy)) | \($0.rule) |" }
        XCTAssertEqual(page.filter { $0.hasPrefix("| ") && $0.dropFirst(2).first!.isNumber }, rows)
    }
}
