package vrm

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertThrows
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.io.File
import java.lang.reflect.InvocationTargetException

/** What is tested is what is shipped. */
class JarTest {
    @Test
    fun `the tests run on the jar and on the library in it`() {
        val place = File(Person::class.java.protectionDomain.codeSource.location.toURI())
        assertTrue(place.isFile && place.name.matches(Regex("""vrm-[0-9.]+\.jar""")), "$place")
        assertEquals(null, System.getProperty("jna.library.path"))
        person().close()
        val mapped = File("/proc/self/maps")
        if (!mapped.exists()) return
        val libraries = mapped.readLines().map { it.substringAfterLast(' ') }.filter { "vrm" in it && ".so" in it }.toSet()
        // JNA unpacks it out of the jar under a name of its own, or finds nothing.
        assertTrue(libraries.isEmpty(), "loaded from outside of the jar: $libraries")
    }

    @Test
    fun `a library of another version is refused`() {
        val same = Class.forName("vrm.VersionKt").getMethod("sameVersion", String::class.java, String::class.java)
        same.invoke(null, "0.1.0", "0.1.0")
        val error = assertThrows(InvocationTargetException::class.java) { same.invoke(null, "0.2.0", "0.1.0") }.cause
        assertTrue(error is IllegalStateException && "0.2.0, expected 0.1.0" in error.message!!, "$error")
    }
}
