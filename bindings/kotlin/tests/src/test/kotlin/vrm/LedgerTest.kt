package vrm

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** Grants decide without a life too, where an app keeps them itself. */
class LedgerTest {
    private val id = "1".repeat(64)
    private val terms = rosterEntry("SD-BASE").terms
    private val grant = termsCompile(terms).use { declarationAuthorise(care(), id, null, it) }.grants.single()

    @Test
    fun `a grant counts under its agreement, until it is withdrawn for good`() = Ledger().shows { ledger ->
        fun decided() = ledger.decide(VENDOR, request("dpv:CustomerCare"), NOW)
        fails<VrmException>("decision-no-such-agreement") { ledger.grant(VENDOR, grant) }
        fails<VrmException>("decision-no-such-grant") { ledger.step(VENDOR, id, GrantMove.PAUSE, NOW) }
        assertEquals(listOf(DenyReason.NoAgreement), (decided() as Decision.Deny).reasons)
        ledger.agree(VENDOR, id, terms, null)
        ledger.grant(VENDOR, grant)
        assertTrue(decided() is Decision.Permit)
        assertEquals(listOf(grant), ledger.grants(VENDOR))
        ledger.step(VENDOR, grant.id, GrantMove.WITHDRAW, NOW)
        assertTrue(decided() is Decision.Deny)
        fails<VrmException>("decision-wrong-state") { ledger.step(VENDOR, grant.id, GrantMove.RESUME, NOW) }
        assertTrue(grantStatusIsFinal(ledger.find(VENDOR, grant.id)!!.status))
    }

    @Test
    fun `a block beats it, and what is forgotten permits nothing`() = Ledger().shows { ledger ->
        ledger.agree(VENDOR, id, terms, null)
        ledger.grant(VENDOR, grant)
        val block = Block(BlockSelector.Everyone, Prohibition("no", data = listOf("pd:EmailAddress")))
        ledger.block(block)
        fails<VrmException>("decision-already-there") { ledger.block(block) }
        assertEquals(Effect.DENY, ledger.verdict(VENDOR, request("dpv:CustomerCare"), NOW).effect)
        assertTrue(ledger.unblock("no") && !ledger.unblock("no"))
        assertEquals(Effect.PERMIT, ledger.verdict(VENDOR, request("dpv:CustomerCare"), NOW).effect)
        ledger.forget(VENDOR)
        assertTrue(ledger.vendors().isEmpty())
        assertEquals(Effect.DENY, ledger.verdict(VENDOR, request("dpv:CustomerCare"), NOW).effect)
    }
}
