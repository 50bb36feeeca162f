import Foundation
import Vrm
import XCTest

/// The person's own data: stored, given under a grant, and forgotten.
final class VaultTests: XCTestCase {
    private let address = "\"ana@example.org\""

    func testWhatIsNoItemIsRefusedAndChangesNothing() throws {
        let met = try clinic()
        let refused = [
            "vault-not-a-category": item("dpv:PersonalData", address),
            "json-syntax": item("pd:EmailAddress", "no JSON"),
            "vault-too-long": item("pd:EmailAddress", "\"" + String(repeating: "x", count: 40_000) + "\""),
            "vault-not-a-minute": item("pd:EmailAddress", address, TimeWindow(until: now.addingTimeInterval(1))),
        ]
        try met.unchanged {
            for (why, item) in refused { fails(why) { _ = try met.person.storeItem(new: item, now: now) } }
            fails("vault-no-such-item") { _ = try met.person.item(id: nothing32) }
            fails("vault-no-such-item") { _ = try met.person.removeItem(item: nothing32, now: now) }
            fails("vault-no-such-item") {
                _ = try met.person.replaceItem(item: nothing32, new: item("pd:EmailAddress", address), now: now)
            }
        }
    }

    func testNothingIsGivenWithoutAGrantOrOutsideOfIt() throws {
        let met = try clinic()
        let (phone, mail) = (try met.stored("pd:TelephoneNumber", "\"1\""), try met.stored("pd:EmailAddress", address))
        let grant = try met.grant("pd:EmailAddress")
        func give(_ grant: String, _ items: String...) throws {
            _ = try met.person.give(relationship: met.with, grant: grant, items: items, now: now)
        }
        try met.unchanged {
            fails("vault-nothing-to-give") { try give(grant) }
            fails("vault-not-of-grant") { try give(grant, phone) }
            fails("vault-no-such-item") { try give(grant, nothing32) }
            fails("state-no-such-grant") { try give(nothing64, mail) }
        }
        _ = try met.person.pause(relationship: met.with, agreement: met.agreement, which: .all, now: now)
        fails(of: "") { try give(grant, mail) }
    }

    func testWhatWasGivenIsReadOnBothSidesUntilItIsForgotten() throws {
        let met = try clinic()
        let item = try met.stored("pd:EmailAddress", "{\"b\": 1, \"a\": \"x\"}")
        XCTAssertEqual(try met.person.item(id: item).content, "{\"a\":\"x\",\"b\":1}")
        let grant = try met.grant("pd:EmailAddress")
        XCTAssertEqual(
            try met.person.view().givable(relationship: met.with, now: now), [Givable(grant: grant, item: item)])
        let letter = try met.person.give(relationship: met.with, grant: grant, items: [item], now: now).letter()
        func state() throws -> DisclosureState? {
            try met.person.view().disclosure(relationship: met.with, id: letter)?.state
        }
        XCTAssertEqual(try state(), .prepared)
        try met.carry()
        XCTAssertEqual(try state(), .acknowledged)
        let there = try met.desk.disclosed(customer: met.customer, disclosure: letter)
        XCTAssertEqual(there, [Disclosed(data: "pd:EmailAddress", value: "{\"a\":\"x\",\"b\":1}")])
        XCTAssertEqual(try met.person.disclosed(relationship: met.with, disclosure: letter), there)

        _ = try met.person.forgetData(relationship: met.with, disclosure: letter, now: now)
        fails("vault-deleted") { _ = try met.person.disclosed(relationship: met.with, disclosure: letter) }
        XCTAssertEqual(try met.desk.disclosed(customer: met.customer, disclosure: letter), there)
        _ = try met.desk.forgetData(customer: met.customer, disclosure: letter, now: now)
        fails("vault-deleted") { _ = try met.desk.disclosed(customer: met.customer, disclosure: letter) }
        fails("vault-no-such-disclosure") { _ = try met.person.disclosed(relationship: met.with, disclosure: nothing32) }
        _ = try met.person.removeItem(item: item, now: now)
        fails("vault-no-such-item") { _ = try met.person.item(id: item) }
    }

    func testOneValueOfSeveralIsForgottenByItsPlaceAndTheOthersStay() throws {
        let met = try clinic()
        let items = try ["\"one@example.org\"", "\"two@example.org\""].map { try met.stored("pd:EmailAddress", $0) }
        let grant = try met.grant("pd:EmailAddress")
        let letter = try met.person.give(relationship: met.with, grant: grant, items: items, now: now).letter()
        try met.carry()
        func forget(_ places: UInt32...) throws {
            _ = try met.person.forgetValues(relationship: met.with, disclosure: letter, places: places, now: now)
        }
        try met.unchanged { fails("vault-deleted") { try forget(9) } }
        try forget(0)
        fails("vault-deleted") { try forget(0) }
        let kept = try met.person.view().disclosure(relationship: met.with, id: letter)?.items.map(\.kept)
        XCTAssertEqual(kept, [false, true])
        XCTAssertEqual(try met.person.disclosed(relationship: met.with, disclosure: letter).count, 1)
        _ = try met.desk.forgetValues(customer: met.customer, disclosure: letter, places: [1], now: now)
        XCTAssertEqual(try met.desk.disclosed(customer: met.customer, disclosure: letter).count, 1)
    }

    func testWhoHoldsWhatAndWhatFallsDueIsSaidInBothLanguages() throws {
        let met = try clinic()
        let grant = try met.grant("pd:EmailAddress")
        let mail = try met.stored("pd:EmailAddress", address)
        _ = try met.person.give(relationship: met.with, grant: grant, items: [mail], now: now)
        _ = try met.claim(.access)
        let view = try met.person.view()
        fails("state-clock-went-back") { _ = try view.exposure(now: longBefore) }
        let line = try XCTUnwrap(view.exposure(now: now).lines.first { $0.data == "pd:EmailAddress" })
        XCTAssertEqual(line.ground, .grant(id: grant, basis: .contract))
        XCTAssertEqual(line.held, .given(at: now))
        XCTAssertTrue(line.sentences.allSatisfy { $0.english != $0.french })
        let agenda = try view.agenda(now: now).lines
        XCTAssertTrue(agenda.contains { if case .rightsAnswer = $0.matter { true } else { false } })
        XCTAssertEqual(agenda.map(\.at), agenda.map(\.at).sorted())
    }
}
