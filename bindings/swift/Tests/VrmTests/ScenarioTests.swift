import Foundation
import XCTest

@testable import Vrm

/// The life in `bindings/scenario/life.json`: what each step tells and where every history stands is what the file says.
final class ScenarioTests: XCTestCase {
    func testTheLifeLeadsWhereItSays() throws {
        var path = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { path.deleteLastPathComponent() }
        let scenario = try JSONDecoder().decode(
            JSON.self, from: Data(contentsOf: path.appendingPathComponent("scenario/life.json")))
        let steps = try XCTUnwrap(scenario["steps"]?.list)
        XCTAssertFalse(steps.isEmpty)
        let player = ScenarioPlayer()
        for (number, step) in steps.enumerated() {
            let call = try XCTUnwrap(step["call"]?.text)
            do {
                let found = try player.play(call, step)
                guard found == step["expect"] else {
                    return XCTFail("step \(number + 1), \(call): \(found), expected \(String(describing: step["expect"]))")
                }
            } catch {
                return XCTFail("step \(number + 1), \(call): \(error)")
            }
        }
        print(player.ends())
    }
}

/// Whoever lives in the scenario.
final class ScenarioPlayer {
    var people: [String: Vrm.Person] = [:]
    var desks: [String: Desk] = [:]
    var stores: [String: MapStore] = [:]
    private var told: [String: Told] = [:]
    private var heads: [String: String] = [:]

    /// A text that is `$NAME/MEMBER` is what the step of that name told.
    func meant(_ of: JSON) throws -> JSON {
        switch of {
        case .object(let members): return .object(try members.mapValues(meant))
        case .list(let items): return .list(try items.map(meant))
        case .text(let text) where text.hasPrefix("$"):
            let parts = text.dropFirst().split(separator: "/", maxSplits: 1).map(String.init)
            guard parts.count == 2, let found = told[parts[0]]?[parts[1]] else { throw Misread("nothing is \(text)") }
            return .text(found)
        default: return of
        }
    }

    func play(_ call: String, _ of: JSON) throws -> JSON {
        var shown: [String: JSON] = [:]
        do {
            let step = try Step(self, of)
            let done = try step.act(call)
            if !step.name.isEmpty { told[step.name] = done }
            shown["told"] = .object(
                Dictionary(
                    uniqueKeysWithValues: done.filter { $0.key != "sealed" }.map { name, value in
                        (name, .text(name == "bytes" ? termsHashOf(bytes: Data(value.utf8)) : value))
                    }))
        } catch let error as VrmError {
            let failure = error.failure
            guard of["fails"]?.text == failure.name else { throw error }
            shown["error"] = .object([
                "name": .text(failure.name), "code": .number(Int64(failure.code)), "path": .text(failure.path ?? ""),
                "remedy": .text(kebab(failure.remedy)),
            ])
        }
        let now = try allHeads()
        var moved: [String: JSON] = [:]
        for (name, head) in now where heads[name] != head { moved[name] = .text(head) }
        for name in heads.keys where now[name] == nil { moved[name] = .null }
        shown["heads"] = .object(moved)
        heads = now
        return .object(shown)
    }

    private func allHeads() throws -> [String: String] {
        func shown(_ head: Head) -> String { "\(head.p):\(head.hash)" }
        var all: [String: String] = [:]
        for (name, person) in people { all[name] = shown(try person.head()) }
        for (name, desk) in desks {
            all[name] = shown(try desk.head(history: String(repeating: "0", count: 32)))
            for customer in try desk.customers() { all["\(name)/\(customer)"] = shown(try desk.head(history: customer)) }
        }
        return all
    }

    func ends() -> String {
        let order = heads.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        return "scenario: " + order.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
    }
}

/// The calls by name.
extension Step {
    func act(_ call: String) throws -> Told {
        switch call.prefix(while: { $0 != "." }) {
        case "person": return try actOfPerson(call)
        case "desk": return try actOfDesk(call)
        case "view": return try ask(call)
        default: break
        }
        switch call {
        case "carry": return try carry()
        case "bundle.verify":
            let findings = try bundleVerify(bundle: bytes("bytes"), now: at)
            let labels = findings.statements.map { kebab($0.label) }
            return ["agreement": findings.agreement ?? "", "labels": joined(labels)]
        case "roster.entry_pin":
            let pin = try entryPin(id: text("id"))
            return ["hash": pin.machine, "version": pin.name.version]
        default: throw Misread("no such call")
        }
    }

    private func seated(_ make: (MapStore, Counted) throws -> Vrm.Person) throws -> Told {
        let store = MapStore()
        let person = try make(store, Counted(UInt64(number("seed"))))
        (player.people[name], player.stores[name]) = (person, store)
        return ["id": try person.id()]
    }

    private func actOfPerson(_ call: String) throws -> Told {
        switch call {
        case "person.create":
            return try seated {
                try Vrm.Person.create(store: $0, keeper: ByteKeeper(), random: $1, settings: settings(), now: at)
            }
        case "person.open":
            guard let store = player.stores[try text("store")] else { throw Misread("no such store") }
            return try seated { try Vrm.Person.open(store: store, keeper: ByteKeeper(), random: $1, id: text("id")) }
        case "person.import":
            return try seated {
                try Vrm.Person.import(export: bytes("bytes"), store: $0, keeper: ByteKeeper(), random: $1)
            }
        default: break
        }
        let person = try person()
        switch call {
        case "person.free":
            try person.free()
            player.people[on] = nil
            return [:]
        case "person.danger_export": return ["sealed": characters(try person.dangerExport())]
        case "person.leads_through":
            guard let of = player.people[try text("of")] else { throw Misread("no such person") }
            try person.leadsThrough(seen: of.head())
            return [:]
        case "person.events_since":
            let events = try person.eventsSince(position: UInt64(number("position")), limit: UInt32(number("limit")))
            return ["bytes": events.map { characters($0.text) }.joined(), "kinds": joined(events.map(\.kind))]
        case "person.set_settings": return told(try person.setSettings(settings: settings(), command: command, now: at))
        case "person.set_terms":
            let terms = args["terms"] == nil ? nil : try termsParse(machineForm: bytes("terms"))
            return told(try person.setTerms(terms: terms, command: command, now: at))
        case "person.load_roster":
            return told(
                try person.loadRoster(
                    document: bytes("document"), statement: bytes("statement"), authority: text("authority"),
                    command: command, now: at))
        case "person.add_vendor":
            return told(try person.addVendor(vendor: text("vendor"), about: about(), command: command, now: at))
        case "person.describe_vendor":
            return told(try person.describeVendor(relationship: with(), about: about(), command: command, now: at))
        case "person.receive": return told(try person.receive(bytes: bytes("bytes"), now: at))
        case "person.outbox":
            let letters = try person.outbox(now: at), to = try text("to")
            guard let letter = letters.first(where: { $0.to == to }) else { throw Misread("no such letter") }
            return [
                "letters": joined(letters.map(\.id)), "letter": letter.id, "sealed": characters(letter.bytes),
            ]
        case "person.sent":
            try person.sent(letter: text("letter"))
            return [:]
        case "person.proffer":
            return told(try person.proffer(relationship: with(), entries: texts("entries"), command: command, now: at))
        case "person.accept": return told(try person.accept(relationship: with(), command: command, now: at))
        case "person.decide": return told(try person.decide(vendor: text("vendor"), request: request(), now: at))
        case "person.answer":
            return told(
                try person.answer(
                    relationship: with(), question: text("question"), reply: reply(), command: command, now: at))
        case "person.withdraw":
            return told(
                try person.withdraw(
                    relationship: with(), agreement: agreement(), which: which(), command: command, now: at))
        case "person.pause":
            return told(
                try person.pause(
                    relationship: with(), agreement: agreement(), which: which(), command: command, now: at))
        case "person.resume":
            return told(
                try person.resume(
                    relationship: with(), agreement: agreement(), which: which(), command: command, now: at))
        case "person.block":
            return told(try person.block(block: blockParse(json: json("block")), command: command, now: at))
        case "person.unblock": return told(try person.unblock(id: text("id"), command: command, now: at))
        case "person.record_use":
            return told(try person.recordUse(relationship: with(), grant: text("grant"), command: command, now: at))
        case "person.rotate_keys": return told(try person.rotateKeys(relationship: with(), command: command, now: at))
        case "person.expire": return told(try person.expire(command: command, now: at))
        case "person.end":
            return told(try person.end(relationship: with(), agreement: agreement(), command: command, now: at))
        case "person.terminate": return told(try person.terminate(relationship: with(), command: command, now: at))
        case "person.erase": return told(try person.erase(relationship: with(), command: command, now: at))
        case "person.close_life": return told(try person.closeLife(command: command, now: at))
        case "person.bundle":
            return ["bytes": characters(try person.bundle(relationship: with(), agreement: agreement()))]
        default: return try actOnTheMarketOrOfData(person, call)
        }
    }

    private func actOnTheMarketOrOfData(_ person: Vrm.Person, _ call: String) throws -> Told {
        switch call {
        case "person.announce":
            return told(try person.announce(announcement: announcement(), command: command, now: at))
        case "person.withdraw_intention":
            return told(try person.withdrawIntention(intention: text("intention"), command: command, now: at))
        case "person.inbox":
            return ["offers": joined(try person.inbox(intention: text("intention")).offers.map(\.id))]
        case "person.inbox_rank":
            let ranking = try person.inboxRank(
                intention: text("intention"), rates: [], now: at, limit: UInt32(number("limit")))
            return [
                "offers": joined(ranking.offers.map(\.id)), "scores": joined(ranking.offers.map { "\($0.score)" }),
                "left_out": joined(ranking.leftOut.map(\.id)), "best": ranking.offers.first?.id ?? "",
            ]
        case "person.choose":
            return told(
                try person.choose(intention: text("intention"), offer: text("offer"), command: command, now: at))
        case "person.store_item": return told(try person.storeItem(new: newItem(), command: command, now: at))
        case "person.replace_item":
            return told(try person.replaceItem(item: text("item"), new: newItem(), command: command, now: at))
        case "person.remove_item": return told(try person.removeItem(item: text("item"), command: command, now: at))
        case "person.item":
            let item = try person.item(id: text("item"))
            return ["data": item.facts.data, "content": item.content]
        case "person.give":
            return told(
                try person.give(
                    relationship: with(), grant: text("grant"), items: texts("items"), command: command, now: at))
        case "person.disclosed":
            return told(try person.disclosed(relationship: with(), disclosure: text("disclosure")))
        case "person.forget_data":
            return told(
                try person.forgetData(
                    relationship: with(), disclosure: text("disclosure"), command: command, now: at))
        case "person.forget_values":
            let places = (try record("places").list ?? []).compactMap(\.number).map { UInt32($0) }
            return told(
                try person.forgetValues(
                    relationship: with(), disclosure: text("disclosure"), places: places, command: command, now: at))
        case "person.consent":
            return told(
                try person.consent(
                    relationship: with(), agreement: agreement(), process: UInt32(number("process")),
                    data: text("data"), command: command, now: at))
        case "person.claim":
            return told(try person.claim(relationship: with(), claim: claim(), command: command, now: at))
        case "person.complete_claim":
            return told(
                try person.completeClaim(
                    relationship: with(), answer: text("answer"), proof: args["proof"]?.text, command: command, now: at))
        case "person.withdraw_claim":
            return told(
                try person.withdrawClaim(relationship: with(), claim: text("claim"), command: command, now: at))
        case "person.escalate_claim":
            return told(
                try person.escalateClaim(relationship: with(), claim: text("claim"), command: command, now: at))
        case "person.copy": return told(try person.copy(relationship: with(), letter: text("letter")))
        case "person.report_incident":
            return told(
                try person.reportIncident(
                    relationship: with(), incident: text("incident"), command: command, now: at))
        case "person.close_incident":
            return told(
                try person.closeIncident(relationship: with(), incident: text("incident"), command: command, now: at))
        default: throw Misread("no such call")
        }
    }

    private func actOfDesk(_ call: String) throws -> Told {
        if call == "desk.create" {
            let desk = try Desk.create(
                store: MapStore(), keeper: ByteKeeper(), random: Counted(UInt64(number("seed"))),
                did: args["did"]?.text, name: text("name"), settings: settings(), now: at)
            player.desks[name] = desk
            return ["did": try desk.did()]
        }
        let desk = try desk()
        switch call {
        case "desk.declare":
            let declaration = try declarationParse(json: json("declaration"))
            return told(try desk.declare(entry: text("entry"), declaration: declaration, command: command, now: at))
        case "desk.set_settings": return told(try desk.setSettings(settings: settings(), command: command, now: at))
        case "desk.publish": return told(try desk.publish(command: command, now: at))
        case "desk.rotate_keys": return told(try desk.rotateKeys(command: command, now: at))
        case "desk.profile": return ["bytes": characters(try desk.profile() ?? Data())]
        case "desk.customers":
            let customers = try desk.customers()
            return ["customers": joined(customers), "last": customers.last ?? ""]
        case "desk.receive": return told(try desk.receive(bytes: bytes("bytes"), now: at))
        case "desk.decide": return told(try desk.decide(customer: customer(), request: request(), now: at))
        case "desk.ask":
            return told(
                try desk.ask(
                    customer: customer(), agreement: agreement(), request: request(), command: command, now: at))
        case "desk.announce_keys": return told(try desk.announceKeys(customer: customer(), command: command, now: at))
        case "desk.offer":
            return told(
                try desk.offer(
                    customer: customer(), quote: quoteParse(json: json("quote")), entry: text("entry"),
                    until: seconds(number("until")), command: command, now: at))
        case "desk.issue":
            return told(
                try desk.issue(
                    customer: customer(), agreement: agreement(), issuer: issuer(), command: command, now: at))
        case "desk.answer_right":
            return told(
                try desk.answerRight(
                    customer: customer(), claim: text("claim"), outcome: answer(), command: command, now: at))
        case "desk.give_copy":
            return told(
                try desk.giveCopy(
                    customer: customer(), claim: text("claim"), outcome: answer(), data: copied(), command: command,
                    now: at))
        case "desk.proof": return ["proof": try desk.proof(customer: customer(), letter: text("letter"))]
        case "desk.disclosed": return told(try desk.disclosed(customer: customer(), disclosure: text("disclosure")))
        case "desk.notify_incident":
            return told(
                try desk.notifyIncident(customer: customer(), incident: incident(), command: command, now: at))
        case "desk.erase": return told(try desk.erase(customer: customer(), command: command, now: at))
        default: throw Misread("no such call")
        }
    }

    private func ask(_ call: String) throws -> Told {
        let view = try view()
        switch call {
        case "view.relationship":
            let of = try view.relationship(id: with())
            return [
                "vendor": of.vendor, "state": kebab(of.state), "negotiation": of.negotiation.map { kebab($0.state) } ?? "",
                "last": of.agreements.last ?? "", "agreements": joined(of.agreements), "in_force": joined(of.inForce),
                "questions": joined(of.questions), "waiting": "\(of.waiting.count)",
            ]
        case "view.agreement":
            guard let of = try view.agreement(relationship: with(), id: agreement()) else { throw Misread("none") }
            return [
                "bytes": characters(of.agreement.person) + "\n" + characters(of.agreement.vendor),
                "id": of.agreement.id, "state": kebab(of.state), "first": kebab(of.first),
            ]
        case "view.grants":
            let grants = try view.grants(relationship: with())
            return [
                "grants": joined(grants.map(\.id)), "statuses": joined(grants.map { kebab($0.status) }),
                "first": grants.first?.id ?? "",
            ]
        case "view.question":
            guard let of = try view.question(relationship: with(), id: text("question")) else { throw Misread("none") }
            return ["reply": of.reply.map { kebab($0) } ?? "", "grant": of.grant ?? ""]
        case "view.tombstones": return ["ids": joined(try view.tombstones().map(\.id))]
        case "view.casts":
            let casts = try view.casts()
            return ["casts": joined(casts.map(\.id)), "states": joined(casts.map { kebab($0.state) })]
        case "view.items": return ["items": joined(try view.items().map(\.id))]
        case "view.givable":
            let givable = try view.givable(relationship: with(), now: at)
            return [
                "grant": givable.first?.grant ?? "", "item": givable.first?.item ?? "",
                "grants": joined(givable.map(\.grant)),
            ]
        case "view.disclosures":
            let given = try view.disclosures(relationship: with())
            return ["disclosures": joined(given.map(\.id)), "states": joined(given.map { kebab($0.state) })]
        case "view.consents":
            let consents = try view.consents(relationship: with())
            return [
                "bytes": consents.compactMap { $0.record?.json }.joined(separator: "\n"),
                "consents": joined(consents.map(\.id)), "statuses": joined(consents.map { kebab($0.status) }),
            ]
        case "view.receipt":
            guard let of = try view.receipt(relationship: with(), id: text("receipt")) else { throw Misread("none") }
            return ["bytes": of.record.json, "excess": "\(of.excess.count)", "refused": "\(of.refused)"]
        case "view.rights":
            let rights = try view.rights(relationship: with(), now: at)
            return [
                "claims": joined(rights.map(\.id)), "states": joined(rights.map { kebab($0.state) }),
                "due": joined(rights.map(\.due)),
            ]
        case "view.incidents":
            let incidents = try view.incidents(relationship: with())
            return ["incidents": joined(incidents.map(\.id)), "states": joined(incidents.map { kebab($0.state) })]
        case "view.exposure":
            let lines = try view.exposure(now: at).lines
            return told(lines.flatMap(\.sentences), lines: lines.count)
        case "view.agenda":
            let lines = try view.agenda(now: at).lines
            return told(lines.map(\.sentence), lines: lines.count)
        default: throw Misread("no such call")
        }
    }

    private func carry() throws -> Told {
        let person = try person(), desks = try texts("desks").compactMap { player.desks[$0] }
        var count = 0, before = -1
        var refused: [String] = []
        func heard(_ reception: Reception) {
            if case .rejected(let failure) = reception { refused.append(failure.name) }
        }
        while count != before {
            before = count
            for letter in try person.outbox(now: at) {
                count += 1
                for desk in desks { heard(try desk.receive(bytes: letter.bytes, now: at)) }
                try person.sent(letter: letter.id)
            }
            for desk in desks {
                for of in try desk.outbox(now: at) {
                    count += 1
                    heard(try person.receive(bytes: of.letter.bytes, now: at))
                    try desk.sent(customer: of.customer, letter: of.letter.id)
                }
            }
        }
        return ["letters": "\(count)", "refused": joined(refused)]
    }
}
