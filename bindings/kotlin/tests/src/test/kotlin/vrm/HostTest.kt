package vrm

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** What a store, a keeper or a source throws is a typed error, and nothing is lost. */
class HostTest {
    private val thrown: List<() -> Throwable> = listOf(
        { StoreFailure.Unchanged("the disk is full") },
        { StoreFailure.Unknown("no answer came") },
        { IllegalStateException("not open") },
        { NotImplementedError("an Error, not an Exception") },
        { AssertionError() },
        { OutOfMemoryError("thrown, not run out of") },
        { StackOverflowError() },
        { Throwable("bare") },
        { InterruptedException() },
        { Exception("\uFEFF\u0000 \uD83D\uDE00 \uD800") },
        { StoreFailure.Unknown("\uD800") },
    )

    /** Fails as it is told, before or after it did what was asked. */
    private class Failing : MapStore() {
        var at: String? = null
        var after = false
        var throwing: () -> Throwable = { Error() }

        private fun <R> step(name: String, work: () -> R): R {
            if (at == name && !after) throw throwing()
            val done = work()
            if (at == name) throw throwing()
            return done
        }

        override fun get(key: ByteArray) = step("get") { super.get(key) }

        override fun scan(from: ByteArray, to: ByteArray, limit: UInt) = step("scan") { super.scan(from, to, limit) }

        override fun commit(guard: StoreGuard, writes: List<StoreWrite>) =
            step("commit") { super.commit(guard, writes) }
    }

    @Test
    fun `a commit that throws is an error, and the life is whole`() {
        val store = Failing()
        person(store).use { person ->
            for ((number, throwing) in (thrown + thrown).withIndex()) {
                val before = person.head()
                val unchanged = throwing() is StoreFailure.Unchanged
                store.throwing = throwing
                // The second time round it is thrown after all was written.
                store.after = number >= thrown.size && !unchanged
                store.at = "commit"
                val command = "%032x".format(number)
                val failure = fails<VrmException.Store>(if (unchanged) "store-unchanged" else "store-unknown") {
                    person.addVendor("did:web:shop$number.example", nobody(), command, NOW)
                }
                assertEquals(Remedy.TRY_AGAIN, failure.remedy)
                store.at = null
                // The same command again gives its one outcome, whether the store had done it or not.
                person.addVendor("did:web:shop$number.example", nobody(), command, NOW)
                assertEquals(number + 1, person.view().use(View::relationships).size)
                person.leadsThrough(before)
            }
            Person.open(store, SecretKeeper(), Counted(2), person.id()).use { assertEquals(person.head(), it.head()) }
        }
    }

    @Test
    fun `a conflict that the store tells is told`() {
        val store = Failing()
        person(store).use { person ->
            store.throwing = { StoreFailure.Conflict() }
            store.at = "commit"
            fails<VrmException.Conflict>("store-conflict") { person.addVendor(VENDOR, nobody(), now = NOW) }
            store.at = null
            person.refresh()
            person.addVendor(VENDOR, nobody(), now = NOW)
        }
    }

    @Test
    fun `a read that throws is an error`() {
        val store = Failing()
        val id = person(store).use(Person::id)
        for (step in listOf("get", "scan")) {
            for (throwing in thrown) {
                store.throwing = throwing
                store.at = step
                val error = try {
                    Person.open(store, SecretKeeper(), Counted(), id)
                    null
                } catch (error: VrmException.Store) {
                    error
                }
                assertTrue(error != null, "$step: ${throwing()}")
            }
        }
        store.at = null
        Person.open(store, SecretKeeper(), Counted(), id).close()
    }

    @Test
    fun `a keeper that throws is an error, and nothing is stored`() {
        val store = MapStore()
        val id = person(store).use(Person::id)
        for (throwing in thrown + listOf({ KeeperFailure.Failed("no biometrics") })) {
            val keeper = object : KeyKeeper {
                override fun wrap(key: ByteArray): ByteArray = throw throwing()

                override fun unwrap(wrapped: ByteArray): ByteArray = throw throwing()
            }
            val empty = MapStore()
            fails<VrmException.Locked>("keeper-failed") { person(empty, keeper) }
            assertEquals(0, empty.contents().size)
            fails<VrmException.Locked>("keeper-failed") { Person.open(store, keeper, Counted(), id) }
        }
    }

    @Test
    fun `randomness that throws, or gives too little or too much, is an error, and nothing is stored`() {
        val short = listOf<(UInt) -> ByteArray>({ ByteArray(0) }, { ByteArray(it.toInt() - 1) }, { ByteArray(it.toInt() + 1) })
        for (bytes in short + thrown.map { throwing -> { _: UInt -> throw throwing() } }) {
            val random = object : Randomness {
                override fun bytes(count: UInt): ByteArray = bytes(count)
            }
            val store = MapStore()
            fails<VrmException>("keys-randomness-failed") { person(store, random = random) }
            assertEquals(0, store.contents().size)
        }
    }

    @Test
    fun `a store that calls the handle which is calling it is told so`() {
        var inside: Person? = null
        var told: VrmException? = null
        val store = object : MapStore() {
            override fun commit(guard: StoreGuard, writes: List<StoreWrite>) {
                try {
                    inside?.head()
                } catch (error: VrmException) {
                    told = error
                }
                super.commit(guard, writes)
            }
        }
        person(store).use { person ->
            inside = person
            person.addVendor(VENDOR, nobody(), now = NOW)
            assertEquals("border-reentrant", told!!.failure.name)
            assertTrue(told is VrmException.Reentrant)
            assertEquals(1, person.view().use(View::relationships).size)
        }
    }

    @Test
    fun `a store that closes the handle which is calling it does no harm`() {
        var inside: Person? = null
        val store = object : MapStore() {
            override fun commit(guard: StoreGuard, writes: List<StoreWrite>) {
                inside?.close()
                super.commit(guard, writes)
            }
        }
        val person = person(store)
        val id = person.id()
        inside = person
        person.addVendor(VENDOR, nobody(), now = NOW)
        fails<VrmException.Handle>("border-handle") { person.head() }
        inside = null
        Person.open(store, SecretKeeper(), Counted(2), id).use { assertEquals(1, it.view().use(View::relationships).size) }
    }

    /** A store that forgets to look at its guard. */
    private class Careless : MapStore() {
        override fun commit(guard: StoreGuard, writes: List<StoreWrite>) =
            super.commit(guard.copy(expect = get(guard.key)), writes)
    }

    private class Stores(private val make: () -> Store) : FreshStores {
        override fun fresh() = make()
    }

    @Test
    fun `a store sits the exam`() {
        assertEquals(null, conformance(Stores { MapStore() }))
        assertTrue("guard" in conformance(Stores { Careless() })!!.promise)
        assertTrue("no room" in conformance(Stores { throw StoreFailure.Unchanged("no room") })!!.seen)
        conformance(Stores { throw NotImplementedError("no store") })!!
    }
}
