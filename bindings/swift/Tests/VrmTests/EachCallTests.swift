import Foundation
import Vrm
import XCTest

/// Whichever call to the store throws, the command says so, and loses nothing.
final class EachCallTests: XCTestCase {
    struct Struck: Error {}

    /// Throws once, at the call of this number, before or after it did what was asked.
    final class Once: MapStore, @unchecked Sendable {
        private let (at, after): (Int, Bool)
        var struck = false
        private var calls = 0

        init(_ at: Int, after: Bool, over begun: MapStore) {
            (self.at, self.after) = (at, after)
            super.init(begun)
        }

        private func step<R>(_ work: () throws -> R) throws -> R {
            let strikes = calls == at
            calls += 1
            if strikes { struck = true }
            if strikes && !after { throw Struck() }
            let done = try work()
            if strikes { throw Struck() }
            return done
        }

        override func get(key: Data) throws -> Data? { try step { try super.get(key: key) } }

        override func scan(from: Data, to: Data, limit: UInt32) throws -> [StoredPair] {
            try step { try super.scan(from: from, to: to, limit: limit) }
        }

        override func commit(`guard`: StoreGuard, writes: [StoreWrite]) throws {
            try step { try super.commit(guard: `guard`, writes: writes) }
        }
    }

    /// What is left of a life, and how often its store threw.
    struct Left: Equatable {
        let head: UInt64
        let kinds: [String]
        let given: [Disclosed]
        let letters: Int
    }

    private var thrown = 0

    /// What failed is done again: the same command, the same letter. Any other error fails the test.
    private func again<R>(_ call: () throws -> R) throws -> R {
        do {
            return try call()
        } catch VrmError.Store(let failure) {
            XCTAssertEqual(failure.remedy, .tryAgain)
            thrown += 1
            return try call()
        }
    }

    /// A life on this store: agreed, given, withdrawn.
    private func lived(_ store: MapStore, _ id: String) throws -> Left {
        let shop = try desk(seed: 7)
        func command(_ number: Int) -> String { String(repeating: "0", count: 31) + "\(number)" }
        func opened(_ seed: UInt64) throws -> Person {
            try again { try Person.open(store: store, keeper: Keeper(), random: Counted(seed), id: id) }
        }
        let person = try opened(3)
        let with = try again { try person.add(shop.did(), command: command(1)) }.relationship
        let page = try XCTUnwrap(shop.profile())
        try taken(again { try person.receive(bytes: page, now: now) })
        _ = try again { try person.proffer(relationship: with, entries: ["SD-BASE"], command: command(2), now: now) }
        while true {
            let (mine, theirs) = (try again { try person.outbox(now: now) }, try shop.outbox(now: now))
            if mine.isEmpty && theirs.isEmpty { break }
            for letter in mine {
                try taken(shop.receive(bytes: letter.bytes, now: now))
                try again { try person.sent(letter: letter.id) }
            }
            for of in theirs {
                try taken(again { try person.receive(bytes: of.letter.bytes, now: now) })
                try shop.sent(customer: of.customer, letter: of.letter.id)
            }
        }
        let agreement = try XCTUnwrap(person.view().relationship(id: with).inForce.first)
        let grant = try XCTUnwrap(person.view().grants(relationship: with).first).id
        let mail = item("pd:EmailAddress", "\"a\"")
        let kept = try again { try person.storeItem(new: mail, command: command(3), now: now) }.item ?? ""
        let letter = try again {
            try person.give(relationship: with, grant: grant, items: [kept], command: command(4), now: now)
        }.letter()
        let given = try again { try person.disclosed(relationship: with, disclosure: letter) }
        _ = try again {
            try person.withdraw(relationship: with, agreement: agreement, which: .all, command: command(5), now: now)
        }
        let head = try person.head()
        XCTAssertEqual(try opened(4).head(), head)
        let kinds = try again { try person.eventsSince(position: 0, limit: 1000) }.map(\.kind)
        return Left(head: head.p, kinds: kinds, given: given, letters: try again { try person.outbox(now: now) }.count)
    }

    func testAStoreThatThrowsAtEachCallInTurnLosesNothing() throws {
        let begun = MapStore()
        let id = try person(begun, Keeper(), Counted(), settings(["SD-BASE"])).id()
        let undisturbed = try lived(MapStore(begun), id)
        XCTAssertEqual(thrown, 0)
        for after in [false, true] {
            var number = 0
            while true {
                let store = Once(number, after: after, over: begun)
                let before = thrown
                XCTAssertEqual(try lived(store, id), undisturbed, "call \(number), after it: \(after)")
                if !store.struck { break }
                XCTAssertEqual(thrown, before + 1, "call \(number), after it: \(after)")
                number += 1
            }
            XCTAssertGreaterThan(number, 30)
        }
    }
}
