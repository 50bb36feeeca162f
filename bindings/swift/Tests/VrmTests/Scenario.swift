import Foundation

@testable import Vrm

/// JSON as it lies in a file.
enum JSON: Codable, Equatable {
    case null
    case bool(Bool)
    case number(Int64)
    case text(String)
    case list([JSON])
    case object([String: JSON])

    init(from decoder: any Decoder) throws {
        let one = try decoder.singleValueContainer()
        if one.decodeNil() {
            self = .null
        } else if let value = try? one.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? one.decode(Int64.self) {
            self = .number(value)
        } else if let value = try? one.decode(String.self) {
            self = .text(value)
        } else if let value = try? one.decode([JSON].self) {
            self = .list(value)
        } else {
            self = .object(try one.decode([String: JSON].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var one = encoder.singleValueContainer()
        switch self {
        case .null: try one.encodeNil()
        case .bool(let value): try one.encode(value)
        case .number(let value): try one.encode(value)
        case .text(let value): try one.encode(value)
        case .list(let value): try one.encode(value)
        case .object(let value): try one.encode(value)
        }
    }

    subscript(name: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members[name]
    }

    var text: String? {
        guard case .text(let value) = self else { return nil }
        return value
    }

    var number: Int64? {
        guard case .number(let value) = self else { return nil }
        return value
    }

    var list: [JSON]? {
        guard case .list(let value) = self else { return nil }
        return value
    }

    func written() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self)
    }
}

typealias Told = [String: String]

/// What is wrong with the scenario's file, not with the library.
struct Misread: Error {
    let what: String

    init(_ what: String) { self.what = what }
}

/// Hides a key under one byte: for tests, and for nothing else.
final class ByteKeeper: KeyKeeper {
    func wrap(key: Data) throws -> Data { Data(key.map { $0 ^ 7 }) }

    func unwrap(wrapped: Data) throws -> Data { try wrap(key: wrapped) }
}

/// The name of a case as every language has it.
func kebab(_ value: some Any) -> String {
    "\(value)".map { $0.isUppercase ? "-\($0.lowercased())" : String($0) }.joined()
}

func joined(_ items: [String?]) -> String { items.compactMap { $0 }.joined(separator: " ") }

func characters(_ bytes: Data) -> String { String(decoding: bytes, as: UTF8.self) }

func seconds(_ value: Int64) -> Date { Date(timeIntervalSince1970: TimeInterval(value)) }

/// One step: its arguments, with what they refer to in their place.
struct Step {
    let player: ScenarioPlayer
    let on: String
    let name: String
    let at: Date
    let command: String?
    let args: JSON

    init(_ player: ScenarioPlayer, _ of: JSON) throws {
        guard let at = of["at"]?.number else { throw Misread("no time") }
        self.player = player
        (on, name, command) = (of["on"]?.text ?? "", of["as"]?.text ?? "", of["command"]?.text)
        self.at = seconds(at)
        args = try player.meant(of["args"] ?? .object([:]))
    }

    func person() throws -> Vrm.Person {
        guard let found = player.people[on] else { throw Misread("no person \(on)") }
        return found
    }

    func desk() throws -> Desk {
        guard let found = player.desks[on] else { throw Misread("no desk \(on)") }
        return found
    }

    func view() throws -> View {
        try player.desks[on]?.customer(customer: text("customer")) ?? person().view()
    }

    func record(_ name: String, in of: JSON? = nil) throws -> JSON {
        guard let found = (of ?? args)[name] else { throw Misread("no argument \(name)") }
        return found
    }

    func json(_ name: String, in of: JSON? = nil) throws -> Data { try record(name, in: of).written() }

    func text(_ name: String, in of: JSON? = nil) throws -> String {
        guard let found = try record(name, in: of).text else { throw Misread("\(name) is no text") }
        return found
    }

    func bytes(_ name: String) throws -> Data { Data(try text(name).utf8) }

    func number(_ name: String, in of: JSON? = nil) throws -> Int64 {
        guard let found = try record(name, in: of).number else { throw Misread("\(name) is no number") }
        return found
    }

    func texts(_ name: String, in of: JSON? = nil) throws -> [String] {
        try (record(name, in: of).list ?? []).map { item in
            guard let found = item.text else { throw Misread("\(name) has no texts") }
            return found
        }
    }

    func with() throws -> String { try text("relationship") }

    func agreement() throws -> String { try text("agreement") }

    func customer() throws -> String { try text("customer") }
}

// --- documents and records

extension Step {
    func settings() throws -> Settings {
        let of = try record("settings")
        return Settings(
            preferences: try preferencesParse(json: json("preferences", in: of)), language: try text("language", in: of),
            answerWithin: UInt32(try number("answer_within", in: of)), place: of["place"]?.text,
            child: of["child"] == .bool(true))
    }

    func about() throws -> About {
        let of = try record("about")
        return About(name: of["name"]?.text, hosts: try texts("hosts", in: of), sectors: try texts("sectors", in: of))
    }

    func request() throws -> Request { try requestParse(json: json("request")) }

    func which() throws -> WhichGrants {
        let of = try record("which")
        switch try text("kind", in: of) {
        case "all": return .all
        case "these": return .these(grants: try texts("grants", in: of))
        case let other: throw Misread(other)
        }
    }

    func announcement() throws -> Announcement {
        let of = try record("announcement")
        return Announcement(
            want: try wantParse(json: json("want", in: of)), terms: try texts("terms", in: of),
            market: try market(record("market", in: of)), until: seconds(try number("until", in: of)),
            from: of["from"]?.number.map(seconds))
    }

    private func market(_ of: JSON) throws -> Market {
        switch try text("kind", in: of) {
        case "anyone": return .anyone
        case "sectors": return .sectors(sectors: try texts("sectors", in: of))
        case "vendors": return .vendors(vendors: try texts("vendors", in: of))
        case "agreed": return .agreed
        case let other: throw Misread(other)
        }
    }

    func newItem() throws -> NewItem {
        let of = try record("new")
        let source = of["source"], window = of["window"]
        return NewItem(
            data: try text("data", in: of), content: characters(try json("content", in: of)),
            source: source?["kind"]?.text == "issuer" ? .issuer(did: try text("did", in: source)) : .person,
            window: TimeWindow(
                from: window?["from"]?.number.map(seconds), until: window?["until"]?.number.map(seconds)))
    }

    func copied() throws -> [Disclosed] {
        try (record("data").list ?? []).map {
            Disclosed(data: try text("data", in: $0), value: characters(try json("value", in: $0)))
        }
    }

    func issuer() throws -> Issuer {
        let of = try record("issuer")
        let contact = try record("contact", in: of)
        let address = try record("address", in: contact)
        let postal = PostalAddress(
            street: address["street"]?.text, locality: address["locality"]?.text, region: address["region"]?.text,
            postalCode: address["postal_code"]?.text, boxNumber: address["box_number"]?.text,
            country: address["country"]?.text)
        let reached = Contact(
            office: try text("office", in: contact), address: postal, email: try text("email", in: contact),
            phone: try text("phone", in: contact), url: contact["url"]?.text)
        return Issuer(
            contact: reached, jurisdiction: try texts("jurisdiction", in: of),
            exercisedAt: try text("exercised_at", in: of), policy: try text("policy", in: of))
    }

    func claim() throws -> Claim {
        let of = try record("claim")
        let rights: [String: Right] = [
            "access": .access, "rectification": .rectification, "erasure": .erasure, "restriction": .restriction,
            "portability": .portability, "objection": .objection, "no-sale-or-sharing": .noSaleOrSharing,
            "consent-withdrawal": .consentWithdrawal,
        ]
        let laws: [String: Law] = ["gdpr": .gdpr, "uk-gdpr": .ukGdpr, "ccpa": .ccpa, "lgpd": .lgpd, "quebec": .quebec]
        guard let right = rights[try text("right", in: of)], let law = laws[try text("law", in: of)] else {
            throw Misread("no such right or law")
        }
        return Claim(right: right, law: law, scope: try scope(record("scope", in: of)))
    }

    private func scope(_ of: JSON) throws -> ClaimScope {
        switch try text("kind", in: of) {
        case "all": return .all
        case "data": return .data(words: try texts("words", in: of))
        case "agreement": return .agreement(id: try text("id", in: of))
        case let other: throw Misread(other)
        }
    }

    func answer() throws -> RightsOutcome {
        let of = try record("answer")
        switch try text("kind", in: of) {
        case "full": return .full
        case "part": return .part(reason: try text("reason", in: of))
        case "refused": return .refused(reason: try text("reason", in: of))
        case "needs-more": return .needsMore(reason: try text("reason", in: of))
        case "extended": return .extended(reason: try text("reason", in: of))
        case let other: throw Misread(other)
        }
    }

    func incident() throws -> Incident {
        let of = try record("incident")
        return Incident(
            agreement: try text("agreement", in: of), at: seconds(try number("at", in: of)),
            what: try text("what", in: of), data: try texts("data", in: of))
    }

    func reply() throws -> Reply {
        switch try text("reply") {
        case "no": return .no
        case "once": return .once
        case "standing": return .standing
        case let other: throw Misread(other)
        }
    }
}

// --- what is told

func told(_ outcome: Outcome) -> Told {
    [
        "log": outcome.log, "relationship": outcome.relationship, "kinds": joined(outcome.kinds),
        "said": joined(outcome.said.map(\.kind)), "letter": outcome.said.first?.letter ?? "",
        "id": outcome.said.first?.id ?? "", "item": outcome.item ?? "",
    ]
}

func told(_ reception: Reception) -> Told {
    switch reception {
    case .received(let outcome): return told(outcome).merging(["reception": "received"]) { one, _ in one }
    case .replay(_, let letters): return ["reception": "replay", "letters": joined(letters)]
    case .needsKeys(let did, _): return ["reception": "needs-keys", "did": did]
    case .rejected(let failure): return ["reception": "rejected", "error": failure.name]
    }
}

func told(_ decision: Decision) -> Told {
    switch decision {
    case .permit: return ["decision": "permit"]
    case .deny: return ["decision": "deny"]
    case .ask: return ["decision": "ask"]
    }
}

func told(_ values: [Disclosed]) -> Told {
    ["data": joined(values.map(\.data)), "values": joined(values.map(\.value))]
}

func told(_ sentences: [Sentence], lines: Int) -> Told {
    let said = sentences.map { "\($0.english)\n\($0.french)" }
    return ["bytes": said.joined(separator: "\n"), "lines": "\(lines)"]
}



