package vrm

import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.util.concurrent.CountDownLatch
import java.util.concurrent.atomic.AtomicInteger
import kotlin.concurrent.thread

class ThreadsTest {
    @Test
    fun `calls of one handle from many threads wait for each other`() = person().shows { person ->
        val threads = (0 until 8).map { number ->
            thread { repeat(10) { person.addVendor("did:web:shop$number-$it.example", nobody(), now = NOW) } }
        }
        threads.forEach(Thread::join)
        assertEquals(80, person.view().use(View::relationships).size)
    }

    @Test
    fun `two handles on one store never both write on one head`() {
        val store = MapStore()
        person(store).use { one ->
            Person.open(store, SecretKeeper(), Counted(2), one.id()).use { other ->
                val threads = listOf(one, other).mapIndexed { number, person ->
                    thread {
                        repeat(10) {
                            while (true) {
                                try {
                                    person.refresh()
                                    person.addVendor("did:web:shop$number-$it.example", nobody(), now = NOW)
                                    break
                                } catch (error: VrmException.Conflict) {
                                    // The other wrote between the two calls.
                                }
                            }
                        }
                    }
                }
                threads.forEach(Thread::join)
                one.refresh()
                other.refresh()
                assertEquals(one.head(), other.head())
                assertEquals(20, one.view().use(View::relationships).size)
            }
        }
    }

    @Test
    fun `a handle closed while others call it gives outcomes or the one error`() {
        repeat(5) {
            val person = person()
            val start = CountDownLatch(1)
            val wrong = AtomicInteger()
            val threads = (0 until 4).map {
                thread {
                    start.await()
                    repeat(20) {
                        try {
                            person.head()
                        } catch (error: VrmException.Handle) {
                            return@thread
                        } catch (error: Throwable) {
                            wrong.incrementAndGet()
                        }
                    }
                }
            }
            start.countDown()
            person.close()
            threads.forEach(Thread::join)
            assertEquals(0, wrong.get())
        }
    }

    @Test
    fun `in coroutines a call goes where blocking calls go`() = runBlocking {
        val store = MapStore()
        val person = withContext(Dispatchers.IO) { person(store) }
        person.use {
            coroutineScope {
                (0 until 16).map { number ->
                    async(Dispatchers.IO) { person.addVendor("did:web:shop$number.example", nobody(), now = NOW) }
                }.awaitAll()
            }
            assertEquals(16, person.view().use(View::relationships).size)
        }
        val suspending = Person::class.java.methods.filter { method ->
            method.parameterTypes.any { it.name == "kotlin.coroutines.Continuation" }
        }
        assertTrue(suspending.isEmpty(), "$suspending")
    }
}
