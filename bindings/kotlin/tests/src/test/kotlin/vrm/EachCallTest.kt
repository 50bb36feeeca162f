package vrm

import java.io.IOException
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** Whichever call to the store throws, the command says so, and loses nothing. */
class EachCallTest {
    /** Throws once, at the call of this number, before or after it did what was asked. */
    private class Once(private val at: Int, private val after: Boolean) : MapStore() {
        var struck = false
        private var calls = 0

        private fun <R> step(work: () -> R): R {
            val strikes = calls++ == at
            if (strikes) struck = true
            if (strikes && !after) throw IOException("call $at")
            val done = work()
            if (strikes) throw IOException("after call $at")
            return done
        }

        override fun get(key: ByteArray) = step { super.get(key) }

        override fun scan(from: ByteArray, to: ByteArray, limit: UInt) = step { super.scan(from, to, limit) }

        override fun commit(guard: StoreGuard, writes: List<StoreWrite>) = step { super.commit(guard, writes) }
    }

    private var thrown = 0

    /** What failed is done again: the same command, the same letter. Any other error fails the test. */
    private fun <R> again(call: () -> R): R = try {
        call()
    } catch (error: VrmException.Store) {
        assertEquals(Remedy.TRY_AGAIN, error.failure.remedy)
        thrown += 1
        call()
    }

    /** A life on this store, over what another had written: agreed, given, withdrawn; and what is left of it. */
    private fun lived(store: MapStore, desk: Desk, id: String): List<Any> =
        again { Person.open(store, SecretKeeper(), Counted(3), id) }.use { person ->
            fun command(number: Int) = "%032x".format(number)
            val with = again { person.addVendor(desk.did(), nobody(), command(1), NOW) }.relationship
            val page = desk.profile()!!
            taken(again { person.receive(page, NOW) })
            again { person.proffer(with, listOf("SD-BASE"), command(2), NOW) }
            while (true) {
                val mine = again { person.outbox(NOW) }
                val theirs = desk.outbox(NOW)
                if (mine.isEmpty() && theirs.isEmpty()) break
                for (letter in mine) {
                    taken(desk.receive(letter.bytes, NOW))
                    again { person.sent(letter.id) }
                }
                for ((customer, letter) in theirs) {
                    taken(again { person.receive(letter.bytes, NOW) })
                    desk.sent(customer, letter.id)
                }
            }
            val agreement = person.view().use { it.relationship(with) }.inForce.single()
            val item = again { person.storeItem(item("pd:EmailAddress", "\"a\""), command(3), NOW) }.item!!
            val grant = person.view().use { it.grants(with) }.single().id
            val letter = again { person.give(with, grant, listOf(item), command(4), NOW) }.said.single().letter
            val disclosed = again { person.disclosed(with, letter) }
            again { person.withdraw(with, agreement, WhichGrants.All, command(5), NOW) }
            again { person.settle() }
            val kept = again { Person.open(store, SecretKeeper(), Counted(4), id) }.use { it.head() }
            assertEquals(kept, person.head())
            val (kinds, letters) = again { person.eventsSince(0u, 1000u) }.map(Entry::kind) to again { person.outbox(NOW) }
            listOf(kept.p, disclosed, kinds, letters.size)
        }

    @Test
    fun `a store that throws at each call in turn loses nothing`() {
        val begun = MapStore()
        val id = person(begun, settings = settings("SD-BASE")).use(Person::id)
        fun run(store: MapStore) = desk(seed = 7).use { desk ->
            for ((key, value) in begun.contents()) store.put(key.toByteArray(), value.toByteArray())
            lived(store, desk, id)
        }
        val undisturbed = run(MapStore())
        assertEquals(0, thrown)
        for (after in listOf(false, true)) {
            var number = 0
            while (true) {
                val store = Once(number, after)
                val before = thrown
                assertEquals(undisturbed, run(store), "call $number, after it: $after")
                if (!store.struck) break
                assertEquals(before + 1, thrown, "call $number, after it: $after")
                number += 1
            }
            assertTrue(number > 30, "$number calls")
        }
    }
}
