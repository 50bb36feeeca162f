import Foundation
import Vrm
import XCTest

/// A person and a desk that have agreed on the base agreement, over what the desk declared.
struct Met {
    let person: Person
    let desk: Desk
    let with: String
    let agreement: String
    let customer: String

    init(_ declared: Declaration = care(), store: Store = MapStore()) throws {
        person = try VrmTests.person(store, Keeper(), Counted(), settings(["SD-BASE"]))
        desk = try VrmTests.desk(declared: declared)
        with = try person.addVendor(vendor: desk.did(), about: About(), now: now).relationship
        try taken(person.receive(bytes: desk.profile() ?? Data(), now: now))
        _ = try person.proffer(relationship: with, entries: ["SD-BASE"], now: now)
        try VrmTests.carry(person, desk)
        agreement = try XCTUnwrap(person.view().relationship(id: with).inForce.first)
        customer = try XCTUnwrap(desk.customers().first)
    }

    func vendor() throws -> String { try person.view().relationship(id: with).vendor }

    func carry() throws { try VrmTests.carry(person, desk) }

    func grant(_ data: String) throws -> String {
        try XCTUnwrap(person.view().grants(relationship: with).first { $0.scope.data.contains(data) }).id
    }

    func stored(_ data: String, _ value: String) throws -> String {
        try XCTUnwrap(person.storeItem(new: item(data, value), now: now).item)
    }

    func claim(_ right: Right, _ law: Law = .gdpr, _ scope: ClaimScope = .all) throws -> Outcome {
        try person.claim(relationship: with, claim: Claim(right: right, law: law, scope: scope), now: now)
    }

    func consent(_ process: UInt32, _ data: String) throws -> Outcome {
        try person.consent(relationship: with, agreement: agreement, process: process, data: data, now: now)
    }

    func decided(_ request: Request) throws -> Decision {
        try person.decide(vendor: vendor(), request: request, now: now)
    }

    /// Nothing that is done in between writes a word of history.
    func unchanged(_ doing: () throws -> Void) throws {
        let before = try person.head()
        try doing()
        XCTAssertEqual(try person.head(), before)
    }
}

/// A clinic: health data waits for an explicit consent, one process is optional, and one stands on a law.
func clinic() throws -> Met {
    try Met(Declaration(processes: [
        process(["pd:EmailAddress", "pd:Prescription"], "dpv:CustomerCare", .contract, .required),
        process(["pd:TelephoneNumber"], "dpv:CustomerCare", .consent, .optional),
        process(["pd:Name"], "dpv:LegalCompliance", .legalDuty, .required),
    ]))
}

func process(_ data: [String], _ purpose: String, _ basis: Basis, _ necessity: Necessity) -> DeclaredProcess {
    DeclaredProcess(
        data: .known(words: data), purpose: .known(words: [purpose]), operation: .known(words: ["dpv:Use"]),
        recipient: .known(recipients: ["vendor"]), keep: .known(keep: Keep(days: 90, from: .purposeEnd)),
        form: .known(form: .identified), places: .known(places: ["EU"]), measures: .known(words: []), basis: basis,
        necessity: necessity)
}

/// Customer care with an e-mail address, by contract.
func care() -> Declaration {
    Declaration(processes: [process(["pd:EmailAddress"], "dpv:CustomerCare", .contract, .required)])
}

func desk(_ entries: [String] = ["SD-BASE"], seed: UInt64 = 2, declared: Declaration = care()) throws -> Desk {
    let desk = try Desk.create(
        store: MapStore(), keeper: Keeper(), random: Counted(seed), did: nil, name: "Shop \(seed)", settings: settings(),
        now: now)
    for entry in entries { _ = try desk.declare(entry: entry, declaration: declared, now: now) }
    _ = try desk.setSettings(settings: settings(entries), now: now)
    _ = try desk.publish(now: now)
    return desk
}

/// What customer care asks for, or another.
func request(
    _ purpose: String, _ data: String = "pd:EmailAddress", keep: Keep? = Keep(days: 90, from: .purposeEnd)
) -> Request {
    Request(data: data, purpose: purpose, operation: "dpv:Use", recipient: "vendor", keep: keep, places: ["EU"])
}

/// Settings that talk with anyone, and leave every yes to a human.
func asking() -> Settings {
    let line = Preference(when: .always, talk: .anyone, accept: [], by: .agent)
    return Settings(preferences: Preferences(preferences: [line]), language: "en")
}

func item(_ data: String, _ value: String, _ window: TimeWindow = TimeWindow()) -> NewItem {
    NewItem(data: data, content: value, source: .person, window: window)
}

/// Carries letters until there are none.
func carry(_ person: Person, _ desk: Desk) throws {
    while true {
        let (mine, theirs) = (try person.outbox(now: now), try desk.outbox(now: now))
        if mine.isEmpty && theirs.isEmpty { return }
        for letter in mine {
            try taken(desk.receive(bytes: letter.bytes, now: now))
            try person.sent(letter: letter.id)
        }
        for of in theirs {
            try taken(person.receive(bytes: of.letter.bytes, now: now))
            try desk.sent(customer: of.customer, letter: of.letter.id)
        }
    }
}

func taken(_ reception: Reception, file: StaticString = #filePath, line: UInt = #line) {
    switch reception {
    case .received, .replay: break
    default: XCTFail("\(reception)", file: file, line: line)
    }
}

/// The history that took what came.
func log(_ reception: Reception) throws -> String {
    guard case .received(let outcome) = reception else { throw Untaken() }
    return outcome.log
}

struct Untaken: Error {}

extension Outcome {
    /// The id of what a command said, and its letter.
    func saidId() throws -> String { try XCTUnwrap(said.first?.id) }
    func letter() throws -> String { try XCTUnwrap(said.first?.letter) }
}

extension Decision {
    var permits: Bool {
        if case .permit = self { return true }
        return false
    }

    /// Why not; nothing where it is no no.
    var reasons: [DenyReason] {
        if case .deny(let reasons, _, _, _, _) = self { return reasons }
        return []
    }
}

/// The error that a call gives, with a name of this family.
@discardableResult
func fails(of family: String, file: StaticString = #filePath, line: UInt = #line, _ call: () throws -> Void) -> Failure? {
    do {
        try call()
        XCTFail("it did not fail, expected \(family)", file: file, line: line)
    } catch let error as VrmError {
        XCTAssertTrue(error.failure.name.hasPrefix(family), error.failure.name, file: file, line: line)
        return error.failure
    } catch {
        XCTFail("\(error), expected \(family)", file: file, line: line)
    }
    return nil
}

let nothing32 = String(repeating: "7", count: 32)
let nothing64 = String(repeating: "9", count: 64)
let longBefore = now.addingTimeInterval(-10 * 86_400)

extension String {
    var bytes: Data { Data(utf8) }
}
