package vrm

import java.io.File
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** The table of errors is the one of every language: the page of the library says each line of it. */
class CodesTest {
    private val page = File("../../../vrm-core/docs/errors.md").readLines()

    private fun kebab(name: String) = name.replace('_', '-').lowercase()

    private fun pascal(name: String) = name.split('-').joinToString("") { it.replaceFirstChar(Char::uppercase) }

    @Test
    fun `every code has its name, kind, remedy and rule, and no other is there`() {
        val rows = codeAll().map { "| ${it.code} | `${it.name}` | ${it.kind} | ${kebab(it.remedy.name)} | ${it.rule} |" }
        assertEquals(page.filter { it.startsWith("| ") && it[2].isDigit() }, rows)
    }

    @Test
    fun `every kind is an exception, and every exception a kind`() {
        val kinds = codeAll().map { pascal(it.kind) }.toSortedSet()
        val exceptions = VrmException::class.java.declaredClasses.filter { VrmException::class.java.isAssignableFrom(it) }
        assertEquals(kinds, exceptions.map { it.simpleName }.toSortedSet())
    }

    @Test
    fun `an exception is of the kind that the table says`() {
        val facts = codeAll().associateBy { it.name }
        val failure = fails<VrmException.NotFound>("state-no-such-relationship") {
            person().use { it.accept("f".repeat(32), now = NOW) }
        }
        val said = facts.getValue(failure.name)
        assertEquals(listOf(said.code, said.remedy, said.rule), listOf(failure.code, failure.remedy, failure.rule))
        assertTrue(Remedy.entries.toSet() == facts.values.map { it.remedy }.toSet())
    }
}
