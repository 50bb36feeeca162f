import Foundation
import Vrm
import XCTest

/// Grants decide without a life too, where an app keeps them itself.
final class LedgerTests: XCTestCase {
    private func granted() throws -> (Terms, Grant) {
        let terms = try rosterEntry(id: "SD-BASE").terms
        let authority = try declarationAuthorise(
            declaration: care(), agreement: nothing64, window: nil, roster: termsCompile(terms: terms))
        return (terms, try XCTUnwrap(authority.grants.first))
    }

    func testAGrantCountsUnderItsAgreementUntilItIsWithdrawnForGood() throws {
        let (ledger, (terms, grant)) = (Ledger(), try granted())
        func decided() throws -> Decision {
            try ledger.decide(vendor: vendor, request: request("dpv:CustomerCare"), now: now)
        }
        func step(_ step: GrantMove) throws { try ledger.step(vendor: vendor, id: grant.id, step: step, now: now) }
        fails("decision-no-such-agreement") { try ledger.grant(vendor: vendor, grant: grant) }
        fails("decision-no-such-grant") { try step(.pause) }
        XCTAssertEqual(try decided().reasons, [.noAgreement])
        try ledger.agree(vendor: vendor, id: nothing64, terms: terms, window: nil)
        try ledger.grant(vendor: vendor, grant: grant)
        XCTAssertTrue(try decided().permits)
        XCTAssertEqual(try ledger.grants(vendor: vendor), [grant])
        try step(.withdraw)
        XCTAssertFalse(try decided().permits)
        fails("decision-wrong-state") { try step(.resume) }
        XCTAssertTrue(grantStatusIsFinal(status: try XCTUnwrap(ledger.find(vendor: vendor, id: grant.id)).status))
    }

    func testABlockBeatsItAndWhatIsForgottenPermitsNothing() throws {
        let (ledger, (terms, grant)) = (Ledger(), try granted())
        try ledger.agree(vendor: vendor, id: nothing64, terms: terms, window: nil)
        try ledger.grant(vendor: vendor, grant: grant)
        func effect() throws -> Effect {
            try ledger.verdict(vendor: vendor, request: request("dpv:CustomerCare"), now: now).effect
        }
        let block = Block(against: .everyone, what: Prohibition(id: "no", data: ["pd:EmailAddress"]))
        try ledger.block(block: block)
        fails("decision-already-there") { try ledger.block(block: block) }
        XCTAssertEqual(try effect(), .deny)
        XCTAssertEqual([try ledger.unblock(id: "no"), try ledger.unblock(id: "no")], [true, false])
        XCTAssertEqual(try effect(), .permit)
        try ledger.forget(vendor: vendor)
        XCTAssertEqual(try ledger.vendors(), [])
        XCTAssertEqual(try effect(), .deny)
    }
}
