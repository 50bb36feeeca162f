package vrm

import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.io.File

class LeakTest {
    /** Fewer where the library is one for developing, which is slow. */
    private val lives = Integer.getInteger("vrm.lives", 10_000)

    @Test
    fun `lives opened and closed leave nothing behind`() {
        val store = MapStore()
        val id = person(store).use(Person::id)
        fun open(times: Int) = repeat(times) {
            Person.open(store, SecretKeeper(), Counted(), id).use { person ->
                person.view().use(View::head)
                fails<VrmException.Invalid>("border-value") { person.accept("none", now = NOW) }
            }
        }
        open(lives / 5)
        val before = resident()
        open(lives)
        val grown = resident() - before
        // What 10,000 lives take would be some hundred mebibytes.
        assertTrue(grown < 48, "grown by $grown MiB")
    }

    /** What the process holds in memory, in MiB, or of the heap alone where that cannot be read. */
    private fun resident(): Long {
        repeat(3) { System.gc() }
        val status = File("/proc/self/status")
        if (!status.exists()) return Runtime.getRuntime().run { totalMemory() - freeMemory() } / (1 shl 20)
        return status.readLines().first { it.startsWith("VmRSS:") }.filter(Char::isDigit).toLong() / 1024
    }
}
