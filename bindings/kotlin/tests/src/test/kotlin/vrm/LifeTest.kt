package vrm

import org.junit.jupiter.api.Assertions.assertArrayEquals
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** A person and a desk, from the first page to the end. */
class LifeTest {
    @Test
    fun `both sides have the same agreement, and the same grants decide, until it is withdrawn`() = Met().shows { met ->
        val mine = met.view { it.agreement(met.with, met.agreement) }!!
        val theirs = met.desk.customer(met.customer).use { it.agreement(it.relationships().single(), met.agreement) }!!
        assertEquals(AgreementState.IN_FORCE, mine.state)
        assertEquals(care(), mine.agreement.document.declaration)
        assertArrayEquals(theirs.agreement.person, mine.agreement.person)

        val care = request("dpv:CustomerCare")
        fun here() = met.person.decide(met.vendor, care, NOW)
        fun there() = met.desk.decide(met.customer, care, NOW)
        assertTrue(here() is Decision.Permit && there() is Decision.Permit)
        val ads = met.person.decide(met.vendor, request("dpv:Advertising"), NOW) as Decision.Deny
        assertTrue(ads.sentences.isNotEmpty() && ads.reasons.isNotEmpty())

        met.person.pause(met.with, met.agreement, WhichGrants.All, now = NOW)
        assertTrue(here() is Decision.Deny)
        met.person.resume(met.with, met.agreement, WhichGrants.All, now = NOW)
        assertTrue(here() is Decision.Permit)
        met.person.withdraw(met.with, met.agreement, WhichGrants.All, now = NOW)
        fails<VrmException>("state-nothing-to-do") {
            met.person.withdraw(met.with, met.agreement, WhichGrants.All, now = NOW)
        }
        assertTrue(here() is Decision.Deny && there() is Decision.Permit, "there it counts from receipt")
        met.carry()
        assertTrue(there() is Decision.Deny)
    }

    @Test
    fun `what was agreed is proved by public keys alone`() = Met().shows { met ->
        fails<VrmException.Invalid>("json-syntax") { bundleVerify("{".toByteArray(), NOW) }
        fails<VrmException.NotFound>("state-no-such-agreement") { met.person.bundle(met.with, "1".repeat(64)) }
        val findings = bundleVerify(met.person.bundle(met.with, met.agreement), NOW)
        assertEquals(met.agreement, findings.agreement)
        assertTrue(findings.statements.any { it.label == Label.BOTH && it.doubt == null })
    }

    @Test
    fun `a question is answered once`() = Met().shows { met ->
        fails<VrmException>("state-nothing-covers") {
            met.desk.ask(met.customer, met.agreement, request("dpv:Advertising"), now = NOW)
        }
        val id = met.desk.ask(met.customer, met.agreement, request("dpv:CustomerCare"), now = NOW).saidId()
        met.carry()
        assertEquals(null, met.view { it.question(met.with, id) }!!.reply)
        met.person.answer(met.with, id, Reply.ONCE, now = NOW)
        fails<VrmException>("state-answered-already") { met.person.answer(met.with, id, Reply.NO, now = NOW) }
        met.carry()
        val there = met.desk.customer(met.customer).use { it.question(it.relationships().single(), id) }
        assertEquals(Reply.ONCE, there!!.reply)
    }

    @Test
    fun `what comes is taken once, and what is nonsense is refused and told nobody`() = Met().shows { met ->
        met.unchanged {
            for (bytes in listOf("", "nonsense", "a.b.c", "\uFEFF{}", "\u0000")) {
                val rejected = met.person.receive(bytes.toByteArray(), NOW) as Reception.Rejected
                assertTrue(rejected.failure.text.isNotEmpty())
            }
            assertTrue(met.person.receive(met.desk.profile()!!, NOW) is Reception.Replay)
        }
        assertTrue(met.person.outbox(NOW).isEmpty())
    }

    @Test
    fun `what is erased is gone, and leaves a tombstone`() = Met().shows { met ->
        val vendor = met.vendor
        fails<VrmException>("state-in-force") { met.person.erase(met.with, now = NOW) }
        met.person.end(met.with, met.agreement, now = NOW)
        fails<VrmException>("state-letters-wait") { met.person.erase(met.with, now = NOW) }
        met.carry()
        met.person.terminate(met.with, now = NOW)
        met.carry()
        met.person.erase(met.with, now = NOW)
        fails<VrmException.NotFound>("state-no-such-relationship") { met.view { it.relationship(met.with) } }
        assertEquals(listOf(met.with), met.view(View::tombstones).map(Tombstone::id))
        assertTrue(vendor !in met.person.dangerExport().toString(Charsets.UTF_8))
    }

    @Test
    fun `a life goes elsewhere whole, and stays here no longer than it is wanted`() = Met().shows { met ->
        val item = met.stored("pd:EmailAddress", "\"ana@example.org\"")
        val export = met.person.dangerExport()
        val laptop = MapStore()
        Person.import(export, laptop, SecretKeeper(ByteArray(32) { 9 }), Counted(5)).use { elsewhere ->
            assertEquals(met.person.head(), elsewhere.head())
            assertEquals(listOf(met.with), elsewhere.view().use(View::relationships))
            assertEquals("\"ana@example.org\"", elsewhere.item(item).content)
            fails<VrmException>("log-already-there") { Person.import(export, laptop, SecretKeeper(), Counted(5)) }
        }
        val empty = MapStore()
        for (place in listOf(0, export.size / 3, export.size / 2, export.size - 2)) {
            val changed = export.copyOf().also { it[place] = (it[place] + 1).toByte() }
            fails<VrmException> { Person.import(changed, empty, SecretKeeper(), Counted(5)) }
        }
        fails<VrmException> { Person.import(export.copyOf(export.size / 2), empty, SecretKeeper(), Counted(5)) }
        fails<VrmException> { Person.import(ByteArray(0), empty, SecretKeeper(), Counted(5)) }
        assertTrue(empty.contents().isEmpty())
        met.person.closeLife(now = NOW)
        fails<VrmException.WrongState> { met.person.addVendor(VENDOR, nobody(), now = NOW) }
    }
}
