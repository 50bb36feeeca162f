package vrm

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

class ErrorsTest {
    @Test
    fun `an error says what, where, by which rule, and what to do`() {
        val failure = fails<VrmException.Invalid>("form-out-of-range") {
            person(settings = settings().copy(answerWithin = 10_081u))
        }
        assertEquals("/answer_within", failure.path)
        assertEquals(Remedy.CORRECT_INPUT, failure.remedy)
        assertTrue("10080" in failure.text && failure.rule.isNotEmpty(), "$failure")
    }

    @Test
    fun `the message of an error is its text`() = person().shows { person ->
        val error = try {
            person.addVendor("shop.example", nobody(), now = NOW)
            null
        } catch (error: VrmException.Invalid) {
            error
        }
        assertEquals(error!!.failure.text, error.message)
    }

    @Test
    fun `a time that no instant is, is refused`() = person().shows { person ->
        for (time in listOf(Instant.MIN, Instant.MAX)) {
            fails<VrmException.Invalid>("time-out-of-range") { person.addVendor(VENDOR, nobody(), now = time) }
        }
        assertEquals(0, person.view().use(View::relationships).size)
    }

    @Test
    fun `an id that is none is refused, and nothing changes`() = person().shows { person ->
        val head = person.head()
        for (id in listOf("", "f", "F".repeat(32), "f".repeat(31), "f".repeat(31) + "\u0000", "f".repeat(100_000))) {
            fails<VrmException.Invalid>("border-value") { person.accept(id, now = NOW) }
        }
        fails<VrmException.NotFound>("state-no-such-relationship") { person.accept("f".repeat(32), now = NOW) }
        assertEquals(head, person.head())
    }
}
