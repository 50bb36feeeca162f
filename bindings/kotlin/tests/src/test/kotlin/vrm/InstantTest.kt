package vrm

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test

/** A time is a `java.time.Instant`, in and out, in whole seconds. */
class InstantTest {
    @Test
    fun `a time that no instant is, is refused wherever it stands`() = person().shows { person ->
        val first = Instant.parse("2000-01-01T00:00:00Z")
        val last = Instant.parse("9999-12-31T23:59:59Z")
        for (time in listOf(Instant.MIN, Instant.EPOCH, first.minusNanos(1), last.plusSeconds(1), Instant.MAX)) {
            fails<VrmException.Invalid>("time-out-of-range") { person.addVendor(VENDOR, nobody(), now = time) }
            val item = item("pd:EmailAddress", "\"a\"").copy(window = TimeWindow(until = time))
            fails<VrmException.Invalid>("time-out-of-range") { person.storeItem(item, now = NOW) }
        }
    }

    @Test
    fun `what goes in comes out`() = person().shows { person ->
        for (text in listOf("2000-01-01T00:00:00Z", "2026-03-01T09:30:00Z", "2038-01-19T03:15:00Z", "9999-12-31T23:59:00Z")) {
            val time = Instant.parse(text)
            val id = person.storeItem(item("pd:EmailAddress", "\"a\"").copy(window = TimeWindow(time, null)), now = NOW).item!!
            val facts = person.view().use { it.itemFacts(id) }
            assertEquals(TimeWindow(time, null) to NOW, facts.window to facts.storedAt)
        }
    }

    @Test
    fun `what is finer than a second is left off`() = person().shows { person ->
        person.addVendor(VENDOR, nobody(), now = NOW.plusNanos(999_999_999))
        assertEquals(NOW, person.eventsSince(person.head().p - 1u, 1u).single().at)
    }
}
