import Foundation
import Vrm

/// The app carries letters, by whatever way it has, until there are none.
func carry(_ person: Person, _ desk: Desk, _ now: Date) throws {
    while true {
        let (mine, theirs) = (try person.outbox(now: now), try desk.outbox(now: now))
        if mine.isEmpty && theirs.isEmpty { return }
        for one in mine {
            try receptionAccepted(reception: desk.receive(bytes: one.bytes, now: now))
            try person.sent(letter: one.id)
        }
        for one in theirs {
            try receptionAccepted(reception: person.receive(bytes: one.letter.bytes, now: now))
            try desk.sent(customer: one.customer, letter: one.letter.id)
        }
    }
}

let (now, keeper, random) = (Date(), NoKeeper(), SystemRandomness())
// A shop, elsewhere, says what it does under the base agreement; its agent, and the person's, say yes to that with anyone.
let asks = Settings(preferences: Preferences(preferences: []), language: "en")
let desk = try Desk.create(
    store: MemoryStore(), keeper: keeper, random: random, did: nil, name: "Shop", settings: asks, now: now)
let care = #"{"processes": [{"data": ["pd:EmailAddress"], "purpose": ["dpv:CustomerCare"], "operation": ["dpv:Use"], "#
    + #""recipient": ["vendor"], "basis": "contract"}]}"#
try desk.declare(entry: "SD-BASE", declaration: declarationParse(json: Data(care.utf8)), now: now)
let yes = Preferences(preferences: [Preference(when: .always, talk: .anyone, accept: ["SD-BASE"], by: .agent)])
let agrees = Settings(preferences: yes, language: "en")
try desk.setSettings(settings: agrees, now: now)
try desk.publish(now: now)
// The person adds the shop, takes its page, and proffers the agreement: signed by both, one id on both sides.
let person = try Person.create(store: MemoryStore(), keeper: keeper, random: random, settings: agrees, now: now)
let with = try person.addVendor(vendor: desk.did(), about: About(name: "The shop"), now: now).relationship
try receptionAccepted(reception: person.receive(bytes: desk.profile() ?? Data(), now: now))
try person.proffer(relationship: with, entries: ["SD-BASE"], now: now)
try carry(person, desk, now)
let agreement = try person.view().relationship(id: with).inForce[0]
print("agreed: \(agreement)")
// May the shop do it? Then it is taken back, which counts at once here, and from receipt there.
func may(_ purpose: String) throws -> Decision {
    let asked = Request(data: "pd:EmailAddress", purpose: purpose, operation: "dpv:Use", recipient: "vendor")
    return try person.decide(vendor: desk.did(), request: asked, now: now)
}
for purpose in ["dpv:CustomerCare", "dpv:Advertising"] { print(purpose, "\(try may(purpose))".prefix { $0 != "(" }) }
try person.withdraw(relationship: with, agreement: agreement, which: .all, now: now)
try carry(person, desk, now)
for sentence in try may("dpv:CustomerCare").sentences { print(sentence.english) }
