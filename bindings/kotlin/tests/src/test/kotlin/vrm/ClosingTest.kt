package vrm

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

class ClosingTest {
    @Test
    fun `a call after close is an error like any other`() {
        val person = person()
        person.close()
        val failure = fails<VrmException.Handle>("border-handle") { person.id() }
        assertEquals(900u.toUShort(), failure.code)
        assertEquals(Remedy.CORRECT_INPUT, failure.remedy)
        fails<VrmException.Handle>("border-handle") { person.addVendor(VENDOR, nobody(), now = NOW) }
        person.close()
    }

    @Test
    fun `a call after free is the same error`() {
        person().use { person ->
            person.free()
            fails<VrmException.Handle>("border-handle") { person.id() }
            fails<VrmException.Handle>("border-handle") { person.free() }
        }
    }

    @Test
    fun `what is closed is opened again from its store`() {
        val store = MapStore()
        val id = person(store).use { person ->
            person.addVendor(VENDOR, nobody(), now = NOW)
            person.id()
        }
        Person.open(store, SecretKeeper(), Counted(2), id).use { assertEquals(1, it.view().use(View::relationships).size) }
        fails<VrmException.Locked>("keeper-locked") { Person.open(store, SecretKeeper(ByteArray(32)), Counted(), id) }
        fails<VrmException.NotFound>("log-no-such-log") { Person.open(MapStore(), SecretKeeper(), Counted(), id) }
    }

    @Test
    fun `a view outlives the handle that it was taken from`() {
        val person = person()
        val view = person.view()
        person.close()
        assertTrue(view.use(View::relationships).isEmpty())
    }
}
