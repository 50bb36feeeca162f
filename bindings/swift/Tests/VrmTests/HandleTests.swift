import Foundation
import Vrm
import XCTest

final class HandleTests: XCTestCase {
    func testACallAfterFreeIsAnError() throws {
        let person = try person()
        let view = try person.view()
        try person.free()
        let failure = fails("border-handle") { _ = try person.id() }
        XCTAssertEqual(failure?.code, 900)
        XCTAssertEqual(failure?.remedy, .correctInput)
        fails("border-handle") { try person.free() }
        XCTAssertEqual(try view.relationships(), [])
    }

    func testAnErrorSaysWhatWhereByWhichRuleAndWhatToDo() throws {
        var wrong = settings()
        wrong = Settings(
            preferences: wrong.preferences, language: "en", answerWithin: 10_081, place: nil, child: false)
        let failure = fails("form-out-of-range") { _ = try Vrm.Person.create(
            store: MapStore(), keeper: Keeper(), random: Counted(), settings: wrong, now: now) }
        XCTAssertEqual(failure?.path, "/answer_within")
        XCTAssertEqual(failure?.rule.isEmpty, false)
        let error: Error = VrmError.Invalid(failure: try XCTUnwrap(failure))
        XCTAssertEqual(error.localizedDescription, failure?.text)
    }

    func testATimeThatNoInstantIsIsRefused() throws {
        let person = try person()
        let never = [
            Double.nan, .infinity, -.infinity, .greatestFiniteMagnitude, -9.3e18, Date.distantFuture.timeIntervalSince1970 * 10,
        ]
        for seconds in never {
            fails("time-out-of-range") {
                _ = try person.addVendor(
                    vendor: vendor, about: About(), now: Date(timeIntervalSince1970: seconds))
            }
        }
        XCTAssertEqual(try person.count(), 0)
    }

    func testAnIdThatIsNoneIsRefusedAndNothingChanges() throws {
        let person = try person()
        let head = try person.head()
        let ids = ["", "f", String(repeating: "F", count: 32), String(repeating: "f", count: 31) + "\0"]
        for id in ids + [String(repeating: "f", count: 100_000)] {
            fails("border-value") { _ = try person.accept(relationship: id, now: now) }
        }
        let unknown = String(repeating: "f", count: 32)
        fails("state-no-such-relationship") { _ = try person.accept(relationship: unknown, now: now) }
        XCTAssertEqual(try person.head(), head)
    }

    func testNamesComeBackAsTheyWentOrAreRefused() throws {
        func named(_ name: String) throws -> String {
            try Desk.create(
                store: MapStore(), keeper: Keeper(), random: Counted(), did: nil, name: name, settings: settings(),
                now: now
            ).name()
        }
        for name in ["a", "Bäckerei Süd & Söhne", "😀", "日本語の店", "𠮷野家", "\u{e9}", String(repeating: "x", count: 64)] {
            XCTAssertEqual(Array(try named(name).utf8), Array(name.utf8))
        }
        let refused = [
            "": "text-empty", "\u{feff}shop": "name-forbidden", "sh\0op": "name-forbidden", "shop\0": "name-forbidden",
            "a\u{202e}b": "name-forbidden", String(repeating: "x", count: 513): "text-too-long",
        ]
        for (name, why) in refused { fails(why) { _ = try named(name) } }
        fails("name-not-nfc") { _ = try named("e\u{301}") }
    }

    func testCallsFromManyTasksWaitForEachOther() async throws {
        let person = try person()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<16 {
                group.addTask { try person.add("did:web:shop\(number).example") }
            }
            try await group.waitForAll()
        }
        XCTAssertEqual(try person.count(), 16)
    }

    func testLivesOpenedAndLetGoLeaveNothingBehind() throws {
        let lives = Int(ProcessInfo.processInfo.environment["VRM_LIVES"] ?? "") ?? 10_000
        let store = MapStore()
        let id = try person(store).id()
        func open(_ times: Int) throws {
            for _ in 0..<times {
                try withPool {
                    let person = try Person.open(store: store, keeper: Keeper(), random: Counted(), id: id)
                    _ = try person.view().head()
                    fails("border-value") { _ = try person.accept(relationship: "none", now: now) }
                }
            }
        }
        try open(lives / 5)
        guard let before = resident() else { return }
        try open(lives)
        let grown = try XCTUnwrap(resident()) - before
        XCTAssertLessThan(grown, 48, "grown by \(grown) MiB")
    }

    /// What the process holds in memory, in MiB, where that can be read.
    private func resident() -> Int? {
        guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8) else { return nil }
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        return line.flatMap { Int($0.filter(\.isNumber)) }.map { $0 / 1024 }
    }

    private func withPool(_ work: () throws -> Void) throws {
        #if canImport(ObjectiveC)
            try autoreleasepool(invoking: work)
        #else
            try work()
        #endif
    }
}
