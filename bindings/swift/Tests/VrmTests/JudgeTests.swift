import Foundation
import Vrm
import XCTest

/// What terms, grants and blocks say to a request, and why, in sentences.
final class JudgeTests: XCTestCase {
    private func own(days: UInt32 = 90, data: [String] = ["pd:EmailAddress"], ids: [String] = ["care"]) -> Terms {
        let permissions = ids.map { id in
            Permission(
                id: id, data: data, purpose: ["dpv:CustomerCare"], operation: ["dpv:Use"], recipient: ["vendor"],
                keep: Keep(days: days, from: .purposeEnd), places: ["EU"])
        }
        return Terms(
            permissions: permissions, prohibitions: [Prohibition(id: "no-ads", purpose: ["dpv:Advertising"])])
    }

    func testTermsThatMeanNothingAreRefusedWithThePlace() throws {
        fails(of: "terms-") { _ = try draftFinish(terms: own(ids: ["care", "care"])) }
        XCTAssertEqual(fails(of: "") { _ = try draftFinish(terms: own(data: [])) }?.path, "/permissions/0/data")
        for json in ["", "{", "[]", "{}", "\u{feff}{}"] { fails(of: "") { _ = try termsParse(machineForm: json.bytes) } }
        XCTAssertEqual(try termsParse(machineForm: termsMachineForm(terms: own())), own())
        XCTAssertEqual(try termsHash(terms: own()), try termsHashOf(bytes: termsMachineForm(terms: own())))
    }

    func testANoSaysEveryReasonAndWhatIsNearest() throws {
        let terms = try termsCompile(terms: own())
        guard case .deny(let reasons, _, _, _, let said) = try terms.judge(request: request("dpv:Advertising")) else {
            return XCTFail("it is forbidden")
        }
        XCTAssertTrue(reasons.contains(.forbidden(rule: "no-ads")))
        XCTAssertTrue(said.contains { $0.english.contains("no-ads") && $0.french.contains("no-ads") })
        XCTAssertTrue(said.allSatisfy { $0.english != $0.french })

        let longer = try terms.judge(request: request("dpv:CustomerCare", keep: nil))
        guard case .deny(let because, _, _, let nearest, _) = longer else { return XCTFail("it is too long") }
        XCTAssertEqual(because, [.notPermitted])
        XCTAssertTrue(nearest.searchedAll)
        XCTAssertTrue(nearest.requests.contains(request("dpv:CustomerCare")), "\(nearest.requests)")
        for one in nearest.requests { XCTAssertTrue(try terms.judge(request: one).permits) }

        let unknown = try terms.judge(request: request("dpv:CustomerCare", "pd:NoSuchData"))
        XCTAssertTrue(unknown.reasons.contains { if case .unknownTerm = $0 { true } else { false } })
        fails("vocab-malformed") { _ = try terms.judge(request: request("dpv:CustomerCare", "")) }
    }

    func testAYesSaysWhatItStandsOnAndTheShortAnswerIsTheSame() throws {
        let terms = try termsCompile(terms: own())
        guard case .permit(let grounds, _, _, _, _) = try terms.judge(request: request("dpv:CustomerCare")) else {
            return XCTFail("it is permitted")
        }
        XCTAssertEqual(grounds, [.rule(id: "care")])
        XCTAssertEqual(try terms.verdict(request: request("dpv:CustomerCare")).effect, .permit)
        XCTAssertEqual(try terms.verdict(request: request("dpv:Advertising")).effect, .deny)
    }

    func testTextsAndRequestsAreCompared() throws {
        let (more, less) = (try termsCompile(terms: own()), try termsCompile(terms: own(days: 30)))
        XCTAssertTrue(try less.fitsWithin(other: more))
        XCTAssertFalse(try more.fitsWithin(other: less))
        let month = request("dpv:CustomerCare", keep: Keep(days: 30, from: .purposeEnd))
        XCTAssertTrue(try requestIsWithin(request: month, other: request("dpv:CustomerCare")))
        XCTAssertFalse(try requestIsWithin(request: request("dpv:CustomerCare"), other: month))
    }

    func testADeclarationFitsOrSaysEachConflict() throws {
        let terms = try termsCompile(terms: own())
        XCTAssertEqual(try declarationFits(declaration: care(), terms: terms).verdict, .fits)
        let ads = process(["pd:EmailAddress"], "dpv:Advertising", .consent, .optional)
        let both = Declaration(processes: care().processes + [ads])
        let fit = try declarationFits(declaration: both, terms: terms)
        XCTAssertEqual(fit.verdict, .conflicts)
        let conflict = try XCTUnwrap(fit.processes.first { $0.process == 1 }?.conflicts.first)
        XCTAssertEqual(conflict.why, .forbidden(rules: ["no-ads"]))
        XCTAssertNotEqual(conflict.sentence.english, conflict.sentence.french)
        func authorise(_ declaration: Declaration) throws -> Authority {
            try declarationAuthorise(declaration: declaration, agreement: nothing64, window: nil, roster: terms)
        }
        fails("decision-not-authorised") { _ = try authorise(both) }
        let id = grantIdOf(agreement: nothing64, process: 0, data: "pd:EmailAddress")
        XCTAssertEqual(try authorise(care()).grants.map(\.id), [id])
    }

    func testABlockBeatsEveryGrantUntilItIsTakenDown() throws {
        let met = try Met()
        XCTAssertTrue(try met.decided(request("dpv:CustomerCare")).permits)
        func against(_ id: String, _ data: String) throws -> Block {
            Block(against: .vendor(vendor: try met.vendor()), what: Prohibition(id: id, data: [data]))
        }
        try met.unchanged {
            fails(of: "") { _ = try met.person.block(block: against("odd", "pd:NoSuchData"), now: now) }
            fails("state-no-such-block") { _ = try met.person.unblock(id: "no", now: now) }
        }
        let block = try against("no", "pd:EmailAddress")
        _ = try met.person.block(block: block, now: now)
        XCTAssertEqual(try met.decided(request("dpv:CustomerCare")).reasons, [.blocked(block: "no")])
        XCTAssertEqual(try blockParse(json: blockToJson(block: block).bytes), block)
        XCTAssertEqual(try met.person.outbox(now: now), [], "nobody is told")
        _ = try met.person.unblock(id: "no", now: now)
        XCTAssertTrue(try met.decided(request("dpv:CustomerCare")).permits)
        fails("state-clock-went-back") {
            _ = try met.person.decide(vendor: met.vendor(), request: request("dpv:CustomerCare"), now: longBefore)
        }
        let stranger = try met.person.decide(
            vendor: "did:web:stranger.example", request: request("dpv:CustomerCare"), now: now)
        XCTAssertEqual(stranger.reasons, [.noAgreement])
    }
}
