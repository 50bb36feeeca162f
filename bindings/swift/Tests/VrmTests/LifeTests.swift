import Foundation
import Vrm
import XCTest

/// A person and a desk, from the first page to the end.
final class LifeTests: XCTestCase {
    func testBothSidesHaveTheSameAgreementAndTheSameGrantsDecideUntilItIsWithdrawn() throws {
        let met = try Met()
        let mine = try XCTUnwrap(met.person.view().agreement(relationship: met.with, id: met.agreement))
        let customer = try met.desk.customer(customer: met.customer)
        let there = try XCTUnwrap(customer.relationships().first)
        let theirs = try XCTUnwrap(customer.agreement(relationship: there, id: met.agreement))
        XCTAssertEqual(mine.state, .inForce)
        XCTAssertEqual(mine.agreement.document.declaration, care())
        XCTAssertEqual(theirs.agreement, mine.agreement)

        let asked = request("dpv:CustomerCare")
        func desks() throws -> Bool { try met.desk.decide(customer: met.customer, request: asked, now: now).permits }
        XCTAssertTrue(try met.decided(asked).permits)
        XCTAssertTrue(try desks())
        XCTAssertFalse(try met.decided(request("dpv:Advertising")).reasons.isEmpty)

        _ = try met.person.pause(relationship: met.with, agreement: met.agreement, which: .all, now: now)
        XCTAssertFalse(try met.decided(asked).permits)
        _ = try met.person.resume(relationship: met.with, agreement: met.agreement, which: .all, now: now)
        XCTAssertTrue(try met.decided(asked).permits)
        func withdraw() throws {
            _ = try met.person.withdraw(relationship: met.with, agreement: met.agreement, which: .all, now: now)
        }
        try withdraw()
        fails("state-nothing-to-do") { try withdraw() }
        XCTAssertFalse(try met.decided(asked).permits)
        XCTAssertTrue(try desks(), "there it counts from receipt")
        try met.carry()
        XCTAssertFalse(try desks())
    }

    func testWhatWasAgreedIsProvedByPublicKeysAlone() throws {
        let met = try Met()
        fails("json-syntax") { _ = try bundleVerify(bundle: "{".bytes, now: now) }
        fails("state-no-such-agreement") { _ = try met.person.bundle(relationship: met.with, agreement: nothing64) }
        let findings = try bundleVerify(bundle: met.person.bundle(relationship: met.with, agreement: met.agreement), now: now)
        XCTAssertEqual(findings.agreement, met.agreement)
        XCTAssertTrue(findings.statements.contains { $0.label == .both && $0.doubt == nil })
    }

    func testAQuestionIsAnsweredOnce() throws {
        let met = try Met()
        func ask(_ purpose: String) throws -> Outcome {
            try met.desk.ask(customer: met.customer, agreement: met.agreement, request: request(purpose), now: now)
        }
        fails("state-nothing-covers") { _ = try ask("dpv:Advertising") }
        let id = try ask("dpv:CustomerCare").saidId()
        try met.carry()
        XCTAssertNil(try met.person.view().question(relationship: met.with, id: id)?.reply)
        _ = try met.person.answer(relationship: met.with, question: id, reply: .once, now: now)
        fails("state-answered-already") {
            _ = try met.person.answer(relationship: met.with, question: id, reply: .no, now: now)
        }
        try met.carry()
        let customer = try met.desk.customer(customer: met.customer)
        let there = try XCTUnwrap(customer.relationships().first)
        XCTAssertEqual(try customer.question(relationship: there, id: id)?.reply, .once)
    }

    func testACounterIsRefusedByThePerson() throws {
        let person = try person(MapStore(), Keeper(), Counted(), asking())
        let shop = try desk()
        _ = try shop.declare(entry: "SD-BASE-A", declaration: care(), now: now)
        _ = try shop.setSettings(settings: asking(), now: now)
        let with = try person.addVendor(vendor: shop.did(), about: About(), now: now).relationship
        try taken(person.receive(bytes: shop.profile() ?? Data(), now: now))
        _ = try person.proffer(relationship: with, entries: ["SD-BASE"], now: now)
        try carry(person, shop)
        let customer = try XCTUnwrap(shop.customers().first)
        _ = try shop.counter(customer: customer, entry: "SD-BASE-A", now: now)
        try carry(person, shop)
        let negotiation = try person.view().relationship(id: with).negotiation
        XCTAssertEqual(negotiation?.state, .counterNeedsHuman)
        XCTAssertEqual(negotiation?.countered?.terms.name.id, "SD-BASE-A")
        _ = try person.refuse(relationship: with, now: now)
        try carry(person, shop)
        XCTAssertEqual(try person.view().relationship(id: with).negotiation?.state, .refused)
        fails("state-no-negotiation") { _ = try person.accept(relationship: with, now: now) }
    }

    func testWhatComesIsTakenOnceAndWhatIsNonsenseIsRefusedAndToldNobody() throws {
        let met = try Met()
        try met.unchanged {
            for text in ["", "nonsense", "a.b.c", "\u{feff}{}", "\0"] {
                guard case .rejected(let failure) = try met.person.receive(bytes: text.bytes, now: now) else {
                    return XCTFail(text)
                }
                XCTAssertFalse(failure.text.isEmpty)
            }
            guard case .replay = try met.person.receive(bytes: XCTUnwrap(met.desk.profile()), now: now) else {
                return XCTFail("the page was taken twice")
            }
        }
        XCTAssertEqual(try met.person.outbox(now: now), [])
    }

    func testWhatIsErasedIsGoneAndLeavesATombstone() throws {
        let met = try Met()
        let vendor = try met.vendor()
        func erase() throws { _ = try met.person.erase(relationship: met.with, now: now) }
        fails("state-in-force") { try erase() }
        _ = try met.person.end(relationship: met.with, agreement: met.agreement, now: now)
        fails("state-letters-wait") { try erase() }
        try met.carry()
        _ = try met.person.terminate(relationship: met.with, now: now)
        try met.carry()
        try erase()
        fails("state-no-such-relationship") { _ = try met.person.view().relationship(id: met.with) }
        XCTAssertEqual(try met.person.view().tombstones().map(\.id), [met.with])
        XCTAssertNil(try met.person.dangerExport().range(of: vendor.bytes))
    }

    func testALifeGoesElsewhereWholeAndStaysHereNoLongerThanItIsWanted() throws {
        let met = try Met()
        let kept = try met.stored("pd:EmailAddress", "\"ana@example.org\"")
        let export = try met.person.dangerExport()
        func bring(_ export: Data, _ store: Store) throws -> Person {
            try Person.import(export: export, store: store, keeper: Keeper(9), random: Counted(5))
        }
        let laptop = MapStore()
        let elsewhere = try bring(export, laptop)
        XCTAssertEqual(try elsewhere.head(), try met.person.head())
        XCTAssertEqual(try elsewhere.view().relationships(), [met.with])
        XCTAssertEqual(try elsewhere.item(id: kept).content, "\"ana@example.org\"")
        fails("log-already-there") { _ = try bring(export, laptop) }
        let empty = MapStore()
        for place in [0, export.count / 3, export.count / 2, export.count - 2] {
            var changed = export
            changed[place] &+= 1
            fails(of: "") { _ = try bring(changed, empty) }
        }
        fails(of: "") { _ = try bring(export.prefix(export.count / 2), empty) }
        fails(of: "") { _ = try bring(Data(), empty) }
        XCTAssertTrue(empty.isEmpty)
        _ = try met.person.closeLife(now: now)
        fails(of: "") { try met.person.add() }
    }
}
