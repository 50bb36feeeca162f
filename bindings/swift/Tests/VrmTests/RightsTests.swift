import Foundation
import Vrm
import XCTest

/// A claim of a right, from the first letter to the answer, or to an authority; and a breach that is told.
final class RightsTests: XCTestCase {
    private func stands(_ met: Met, _ claim: String, at: Date = now) throws -> Claimed {
        try XCTUnwrap(met.person.view().right(relationship: met.with, id: claim, now: at))
    }

    private func answer(_ met: Met, _ claim: String, _ outcome: RightsOutcome) throws -> Outcome {
        try met.desk.answerRight(customer: met.customer, claim: claim, outcome: outcome, now: now)
    }

    func testWhatNoLawGivesIsNotClaimedAndWhatWasNotClaimedIsNotAnswered() throws {
        let met = try clinic()
        try met.unchanged {
            fails(of: "rights-") { _ = try met.claim(.noSaleOrSharing) }
            fails(of: "rights-") { _ = try met.claim(.access, .gdpr, .data(words: [])) }
            fails("state-no-such-claim") {
                _ = try met.person.withdrawClaim(relationship: met.with, claim: nothing64, now: now)
            }
            fails("state-no-such-claim") {
                _ = try met.person.escalateClaim(relationship: met.with, claim: nothing64, now: now)
            }
        }
        fails("state-no-such-claim") { _ = try answer(met, nothing64, .full) }
    }

    func testAnErasureAsksWhoItIsIsProvedAndDeletesWhatWasGiven() throws {
        let met = try clinic()
        let (mail, grant) = (try met.stored("pd:EmailAddress", "\"ana@example.org\""), try met.grant("pd:EmailAddress"))
        let letter = try met.person.give(relationship: met.with, grant: grant, items: [mail], now: now).letter()
        let claim = try met.claim(.erasure).saidId()
        try met.carry()
        XCTAssertEqual(try stands(met, claim).state, .acknowledged)
        XCTAssertEqual(try stands(met, claim).due, "2026-04-01")
        XCTAssertEqual(try stands(met, claim, at: Date(timeIntervalSince1970: 1_775_088_000)).state, .overdue)

        fails(of: "rights-") { _ = try answer(met, claim, .refused(reason: "")) }
        let more = try answer(met, claim, .needsMore(reason: "who are you?")).saidId()
        try met.carry()
        XCTAssertEqual(try stands(met, claim).needsMore, more)
        func complete(_ proof: String) throws {
            _ = try met.person.completeClaim(relationship: met.with, answer: more, proof: proof, now: now)
        }
        fails(of: "") { try complete(String(repeating: "x", count: 3_000)) }
        try complete("it is me")
        try met.carry()
        let proof = try XCTUnwrap(stands(met, claim).additions.first).letter
        XCTAssertEqual(try met.person.proof(relationship: met.with, letter: proof), "it is me")
        XCTAssertEqual(try met.desk.proof(customer: met.customer, letter: proof), "it is me")

        _ = try answer(met, claim, .full)
        try met.carry()
        XCTAssertEqual(try stands(met, claim).state, .fulfilled)
        fails("vault-deleted") { _ = try met.desk.disclosed(customer: met.customer, disclosure: letter) }
        fails("chart-no-such-move") { _ = try met.person.withdrawClaim(relationship: met.with, claim: claim, now: now) }
        fails("chart-no-such-move") { _ = try met.person.escalateClaim(relationship: met.with, claim: claim, now: now) }
    }

    func testAnAccessIsAnsweredWithACopyWhichEitherSideForgets() throws {
        let met = try clinic()
        let claim = try met.claim(.access).saidId()
        try met.carry()
        let data = [Disclosed(data: "pd:EmailAddress", value: "\"ana@example.org\"")]
        func give(_ data: [Disclosed]) throws -> Outcome {
            try met.desk.giveCopy(customer: met.customer, claim: claim, outcome: .full, data: data, now: now)
        }
        fails(of: "vault-") { _ = try give([]) }
        fails(of: "") { _ = try give([Disclosed(data: "pd:EmailAddress", value: "no JSON")]) }
        let letter = try give(data).letter()
        try met.carry()
        XCTAssertEqual(try stands(met, claim).state, .fulfilled)
        XCTAssertEqual(try met.person.copy(relationship: met.with, letter: letter), data)
        XCTAssertEqual(try met.desk.copy(customer: met.customer, letter: letter), data)
        fails("vault-no-such-disclosure") { _ = try met.person.copy(relationship: met.with, letter: nothing32) }
        _ = try met.person.forgetData(relationship: met.with, disclosure: letter, now: now)
        fails("vault-deleted") { _ = try met.person.copy(relationship: met.with, letter: letter) }
        XCTAssertEqual(try stands(met, claim).replies.map(\.kept), [false])
    }

    func testARefusalIsPutToAnAuthorityOnce() throws {
        let met = try clinic()
        let claim = try met.claim(.rectification).saidId()
        func escalate() throws { _ = try met.person.escalateClaim(relationship: met.with, claim: claim, now: now) }
        try met.carry()
        fails("chart-no-such-move") { try escalate() }
        _ = try answer(met, claim, .refused(reason: "it is right as it is"))
        try met.carry()
        try escalate()
        XCTAssertEqual(try stands(met, claim).state, .escalated)
        fails("chart-no-such-move") { try escalate() }
        XCTAssertEqual(try met.person.outbox(now: now), [], "the vendor is told nothing")
    }

    func testDeadlinesAreCountedByLawAndCalendar() throws {
        func due(_ received: String, _ paused: UInt16) throws -> Deadline {
            let calendar = RightsCalendar(weekend: [.saturday, .sunday], holidays: ["2026-04-06"], rolling: .byLaw)
            return try rightsDue(law: .gdpr, right: .access, received: received, calendar: calendar, paused: paused)
        }
        fails(of: "rights-") { _ = try due("2026-03-05", 1) }
        fails("time-no-such-date") { _ = try due("2026-02-30", 0) }
        let deadline = try due("2026-03-05", 0)
        XCTAssertEqual([deadline.due, deadline.rolled, deadline.extended], ["2026-04-05", "2026-04-07", "2026-06-05"])
        XCTAssertEqual(try lawPeriod(law: .gdpr, right: .access), .months(months: 1, more: 2))
        XCTAssertEqual(rightConcept(right: .access), "eu-gdpr:A15")
    }
}
