import Foundation
import Vrm
import XCTest

/// From a want that is announced to an offer that is chosen.
final class MarketTests: XCTestCase {
    private let until = now.addingTimeInterval(7 * 86_400)

    private func euros(_ minor: Int64) -> Money { Money(minor: minor, currency: "EUR") }

    /// A chair for at most 300 euros that carries 110 kg; the cheaper and the sooner the better.
    private func wanted(currency: String = "EUR") -> Want {
        Want(
            kind: .buy, item: MarketItem(title: "Office chair"), currency: currency,
            budget: Budget(most: euros(30_000), per: .all, tax: true, delivery: true),
            requires: [Requirement(property: "carries", test: .atLeast(measure: Measure(number: "110")))],
            prefers: [
                Wish(property: "delivery", weight: 40, taste: .between(best: "1", worst: "21", unit: nil)),
                Wish(property: "price", weight: 60, taste: .between(best: "100", worst: "300", unit: nil)),
            ])
    }

    private func chair(_ minor: Int64, _ days: UInt32) -> Quote {
        Quote(
            item: MarketItem(title: "Office chair"), price: Price(goods: euros(minor), tax: euros(0), delivery: euros(0)),
            delivery: .within(days: days),
            properties: [QuotedProperty(name: "carries", value: .number(measure: Measure(number: "120")))])
    }

    private func announcement(
        _ want: Want? = nil, terms: [String] = ["SD-BASE"], market: Market = .anyone, until: Date? = nil
    ) -> Announcement {
        Announcement(want: want ?? wanted(), terms: terms, market: market, until: until ?? self.until)
    }

    /// The intention, and the letter that goes out for it.
    private func announced(_ person: Person) throws -> (String, Data) {
        let intention = try person.announce(announcement: announcement(), now: now).relationship
        let letter = try XCTUnwrap(person.outbox(now: now).first)
        try person.sent(letter: letter.id)
        return (intention, letter.bytes)
    }

    private func offered(
        _ desk: Desk, _ person: Person, _ cast: Data, _ quote: Quote, _ entry: String
    ) throws -> String {
        let customer = try log(desk.receive(bytes: cast, now: now))
        let offer = try desk.offer(customer: customer, quote: quote, entry: entry, until: until, now: now).saidId()
        for of in try desk.outbox(now: now) {
            try taken(person.receive(bytes: of.letter.bytes, now: now))
            try desk.sent(customer: of.customer, letter: of.letter.id)
        }
        return offer
    }

    func testWhatCannotBeAnnouncedIsRefusedAndChangesNothing() throws {
        let person = try person()
        let head = try person.head()
        fails("roster-no-entry") { _ = try person.announce(announcement: announcement(terms: ["NO-SUCH"]), now: now) }
        fails("form-out-of-order") { _ = try person.announce(announcement: announcement(until: now), now: now) }
        fails("state-nobody-meant") { _ = try person.announce(announcement: announcement(market: .agreed), now: now) }
        let odd = fails(of: "") { _ = try person.announce(announcement: announcement(wanted(currency: "euros")), now: now) }
        XCTAssertEqual(odd?.path, "/currency")
        fails("state-no-such-intention") { _ = try person.inbox(intention: nothing32) }
        fails("state-no-such-intention") { _ = try person.choose(intention: nothing32, offer: nothing64, now: now) }
        XCTAssertEqual(try person.head(), head)
    }

    func testTheBestOfferComesFirstTheOtherSaysWhyNotAndTheChosenOneIsAnAgreement() throws {
        let person = try person(MapStore(), Keeper(), Counted(), settings(["SD-BASE"]))
        let (near, far) = (try desk(), try desk(["SD-BASE", "SD-BASE-A"], seed: 3))
        let (intention, cast) = try announced(person)
        let cheap = try offered(near, person, cast, chair(15_000, 2), "SD-BASE")
        let dear = try offered(far, person, cast, chair(31_000, 2), "SD-BASE-A")

        let inbox = try person.inbox(intention: intention)
        XCTAssertEqual(inbox.want, wanted())
        XCTAssertEqual(Set(inbox.offers.map(\.id)), [cheap, dear])
        let ranking = try person.inboxRank(intention: intention, rates: [], now: now, limit: 9)
        XCTAssertEqual(ranking.offers.map(\.id), [cheap])
        XCTAssertTrue(ranking.offers[0].sentences.allSatisfy { $0.english != $0.french })
        let out = try XCTUnwrap(ranking.leftOut.first)
        XCTAssertEqual(out.id, dear)
        XCTAssertTrue(out.why.contains { if case .budget(_, let cost, _, _, _) = $0 { cost == euros(31_000) } else { false } })
        XCTAssertTrue(out.why.contains { if case .terms = $0 { true } else { false } })

        let chosen = try person.choose(intention: intention, offer: cheap, command: command, now: now)
        XCTAssertEqual(try person.choose(intention: intention, offer: cheap, command: command, now: now), chosen)
        fails("chart-no-such-move") { _ = try person.choose(intention: intention, offer: dear, now: now) }
        try carry(person, near)
        let view = try person.view()
        let done = try XCTUnwrap(view.intention(id: intention).first)
        XCTAssertEqual(done.state, .fulfilled)
        XCTAssertEqual(try view.relationship(id: XCTUnwrap(done.chosen).relationship).inForce.count, 1)
    }

    func testOffersAreRankedWithoutALifeToo() throws {
        let all = [chair(15_000, 2), chair(31_000, 1), chair(20_000, 9)].enumerated().map { number, quote in
            Candidate(id: String(repeating: "\(number + 1)", count: 64), quote: quote, offered: now, until: until)
        }
        let ranking = try rank(want: wanted(), candidates: all, rates: [], now: now, limit: 9)
        XCTAssertEqual(ranking.offers.map(\.id), [all[0].id, all[2].id])
        XCTAssertEqual([ranking.fitting, ranking.left], [2, 1])
        let budget = try XCTUnwrap(ranking.relaxed.first { $0.what == .budget })
        XCTAssertEqual(budget.steps.first?.first, .budget(most: euros(31_000)))
        let rate = Rate(from: "USD", into: "EUR", rate: "0", source: "the bank")
        fails("intention-rate-not-positive") {
            _ = try rank(want: wanted(), candidates: all, rates: [rate], now: now, limit: 9)
        }
    }

    func testWhatIsTakenBackTakesNoOffers() throws {
        let person = try person(MapStore(), Keeper(), Counted(), settings(["SD-BASE"]))
        let shop = try desk()
        let (intention, cast) = try announced(person)
        _ = try person.withdrawIntention(intention: intention, now: now)
        fails("chart-no-such-move") { _ = try person.withdrawIntention(intention: intention, now: now) }
        let customer = try log(shop.receive(bytes: cast, now: now))
        _ = try shop.offer(customer: customer, quote: chair(1, 1), entry: "SD-BASE", until: until, now: now)
        let late = try person.receive(bytes: XCTUnwrap(shop.outbox(now: now).first).letter.bytes, now: now)
        guard case .rejected = late else { return XCTFail("\(late)") }
        XCTAssertNil(try person.view().intention(id: intention).first?.chosen)
    }

    func testAWantAndAQuoteAreTheirJson() throws {
        for json in ["", "{", "{}", "[]", "\u{feff}{}", "{\"kind\":\"lend\"}"] {
            fails(of: "") { _ = try wantParse(json: json.bytes) }
            fails(of: "") { _ = try quoteParse(json: json.bytes) }
        }
        XCTAssertEqual(try wantParse(json: wantToJson(want: wanted()).bytes), wanted())
        let quote = chair(15_000, 2)
        XCTAssertEqual(try quoteParse(json: quoteToJson(quote: quote).bytes), quote)
        XCTAssertEqual(try quoteTotal(quote: quote), euros(15_000))
    }
}
