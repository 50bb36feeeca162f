import Foundation
import Vrm
import XCTest

/// What an app brings, written in Swift: a store, a keeper of keys, a source of randomness.
class MapStore: Store, @unchecked Sendable {
    private let lock = NSLock()
    private var rows: [Data: Data] = [:]

    init() {}

    /// With what another holds.
    init(_ other: MapStore) { rows = other.lock.withLock { other.rows } }

    func get(key: Data) throws -> Data? {
        lock.withLock { rows[key] }
    }

    func scan(from: Data, to: Data, limit: UInt32) throws -> [StoredPair] {
        lock.withLock {
            let within = rows.keys.filter { !before($0, from) && before($0, to) }.sorted(by: before)
            return within.prefix(Int(limit)).map { StoredPair(key: $0, value: rows[$0] ?? Data()) }
        }
    }

    func commit(`guard`: StoreGuard, writes: [StoreWrite]) throws {
        try lock.withLock {
            if rows[`guard`.key] != `guard`.expect { throw StoreFailure.Conflict }
            for write in writes {
                switch write {
                case .put(let key, let value): rows[key] = value
                case .delete(let key): rows[key] = nil
                }
            }
        }
    }

    var isEmpty: Bool { lock.withLock { rows.isEmpty } }
}

/// Keys are ordered as unsigned bytes, and a key comes before those it begins.
private func before(_ one: Data, _ other: Data) -> Bool { one.lexicographicallyPrecedes(other) }

/// Wraps with a byte: for tests, and for nothing else. An app takes the Keychain.
final class Keeper: KeyKeeper {
    private let byte: UInt8

    init(_ byte: UInt8 = 7) { self.byte = byte }

    func wrap(key: Data) throws -> Data { Data([byte]) + key.map { $0 ^ byte } }

    func unwrap(wrapped: Data) throws -> Data {
        if wrapped.first != byte { throw KeeperFailure.Locked }
        return Data(wrapped.dropFirst().map { $0 ^ byte })
    }
}

/// The same in every run: for tests, and for nothing else. An app takes `SystemRandomNumberGenerator`.
final class Counted: Randomness, @unchecked Sendable {
    private let lock = NSLock()
    private var state: UInt64

    init(_ seed: UInt64 = 1) { state = seed }

    func bytes(count: UInt32) throws -> Data {
        lock.withLock {
            Data((0..<count).map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return UInt8(truncatingIfNeeded: state >> 56)
            })
        }
    }
}

let now = Date(timeIntervalSince1970: 1_772_357_400)
let vendor = "did:web:shop.example"
let command = "0123456789abcdef0123456789abcdef"

/// Settings that ask the person for everything, or let the agent say yes to these entries.
func settings(_ accept: [String] = []) -> Settings {
    let line = Preference(when: .always, talk: .anyone, accept: accept, by: .agent)
    let preferences = Preferences(preferences: accept.isEmpty ? [] : [line])
    return Settings(preferences: preferences, language: "en", answerWithin: 10_080, place: nil, child: false)
}

func person(
    _ store: Store = MapStore(), _ keeper: KeyKeeper = Keeper(), _ random: Randomness = Counted(),
    _ settings: Settings = settings()
) throws -> Person {
    try Person.create(store: store, keeper: keeper, random: random, settings: settings, now: now)
}

extension Person {
    @discardableResult
    func add(_ vendor: String = vendor, command: String? = nil) throws -> Outcome {
        try addVendor(vendor: vendor, about: About(), command: command, now: now)
    }

    func count() throws -> Int { try view().relationships().count }
}

/// The error that a call gives, with this name.
@discardableResult
func fails(
    _ name: String, file: StaticString = #filePath, line: UInt = #line, _ call: () throws -> Void
) -> Failure? {
    do {
        try call()
        XCTFail("it did not fail, expected \(name)", file: file, line: line)
    } catch let error as VrmError {
        XCTAssertEqual(error.failure.name, name, error.failure.text, file: file, line: line)
        return error.failure
    } catch {
        XCTFail("\(error), expected \(name)", file: file, line: line)
    }
    return nil
}
