import Foundation
import Vrm
import XCTest

final class IncidentTests: XCTestCase {
    func testABreachIsToldReportedAndClosedInThisOrderAndOnce() throws {
        let met = try clinic()
        func notify(_ agreement: String, _ what: String) throws -> Outcome {
            let incident = Incident(agreement: agreement, at: now, what: what, data: ["pd:Name"])
            return try met.desk.notifyIncident(customer: met.customer, incident: incident, now: now)
        }
        fails(of: "rights-") { _ = try notify(met.agreement, "") }
        fails("state-no-such-agreement") { _ = try notify(nothing64, "a laptop was stolen") }
        fails("state-no-such-incident") {
            _ = try met.person.reportIncident(relationship: met.with, incident: nothing64, now: now)
        }
        let id = try notify(met.agreement, "a laptop was stolen").saidId()
        try met.carry()
        func told() throws -> Notified? { try met.person.view().incidents(relationship: met.with).first }
        XCTAssertEqual(try told()?.incident.what, "a laptop was stolen")
        XCTAssertEqual(try told()?.state, .open)

        func report() throws { _ = try met.person.reportIncident(relationship: met.with, incident: id, now: now) }
        func close() throws { _ = try met.person.closeIncident(relationship: met.with, incident: id, now: now) }
        fails("chart-no-such-move") { try close() }
        try report()
        fails("chart-no-such-move") { try report() }
        XCTAssertEqual(try told()?.state, .reported)
        try close()
        XCTAssertEqual(try told()?.state, .closed)
        XCTAssertEqual(try met.person.outbox(now: now), [], "the vendor is told nothing")

        _ = try met.desk.reportIncident(customer: met.customer, incident: id, now: now)
        _ = try met.desk.closeIncident(customer: met.customer, incident: id, now: now)
        fails("chart-no-such-move") {
            _ = try met.desk.closeIncident(customer: met.customer, incident: id, now: now)
        }
    }
}
