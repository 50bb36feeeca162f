import Foundation
import Vrm

/// A store in memory. An app's is a table of a database, and a commit is one transaction.
final class MemoryStore: Store, @unchecked Sendable {
    private let lock = NSLock()
    private var rows: [Data: Data] = [:]

    func get(key: Data) throws -> Data? { lock.withLock { rows[key] } }

    func scan(from: Data, to: Data, limit: UInt32) throws -> [StoredPair] {
        let all = lock.withLock { rows }.sorted { $0.key.lexicographicallyPrecedes($1.key) }
        let within = all.filter { !$0.key.lexicographicallyPrecedes(from) && $0.key.lexicographicallyPrecedes(to) }
        return within.prefix(Int(limit)).map { StoredPair(key: $0.key, value: $0.value) }
    }

    func commit(`guard`: StoreGuard, writes: [StoreWrite]) throws {
        try lock.withLock {
            if rows[`guard`.key] != `guard`.expect { throw StoreFailure.Conflict }
            for write in writes {
                if case .put(let key, let value) = write { rows[key] = value }
                if case .delete(let key) = write { rows[key] = nil }
            }
        }
    }
}

/// Wraps nothing, for a life that ends with the program. An app wraps with a key of the Keychain.
final class NoKeeper: KeyKeeper {
    func wrap(key: Data) throws -> Data { key }
    func unwrap(wrapped: Data) throws -> Data { wrapped }
}

final class SystemRandomness: Randomness {
    func bytes(count: UInt32) throws -> Data { Data((0..<count).map { _ in UInt8.random(in: .min ... .max) }) }
}
