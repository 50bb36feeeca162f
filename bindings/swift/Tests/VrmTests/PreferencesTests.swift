import Foundation
import Vrm
import XCTest

/// Which agreement, with whom, and who says yes.
final class PreferencesTests: XCTestCase {
    private let preferences = Preferences(preferences: [
        Preference(when: .vendor(vendor: "did:web:shop.example"), talk: .nobody, by: .me),
        Preference(when: .sector(sector: "health"), talk: .known, accept: ["SD-BASE-DP"], by: .me),
        Preference(when: .place(place: "EU"), talk: .anyone, accept: ["SD-BASE", "SD-BASE-A"], by: .agent),
        Preference(when: .always, talk: .known, by: .me),
    ])

    private func met(
        _ vendor: String = "did:web:b.example", _ sectors: [String] = [], _ acquaintance: Acquaintance = .stranger
    ) -> Occasion {
        Occasion(vendor: vendor, acquaintance: acquaintance, sectors: sectors, place: "FR")
    }

    private func choose(_ theirs: [String], _ at: Occasion) throws -> PreferenceChoice {
        try preferencesChoose(preferences: preferences, theirs: theirs, at: at)
    }

    func testAnEntryThatNoRosterHasIsRefused() throws {
        let odd = Preferences(preferences: [Preference(when: .always, talk: .anyone, accept: ["NO-SUCH"], by: .agent)])
        fails("roster-no-entry") { _ = try preferencesChoose(preferences: odd, theirs: ["SD-BASE"], at: met()) }
        for json in ["", "{", "[]", "\u{feff}{}"] { fails(of: "") { _ = try preferencesParse(json: json.bytes) } }
    }

    func testTheLineForTheVendorComesBeforeAllOthersAndTheFirstThatMatchesCounts() throws {
        XCTAssertEqual(try choose(["SD-BASE"], met("did:web:shop.example")), .negotiationRefused)
        let clinic = "did:web:c.example"
        XCTAssertEqual(try choose(["SD-BASE-DP"], met(clinic, ["health"])), .negotiationRefused)
        XCTAssertEqual(try choose(["SD-BASE-DP"], met(clinic, ["health"], .known)), .needsHuman(entry: "SD-BASE-DP"))
        XCTAssertEqual(try choose(["SD-BASE-A"], met()), .accept(entry: "SD-BASE-A"))
        XCTAssertEqual(try choose(["SD-BASE-A", "SD-BASE"], met()), .accept(entry: "SD-BASE"))
    }

    func testAProfferThatWillNotDoIsCounteredWithTheFirstOfOnesOwn() throws {
        let answer = try preferencesAnswerProffer(preferences: preferences, theirs: ["SD-BASE-AT"], at: met())
        XCTAssertEqual(answer, .counter(entry: "SD-BASE"))
    }

    func testOnesOwnAreFollowedByAGroupsWhichCountsWhereOnesOwnSayNothing() throws {
        func always(_ entry: String) -> Preferences {
            Preferences(preferences: [Preference(when: .always, talk: .anyone, accept: [entry], by: .agent)])
        }
        let mine = Preferences(preferences: preferences.preferences.dropLast())
        fails("roster-no-entry") { _ = try preferencesFollowedBy(preferences: mine, others: always("NO-SUCH")) }
        let both = try preferencesFollowedBy(preferences: mine, others: always("SD-BASE-DP"))
        func choose(_ place: String) throws -> PreferenceChoice {
            let at = Occasion(vendor: "did:web:b.example", acquaintance: .stranger, place: place)
            return try preferencesChoose(preferences: both, theirs: ["SD-BASE", "SD-BASE-DP"], at: at)
        }
        XCTAssertEqual(try choose("FR"), .accept(entry: "SD-BASE"))
        XCTAssertEqual(try choose("JP"), .accept(entry: "SD-BASE-DP"))
    }

    func testTheyAreTheirJson() throws {
        XCTAssertEqual(try preferencesParse(json: preferencesToJson(preferences: preferences).bytes), preferences)
    }

    func testALifeFollowsThoseThatItWasGivenLast() throws {
        let (person, shop) = (try person(), try desk())
        let with = try person.addVendor(vendor: shop.did(), about: About(), now: now).relationship
        try taken(person.receive(bytes: shop.profile() ?? Data(), now: now))
        _ = try person.proffer(relationship: with, entries: ["SD-BASE"], now: now)
        try carry(person, shop)
        XCTAssertEqual(try person.view().relationship(id: with).inForce, [], "the agent may not sign")
        _ = try person.accept(relationship: with, now: now)
        try carry(person, shop)
        XCTAssertEqual(try person.view().relationship(id: with).inForce.count, 1)
        _ = try person.setSettings(settings: settings(["SD-BASE"]), now: now)
        XCTAssertEqual(try person.view().settings(), settings(["SD-BASE"]))
    }
}
