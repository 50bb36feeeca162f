import Vrm
import XCTest

/// What is the person's is not in the text of a value, however it is printed.
final class TextTests: XCTestCase {
    func testWhatIsThePersonsIsNotInTheTextOfAValue() {
        let item = NewItem(
            data: "pd:EmailAddress", content: "\"ada@example.org\"", source: .person, window: TimeWindow())
        var dumped = ""
        dump([item], to: &dumped)
        for text in ["\(item)", String(reflecting: item), "\([item])", "\(Optional(item)!)", dumped] {
            XCTAssertTrue(text.contains("NewItem(hidden)"), text)
            XCTAssertFalse(text.contains("ada@"), text)
        }
        var outcome = ""
        dump(RightsOutcome.refused(reason: "because of Ada"), to: &outcome)
        XCTAssertFalse((outcome + "\(RightsOutcome.refused(reason: "because of Ada"))").contains("Ada"), outcome)
        XCTAssertEqual("\(RightsOutcome.full)", "RightsOutcome(hidden)")
    }
}
