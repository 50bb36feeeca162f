package vrm

import java.io.File
import java.lang.reflect.Method
import java.lang.reflect.Modifier
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** Every operation of the table that four languages share is here under its name, and nothing else is. */
class NamesTest {
    private val table = File("../../names.tsv").readLines().drop(1).map { it.split('\t')[2] }.filter { it != "-" }.toSet()

    /** A function with an unsigned argument has a suffix that no caller sees. */
    private fun names(methods: Array<Method>) =
        methods.filter { Modifier.isPublic(it.modifiers) && !it.isSynthetic && '$' !in it.name }.map { it.name.substringBefore('-') }

    /** All but `use`, which every closable thing has. */
    private fun functions() =
        names(Class.forName("vrm.VrmKt").declaredMethods).filter { !it.startsWith("uniffi") && it != "use" }.toSet()

    private fun of(type: String): Set<String> {
        val made = Class.forName("vrm.$type")
        val companion = made.declaredClasses.single { it.simpleName == "Companion" }
        val every = setOf("close", "destroy") + names(Any::class.java.declaredMethods)
        val own = (names(made.declaredMethods) + names(companion.declaredMethods)).filter { "niffi" !in it }
        return own.toSet() - every
    }

    private fun same(table: Set<String>, here: Set<String>, of: String) {
        assertEquals(emptySet<String>(), table - here, "$of that are not here")
        assertEquals(emptySet<String>(), here - table, "$of that are not in the table")
    }

    @Test
    fun `the table is whole`() {
        assertTrue(table.size > 250, "${table.size}")
        for (name in listOf("Person.create", "Desk.customers", "View.verdict", "Ledger.<init>", "rank")) {
            assertTrue(name in table, name)
        }
    }

    @Test
    fun `every function is in the table, and every one of the table is here`() {
        same(table.filter { '.' !in it }.toSet(), functions(), "functions")
    }

    @Test
    fun `every method is in the table, and every one of the table is here`() {
        val types = table.filter { '.' in it }.map { it.substringBefore('.') }.toSet()
        for (type in types) {
            val wanted = table.filter { it.startsWith("$type.") }.map { it.substringAfter('.') }.toSet()
            same(wanted - "<init>", of(type), type)
            if ("<init>" in wanted) Class.forName("vrm.$type").getConstructor()
        }
    }
}
