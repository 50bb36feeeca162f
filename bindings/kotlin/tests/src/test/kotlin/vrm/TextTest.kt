package vrm

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** A text crosses as it is, in both directions, or is refused by the rules of names; none is changed on the way. */
class TextTest {
    @Test
    fun `names come back as they went`() {
        for (name in listOf("a", "Bäckerei Süd & Söhne", "\uD83D\uDE00", "日本語の店", "\uD842\uDFB7野家", "é", "ﷺ", "x".repeat(64))) {
            Desk.create(MapStore(), SecretKeeper(), Counted(), null, name, settings(), NOW).use { desk ->
                assertEquals(name, desk.name())
            }
        }
    }

    @Test
    fun `what no name may have arrives, and is refused for what it is`() {
        val refused = mapOf(
            "" to "text-empty",
            "\uFEFFshop" to "name-forbidden",
            "sh\u0000op" to "name-forbidden",
            "shop\u0000" to "name-forbidden",
            "e\u0301" to "name-not-nfc",
            "a\u202Eb" to "name-forbidden",
            "x".repeat(513) to "text-too-long",
        )
        for ((name, why) in refused) {
            val failure = fails<VrmException>(why) {
                Desk.create(MapStore(), SecretKeeper(), Counted(), null, name, settings(), NOW)
            }
            if (name == "\uFEFFshop") assertTrue("U+FEFF" in failure.text, failure.text)
            if (name == "shop\u0000") assertTrue("character 5" in failure.text, failure.text)
        }
    }

    @Test
    fun `half a pair is no text`() {
        val failure = fails<VrmException.Invalid>("border-not-utf8") {
            Desk.create(MapStore(), SecretKeeper(), Counted(), null, "shop\uD800", settings(), NOW)
        }
        assertEquals("`text` is not UTF-8, expected UTF-8", failure.text)
    }

    @Test
    fun `what is the person's is not in the text of a record`() {
        val item = NewItem("pd:EmailAddress", "\"ada@example.org\"", ItemSource.Person, TimeWindow())
        assertEquals("NewItem(hidden)", item.toString())
        assertEquals("[NewItem(hidden)]", "${listOf(item)}")
        for (outcome in listOf(RightsOutcome.Full, RightsOutcome.Refused("because of Ada"))) {
            assertEquals("RightsOutcome(hidden)", "$outcome")
        }
        val incident = Incident("a".repeat(64), NOW, "Ada's mail was read", listOf("pd:EmailAddress"))
        assertEquals("Incident(hidden)", "$incident")
        assertEquals(item, item.copy())
        // A record of words and rules shows what it says.
        assertTrue("pd:EmailAddress" in WhichGrants.These(listOf("pd:EmailAddress")).toString())
    }
}
