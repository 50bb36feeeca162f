import Foundation
import Vrm
import XCTest

/// A consent, its record, the vendor's receipt, and what a receipt claims beyond it.
final class ConsentTests: XCTestCase {
    private func issuer(_ exercisedAt: String = "https://clinic.example/rights") -> Issuer {
        let address = PostalAddress(street: "1 Example Street", locality: "Lyon", postalCode: "69001", country: "FR")
        return Issuer(
            contact: Contact(
                office: "Data protection office", address: address, email: "privacy@clinic.example",
                phone: "+33-1-23-45-67-89", url: "https://clinic.example/"),
            jurisdiction: ["FR"], exercisedAt: exercisedAt, policy: "https://clinic.example/policy/1")
    }

    private func receipt(_ met: Met) throws -> Receipted {
        _ = try met.consent(0, "pd:Prescription")
        try met.carry()
        let issued = try met.desk.issue(customer: met.customer, agreement: met.agreement, issuer: issuer(), now: now)
        try met.carry()
        return try XCTUnwrap(met.person.view().receipt(relationship: met.with, id: issued.saidId()))
    }

    func testNobodyConsentsToWhatDoesNotWaitForItOrTwice() throws {
        let met = try clinic()
        try met.unchanged {
            fails("state-nothing-pending") { _ = try met.consent(9, "pd:Prescription") }
            fails("state-nothing-pending") { _ = try met.consent(0, "pd:Name") }
            fails("state-no-such-agreement") {
                _ = try met.person.consent(
                    relationship: met.with, agreement: nothing64, process: 0, data: "pd:Prescription", now: now)
            }
        }
        _ = try met.consent(0, "pd:Prescription")
        fails("state-consented-already") { _ = try met.consent(0, "pd:Prescription") }
    }

    func testMarkedDataMayBeUsedOnceItIsConsentedToAndNoLongerThanThat() throws {
        let met = try clinic()
        let health = request("dpv:CustomerCare", "pd:Prescription")
        XCTAssertFalse(try met.decided(health).permits)
        XCTAssertEqual(try met.person.view().relationship(id: met.with).waiting.count, 2)
        let id = try met.consent(0, "pd:Prescription").saidId()
        try met.carry()
        XCTAssertTrue(try met.decided(health).permits)
        let given = try XCTUnwrap(met.person.view().consent(relationship: met.with, id: id))
        XCTAssertEqual(given.status, .given)
        let record = try XCTUnwrap(given.record)
        XCTAssertEqual(try consentRecordParse(bytes: record.json.bytes), record)
        XCTAssertEqual(try consentRecordNew(facts: record.facts), record)
        _ = try met.person.withdraw(
            relationship: met.with, agreement: met.agreement, which: .these(grants: [given.grant]), now: now)
        XCTAssertFalse(try met.decided(health).permits)
        XCTAssertEqual(try met.person.view().consent(relationship: met.with, id: id)?.status, .withdrawn)
    }

    func testAReceiptIsReadInBothFormsAndHoldsNoMoreThanWasAgreed() throws {
        let met = try clinic()
        fails(of: "consent-") {
            _ = try met.desk.issue(customer: met.customer, agreement: met.agreement, issuer: issuer(""), now: now)
        }
        let receipt = try receipt(met)
        XCTAssertFalse(receipt.refused)
        XCTAssertEqual(receipt.excess, [])
        XCTAssertEqual(receipt.record.facts.records.count, 2)
        XCTAssertEqual(try isoReceiptParse(bytes: receipt.record.json.bytes), receipt.record)
        let kantara = try XCTUnwrap(receipt.kantara)
        XCTAssertEqual(try kantaraReceiptParse(bytes: kantara.json.bytes), kantara)
        XCTAssertEqual(try kantaraReceiptOf(receipt: receipt.record.json.bytes, policy: issuer().policy), kantara)
        XCTAssertEqual(try kantaraExcessOver(receipt: kantara.json.bytes, allowed: kantara.json.bytes), [])
        XCTAssertNil(try met.person.view().receipt(relationship: met.with, id: nothing64))

        let findings = try bundleVerify(bundle: met.person.bundle(relationship: met.with, agreement: met.agreement), now: now)
        XCTAssertEqual(findings.agreement, met.agreement)
        let said = findings.statements.filter { $0.doubt == nil && $0.label == .vendor }
        XCTAssertTrue(said.contains {
            if case .message(_, let read) = $0.subject { read?.id == receipt.id } else { false }
        })
    }

    func testAReceiptThatClaimsMoreIsToldSoWordByWord() throws {
        let met = try clinic()
        let facts = try receipt(met).record.facts
        let expected = try met.person.view().records(relationship: met.with, agreement: met.agreement)
        XCTAssertEqual(try excess(receipt: isoReceiptNew(facts: facts).json.bytes, expected: Array(expected.dropFirst())).isEmpty, false)
        XCTAssertEqual(try excess(receipt: isoReceiptNew(facts: facts).json.bytes, expected: expected), [])
        let none = ReceiptFacts(
            id: facts.id, created: facts.created, publisher: facts.publisher, recipient: facts.recipient, records: [])
        fails(of: "consent-") { _ = try isoReceiptNew(facts: none) }
    }

    func testWhatIsNoRecordAndNoReceiptIsRefused() {
        for text in ["", "{", "{}", "[]", "{\"a\":1,\"a\":2}", "\u{feff}"] {
            fails(of: "") { _ = try consentRecordParse(bytes: text.bytes) }
            fails(of: "") { _ = try isoReceiptParse(bytes: text.bytes) }
            fails(of: "") { _ = try kantaraReceiptParse(bytes: text.bytes) }
            fails(of: "") { _ = try readReceipts(bytes: text.bytes) }
        }
    }
}
