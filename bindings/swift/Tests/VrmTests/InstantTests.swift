import Foundation
import Vrm
import XCTest

/// A time is a `Date`, in and out, in whole seconds.
final class InstantTests: XCTestCase {
    func testATimeThatNoInstantIsIsRefusedWhereverItStands() throws {
        let person = try person()
        for seconds in [Double.nan, .infinity, -.infinity, -9.3e18, 0, 946_684_799, 253_402_300_800] {
            let time = Date(timeIntervalSince1970: seconds)
            fails("time-out-of-range") { try _ = person.addVendor(vendor: vendor, about: About(), now: time) }
            fails("time-out-of-range") {
                _ = try person.storeItem(new: item("pd:EmailAddress", "\"a\"", TimeWindow(until: time)), now: now)
            }
        }
    }

    func testWhatGoesInComesOut() throws {
        let person = try person()
        for seconds in [946_684_800, 1_772_357_400, 2_147_483_700, 253_402_300_740] as [Double] {
            let window = TimeWindow(from: Date(timeIntervalSince1970: seconds))
            let id = try XCTUnwrap(person.storeItem(new: item("pd:EmailAddress", "\"a\"", window), now: now).item)
            let facts = try person.view().itemFacts(id: id)
            XCTAssertEqual(facts.window, window)
            XCTAssertEqual(facts.storedAt, now)
        }
    }

    func testWhatIsFinerThanASecondIsLeftOff() throws {
        let person = try person()
        _ = try person.addVendor(vendor: vendor, about: About(), now: now.addingTimeInterval(0.999))
        XCTAssertEqual(try person.eventsSince(position: person.head().p - 1, limit: 1).first?.at, now)
    }
}
