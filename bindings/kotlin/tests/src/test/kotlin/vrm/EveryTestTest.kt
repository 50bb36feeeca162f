package vrm

import java.io.File
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

class EveryTestTest {
    /** JUnit passes over such a test without a word, and an expression in Kotlin easily gives something. */
    @Test
    fun `no test gives something`() {
        val folder = File(javaClass.protectionDomain.codeSource.location.toURI()).resolve("vrm")
        val classes = folder.list()!!.filter { it.endsWith("Test.class") }.map { Class.forName("vrm.${it.removeSuffix(".class")}") }
        val tests = classes.flatMap { it.declaredMethods.toList() }.filter { it.isAnnotationPresent(Test::class.java) }
        assertTrue(classes.size > 10 && tests.size > 60, "${classes.size} classes, ${tests.size} tests")
        assertEquals(listOf<String>(), tests.filter { it.returnType != Void.TYPE }.map { "${it.declaringClass.simpleName}: ${it.name}" })
    }
}
