package vrm

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** Which agreement, with whom, and who says yes. */
class PreferencesTest {
    private val preferences = Preferences(
        listOf(
            Preference(When.Vendor("did:web:shop.example"), Talk.NOBODY, by = Who.ME),
            Preference(When.Sector("health"), Talk.KNOWN, listOf("SD-BASE-DP"), Who.ME),
            Preference(When.Place("EU"), Talk.ANYONE, listOf("SD-BASE", "SD-BASE-A"), Who.AGENT),
            Preference(When.Always, Talk.KNOWN, by = Who.ME),
        ),
    )

    private fun stranger(vendor: String, sector: String? = null, place: String? = "FR") =
        Occasion(vendor, Acquaintance.STRANGER, listOfNotNull(sector), place)

    private fun choose(at: Occasion, vararg theirs: String) = preferencesChoose(preferences, theirs.toList(), at)

    @Test
    fun `an entry that no roster has is refused`() {
        val odd = Preferences(listOf(Preference(When.Always, Talk.ANYONE, listOf("NO-SUCH"), Who.AGENT)))
        fails<VrmException>("roster-no-entry") { preferencesChoose(odd, listOf("SD-BASE"), stranger("did:web:a.example")) }
        for (json in listOf("", "{", "[]", "\uFEFF{}")) fails<VrmException> { preferencesParse(json.toByteArray()) }
    }

    @Test
    fun `the line for the vendor comes before all others, and the first that matches counts`() {
        val unwanted = choose(stranger("did:web:shop.example"), "SD-BASE")
        assertEquals(PreferenceChoice.NegotiationRefused, unwanted)
        assertEquals(PreferenceChoice.NegotiationRefused, choose(stranger("did:web:b.example", "health"), "SD-BASE-DP"))
        val known = stranger("did:web:b.example", "health").copy(acquaintance = Acquaintance.KNOWN)
        assertEquals(PreferenceChoice.NeedsHuman("SD-BASE-DP"), choose(known, "SD-BASE-DP"))
        assertEquals(PreferenceChoice.Accept("SD-BASE-A"), choose(stranger("did:web:b.example"), "SD-BASE-A"))
        assertEquals(PreferenceChoice.Accept("SD-BASE"), choose(stranger("did:web:b.example"), "SD-BASE-A", "SD-BASE"))
    }

    @Test
    fun `a proffer that will not do is countered with the first of one's own`() {
        val answer = preferencesAnswerProffer(preferences, listOf("SD-BASE-AT"), stranger("did:web:b.example"))
        assertEquals(PreferenceChoice.Counter("SD-BASE"), answer)
    }

    @Test
    fun `one's own are followed by a group's, which counts where one's own say nothing`() {
        val mine = Preferences(preferences.preferences.dropLast(1))
        val group = Preferences(listOf(Preference(When.Always, Talk.ANYONE, listOf("SD-BASE-DP"), Who.AGENT)))
        val odd = Preferences(listOf(Preference(When.Always, Talk.ANYONE, listOf("NO-SUCH"), Who.AGENT)))
        fails<VrmException>("roster-no-entry") { preferencesFollowedBy(mine, odd) }
        val both = preferencesFollowedBy(mine, group)
        assertEquals(mine.preferences + group.preferences, both.preferences)
        val here = stranger("did:web:b.example")
        assertEquals(PreferenceChoice.Accept("SD-BASE"), preferencesChoose(both, listOf("SD-BASE", "SD-BASE-DP"), here))
        val elsewhere = stranger("did:web:b.example", place = "JP")
        assertEquals(PreferenceChoice.Accept("SD-BASE-DP"), preferencesChoose(both, listOf("SD-BASE", "SD-BASE-DP"), elsewhere))
    }

    @Test
    fun `they are their JSON`() {
        assertEquals(preferences, preferencesParse(preferencesToJson(preferences).toByteArray()))
    }

    @Test
    fun `a life follows those that it was given last`() = desk().shows { desk ->
        person().use { person ->
            val with = person.addVendor(desk.did(), nobody(), now = NOW).relationship
            taken(person.receive(desk.profile()!!, NOW))
            person.proffer(with, listOf("SD-BASE"), now = NOW)
            carry(person, desk)
            fun between() = person.view().use { it.relationship(with) }
            assertTrue(between().inForce.isEmpty(), "the agent may not sign")
            person.accept(with, now = NOW)
            carry(person, desk)
            assertEquals(1, between().inForce.size)
            person.setSettings(settings("SD-BASE").copy(place = "FR", child = false), now = NOW)
            assertEquals("FR", person.view().use(View::settings)!!.place)
        }
    }
}
