import Foundation
import Vrm
import XCTest

/// What a store, a keeper or a source throws is a typed error, and nothing is lost.
final class HostTests: XCTestCase {
    /// Fails as it is told, before or after it did what was asked.
    final class Failing: MapStore, @unchecked Sendable {
        var at: String?
        var after = false
        var thrown: Error = StoreFailure.Conflict

        private func step<R>(_ name: String, _ work: () throws -> R) throws -> R {
            if at == name && !after { throw thrown }
            let done = try work()
            if at == name { throw thrown }
            return done
        }

        override func get(key: Data) throws -> Data? { try step("get") { try super.get(key: key) } }

        override func scan(from: Data, to: Data, limit: UInt32) throws -> [StoredPair] {
            try step("scan") { try super.scan(from: from, to: to, limit: limit) }
        }

        override func commit(`guard`: StoreGuard, writes: [StoreWrite]) throws {
            try step("commit") { try super.commit(guard: `guard`, writes: writes) }
        }
    }

    struct Unforeseen: Error {}

    func testACommitThatThrowsIsAnErrorAndTheLifeIsWhole() throws {
        let thrown: [Error] = [
            StoreFailure.Unchanged(reason: "the disk is full"), StoreFailure.Unknown(reason: "no answer came"),
            Unforeseen(), CancellationError(), KeeperFailure.Locked, NSError(domain: "\u{feff}\0", code: 1),
        ]
        let store = Failing()
        let person = try person(store)
        for (number, error) in (thrown + thrown).enumerated() {
            let unchanged = error as? StoreFailure == .Unchanged(reason: "the disk is full")
            (store.thrown, store.after, store.at) = (error, number >= thrown.count && !unchanged, "commit")
            let command = String(repeating: "0", count: 30) + String(number + 16, radix: 16)
            let failure = fails(unchanged ? "store-unchanged" : "store-unknown") {
                try person.add("did:web:shop\(number).example", command: command)
            }
            XCTAssertEqual(failure?.remedy, .tryAgain)
            store.at = nil
            // The same command again gives its one outcome, whether the store had done it or not.
            try person.add("did:web:shop\(number).example", command: command)
            XCTAssertEqual(try person.count(), number + 1)
        }
        let again = try Person.open(store: store, keeper: Keeper(), random: Counted(2), id: person.id())
        XCTAssertEqual(try again.head(), try person.head())
    }

    func testAReadThatThrowsIsAnError() throws {
        let store = Failing()
        let id = try person(store).id()
        for step in ["get", "scan"] {
            (store.thrown, store.at) = (Unforeseen(), step)
            fails("store-unknown") { _ = try Person.open(store: store, keeper: Keeper(), random: Counted(), id: id) }
        }
        store.at = nil
        XCTAssertEqual(try Person.open(store: store, keeper: Keeper(), random: Counted(), id: id).id(), id)
    }

    final class Broken: KeyKeeper, Randomness {
        func wrap(key: Data) throws -> Data { throw Unforeseen() }
        func unwrap(wrapped: Data) throws -> Data { throw Unforeseen() }
        func bytes(count: UInt32) throws -> Data { throw Unforeseen() }
    }

    final class Short: Randomness {
        func bytes(count: UInt32) throws -> Data { Data(count: Int(count) - 1) }
    }

    func testAKeeperThatThrowsAndRandomnessThatIsNoneStoreNothing() throws {
        let store = MapStore()
        fails("keeper-failed") { _ = try person(store, Broken()) }
        fails("keys-randomness-failed") { _ = try person(store, Keeper(), Broken()) }
        fails("keys-randomness-failed") { _ = try person(store, Keeper(), Short()) }
        XCTAssertTrue(store.isEmpty)
        let id = try person(store).id()
        fails("keeper-failed") { _ = try Person.open(store: store, keeper: Broken(), random: Counted(), id: id) }
        fails("keeper-locked") { _ = try Person.open(store: store, keeper: Keeper(8), random: Counted(), id: id) }
    }

    final class Reentering: MapStore, @unchecked Sendable {
        var inside: Person?
        var told: VrmError?

        override func commit(`guard`: StoreGuard, writes: [StoreWrite]) throws {
            do { _ = try inside?.head() } catch { told = error as? VrmError }
            try super.commit(guard: `guard`, writes: writes)
        }
    }

    func testAStoreThatCallsTheHandleWhichIsCallingItIsToldSo() throws {
        let store = Reentering()
        let person = try person(store)
        store.inside = person
        try person.add()
        store.inside = nil
        XCTAssertEqual(store.told?.failure.name, "border-reentrant")
        XCTAssertEqual(try person.count(), 1)
    }

    final class Stores: FreshStores {
        private let make: @Sendable () -> Store

        init(_ make: @escaping @Sendable () -> Store) { self.make = make }

        func fresh() throws -> Store { make() }
    }

    final class Careless: MapStore, @unchecked Sendable {
        override func commit(`guard`: StoreGuard, writes: [StoreWrite]) throws {
            let expect = try get(key: `guard`.key)
            try super.commit(guard: StoreGuard(key: `guard`.key, expect: expect), writes: writes)
        }
    }

    func testAStoreSitsTheExam() throws {
        let careless = try conformance(fresh: Stores { Careless() })
        XCTAssertTrue(careless?.promise.contains("guard") ?? false, "\(String(describing: careless))")
        XCTAssertNil(try conformance(fresh: Stores { MapStore() }))
    }
}
