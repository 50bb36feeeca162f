package vrm

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

class IncidentTest {
    @Test
    fun `a breach is told, reported and closed, in this order and once`() = clinic().shows { met ->
        val incident = Incident(met.agreement, NOW, "a laptop was stolen", listOf("pd:Name"))
        fun notify(incident: Incident) = met.desk.notifyIncident(met.customer, incident, now = NOW)
        fails<VrmException> { notify(incident.copy(what = "")) }.isOf("rights")
        fails<VrmException.NotFound>("state-no-such-agreement") { notify(incident.copy(agreement = "9".repeat(64))) }
        fails<VrmException.NotFound>("state-no-such-incident") {
            met.person.reportIncident(met.with, "1".repeat(64), now = NOW)
        }
        val id = notify(incident).saidId()
        met.carry()
        fun told() = met.view { it.incidents(met.with) }.single()
        assertEquals(incident to IncidentState.OPEN, told().incident to told().state)

        fails<VrmException>("chart-no-such-move") { met.person.closeIncident(met.with, id, now = NOW) }
        met.person.reportIncident(met.with, id, now = NOW)
        assertEquals(IncidentState.REPORTED, told().state)
        fails<VrmException>("chart-no-such-move") { met.person.reportIncident(met.with, id, now = NOW) }
        met.person.closeIncident(met.with, id, now = NOW)
        assertEquals(IncidentState.CLOSED, told().state)
        assertTrue(met.person.outbox(NOW).isEmpty(), "the vendor is told nothing")

        met.desk.reportIncident(met.customer, id, now = NOW)
        met.desk.closeIncident(met.customer, id, now = NOW)
        fails<VrmException>("chart-no-such-move") { met.desk.closeIncident(met.customer, id, now = NOW) }
    }
}
