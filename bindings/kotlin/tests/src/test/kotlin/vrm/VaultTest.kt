package vrm

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** The person's own data: stored, given under a grant, and forgotten. */
class VaultTest {
    private val address = "\"ana@example.org\""

    @Test
    fun `what is no item is refused, and changes nothing`() = clinic().shows { met ->
        val odd = item("pd:EmailAddress", address).copy(window = TimeWindow(until = NOW.plusSeconds(1)))
        val refused = mapOf(
            "vault-not-a-category" to item("dpv:PersonalData", address),
            "json-syntax" to item("pd:EmailAddress", "no JSON"),
            "vault-too-long" to item("pd:EmailAddress", "\"" + "x".repeat(40_000) + "\""),
            "vault-not-a-minute" to odd,
        )
        val nothing = "7".repeat(32)
        met.unchanged {
            for ((why, item) in refused) fails<VrmException>(why) { met.person.storeItem(item, now = NOW) }
            fails<VrmException.NotFound>("vault-no-such-item") { met.person.item(nothing) }
            fails<VrmException.NotFound>("vault-no-such-item") { met.person.removeItem(nothing, now = NOW) }
            fails<VrmException.NotFound>("vault-no-such-item") {
                met.person.replaceItem(nothing, item("pd:EmailAddress", address), now = NOW)
            }
        }
    }

    @Test
    fun `nothing is given without a grant, or outside of it`() = clinic().shows { met ->
        val phone = met.stored("pd:TelephoneNumber", "\"1\"")
        val mail = met.stored("pd:EmailAddress", address)
        val grant = met.grant("pd:EmailAddress")
        fun give(grant: String, vararg items: String) = met.person.give(met.with, grant, items.toList(), now = NOW)
        met.unchanged {
            fails<VrmException>("vault-nothing-to-give") { give(grant) }
            fails<VrmException>("vault-not-of-grant") { give(grant, phone) }
            fails<VrmException.NotFound>("vault-no-such-item") { give(grant, "7".repeat(32)) }
            fails<VrmException.NotFound>("state-no-such-grant") { give("1".repeat(64), mail) }
        }
        met.person.pause(met.with, met.agreement, WhichGrants.All, now = NOW)
        fails<VrmException> { give(grant, mail) }
        assertTrue(met.view { it.disclosures(met.with) }.isEmpty())
    }

    @Test
    fun `what was given is read on both sides until it is forgotten`() = clinic().shows { met ->
        val item = met.stored("pd:EmailAddress", "{\"b\": 1, \"a\": \"x\"}")
        assertEquals("{\"a\":\"x\",\"b\":1}", met.person.item(item).content)
        assertEquals(listOf(Givable(met.grant("pd:EmailAddress"), item)), met.view { it.givable(met.with, NOW) })
        val letter = met.person.give(met.with, met.grant("pd:EmailAddress"), listOf(item), now = NOW).said.single().letter
        fun given() = met.view { it.disclosure(met.with, letter) }!!
        assertEquals(DisclosureState.PREPARED, given().state)
        met.carry()
        assertEquals(DisclosureState.ACKNOWLEDGED, given().state)
        val there = met.desk.disclosed(met.customer, letter)
        assertEquals("pd:EmailAddress" to "{\"a\":\"x\",\"b\":1}", there.single().data to there.single().value)
        assertEquals(there, met.person.disclosed(met.with, letter))

        met.person.forgetData(met.with, letter, now = NOW)
        fails<VrmException>("vault-deleted") { met.person.disclosed(met.with, letter) }
        assertEquals(there, met.desk.disclosed(met.customer, letter))
        met.desk.forgetData(met.customer, letter, now = NOW)
        fails<VrmException>("vault-deleted") { met.desk.disclosed(met.customer, letter) }
        fails<VrmException>("vault-no-such-disclosure") { met.person.disclosed(met.with, "1".repeat(32)) }
        met.person.removeItem(item, now = NOW)
        fails<VrmException.NotFound>("vault-no-such-item") { met.person.item(item) }
    }

    @Test
    fun `one value of several is forgotten by its place, and the others stay`() = clinic().shows { met ->
        val items = listOf("\"one@example.org\"", "\"two@example.org\"").map { met.stored("pd:EmailAddress", it) }
        val letter = met.person.give(met.with, met.grant("pd:EmailAddress"), items, now = NOW).said.single().letter
        met.carry()
        fun forget(place: UInt) = met.person.forgetValues(met.with, letter, listOf(place), now = NOW)
        met.unchanged { fails<VrmException>("vault-deleted") { forget(9u) } }
        forget(0u)
        fails<VrmException>("vault-deleted") { forget(0u) }
        assertEquals(listOf(false, true), met.view { it.disclosure(met.with, letter) }!!.items.map(GivenValue::kept))
        assertEquals(1, met.person.disclosed(met.with, letter).size)
        met.desk.forgetValues(met.customer, letter, listOf(1u), now = NOW)
        assertEquals(1, met.desk.disclosed(met.customer, letter).size)
    }

    @Test
    fun `who holds what, and what falls due, is said in both languages`() = clinic().shows { met ->
        val grant = met.grant("pd:EmailAddress")
        met.person.give(met.with, grant, listOf(met.stored("pd:EmailAddress", address)), now = NOW)
        met.claim(Right.ACCESS)
        met.view { view ->
            fails<VrmException>("state-clock-went-back") { view.exposure(NOW.minusSeconds(10 * 86_400)) }
            val line = view.exposure(NOW).lines.single { it.data == "pd:EmailAddress" }
            assertEquals(ExposureGround.Grant(grant, Basis.CONTRACT), line.ground)
            assertEquals(HeldData.Given(NOW), line.held)
            assertTrue(line.sentences.all { it.english != it.french })
            val agenda = view.agenda(NOW).lines
            assertTrue(agenda.any { it.matter is Matter.RightsAnswer } && agenda.any { it.matter is Matter.Unacknowledged })
            assertEquals(agenda.sortedBy(AgendaLine::at), agenda)
        }
    }
}
