package vrm

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** What terms, grants and blocks say to a request, and why, in sentences. */
class JudgeTest {
    private val own = Terms(
        permissions = listOf(
            Permission(
                "care", listOf("pd:EmailAddress"), listOf("dpv:CustomerCare"), listOf("dpv:Use"), listOf("vendor"),
                keep = Keep(90u, Start.PURPOSE_END), places = listOf("EU"),
            ),
        ),
        prohibitions = listOf(Prohibition("no-ads", purpose = listOf("dpv:Advertising"))),
    )

    private fun judging(terms: Terms = own, ask: (CompiledTerms) -> Unit) = termsCompile(terms).use(ask)

    @Test
    fun `terms that mean nothing are refused with the place`() {
        val twice = own.copy(permissions = own.permissions + own.permissions)
        fails<VrmException.Invalid> { draftFinish(twice) }.isOf("terms")
        val empty = own.copy(permissions = listOf(own.permissions.single().copy(data = listOf())))
        assertEquals("/permissions/0/data", fails<VrmException.Invalid> { draftFinish(empty) }.path)
        for (json in listOf("", "{", "[]", "{}", "\uFEFF{}")) fails<VrmException> { termsParse(json.toByteArray()) }
        assertEquals(own, termsParse(termsMachineForm(own)))
        assertEquals(termsHash(own), termsHashOf(termsMachineForm(own)))
    }

    @Test
    fun `a no says every reason, and what is nearest`() = judging { terms ->
        val ads = terms.judge(request("dpv:Advertising")) as Decision.Deny
        assertTrue(DenyReason.Forbidden("no-ads") in ads.reasons, "${ads.reasons}")
        assertTrue(ads.sentences.isNotEmpty() && ads.sentences.all { it.english != it.french && it.key.isNotEmpty() })
        assertTrue(ads.sentences.any { "no-ads" in it.english && "no-ads" in it.french })

        val longer = terms.judge(request("dpv:CustomerCare").copy(keep = null)) as Decision.Deny
        assertEquals(listOf(DenyReason.NotPermitted), longer.reasons)
        assertTrue(longer.nearest.searchedAll)
        assertTrue(request("dpv:CustomerCare") in longer.nearest.requests, "${longer.nearest.requests}")
        for (nearest in longer.nearest.requests) assertTrue(terms.judge(nearest) is Decision.Permit)

        val unknown = terms.judge(request("dpv:CustomerCare", "pd:NoSuchData")) as Decision.Deny
        assertTrue(unknown.reasons.any { it is DenyReason.UnknownTerm })
        fails<VrmException.Invalid>("vocab-malformed") { terms.judge(request("dpv:CustomerCare", "")) }
    }

    @Test
    fun `a yes says what it stands on, and the short answer is the same`() = judging { terms ->
        val yes = terms.judge(request("dpv:CustomerCare")) as Decision.Permit
        assertEquals(listOf(Ground.Rule("care")), yes.grounds)
        assertEquals(Effect.PERMIT, terms.verdict(request("dpv:CustomerCare")).effect)
        assertEquals(Effect.DENY, terms.verdict(request("dpv:Advertising")).effect)
    }

    @Test
    fun `texts and requests are compared`() = judging { terms ->
        val narrower = own.copy(permissions = listOf(own.permissions.single().copy(keep = Keep(30u, Start.PURPOSE_END))))
        judging(narrower) { less ->
            assertTrue(less.fitsWithin(terms))
            assertTrue(!terms.fitsWithin(less))
        }
        val month = request("dpv:CustomerCare").copy(keep = Keep(30u, Start.PURPOSE_END))
        assertTrue(requestIsWithin(month, request("dpv:CustomerCare")))
        assertTrue(!requestIsWithin(request("dpv:CustomerCare"), month))
    }

    @Test
    fun `a declaration fits, or says each conflict`() = judging { terms ->
        assertEquals(FitVerdict.FITS, declarationFits(care(), terms).verdict)
        val both = Declaration(
            care().processes + process(listOf("pd:EmailAddress"), "dpv:Advertising", Basis.CONSENT, Necessity.OPTIONAL),
        )
        val fit = declarationFits(both, terms)
        assertEquals(FitVerdict.CONFLICTS, fit.verdict)
        val conflict = fit.processes.single { it.process == 1u }.conflicts.single()
        assertEquals(ConflictReason.Forbidden(listOf("no-ads")), conflict.why)
        assertTrue(conflict.sentence.english != conflict.sentence.french)
        fails<VrmException>("decision-not-authorised") { declarationAuthorise(both, "1".repeat(64), null, terms) }
        val authority = declarationAuthorise(care(), "1".repeat(64), null, terms)
        assertEquals(grantIdOf("1".repeat(64), 0u, "pd:EmailAddress"), authority.grants.single().id)
    }

    @Test
    fun `a block beats every grant until it is taken down`() = Met().shows { met ->
        fun decided() = met.person.decide(met.vendor, request("dpv:CustomerCare"), NOW)
        assertTrue(decided() is Decision.Permit)
        val block = Block(BlockSelector.Vendor(met.vendor), Prohibition("no", data = listOf("pd:EmailAddress")))
        met.unchanged {
            val odd = block.copy(what = Prohibition("odd", data = listOf("pd:NoSuchData")))
            fails<VrmException> { met.person.block(odd, now = NOW) }
            fails<VrmException.NotFound>("state-no-such-block") { met.person.unblock("no", now = NOW) }
        }
        met.person.block(block, now = NOW)
        assertEquals(listOf(DenyReason.Blocked("no")), (decided() as Decision.Deny).reasons)
        assertEquals(block, blockParse(blockToJson(block).toByteArray()))
        assertTrue(met.person.outbox(NOW).isEmpty(), "nobody is told")
        met.person.unblock("no", now = NOW)
        assertTrue(decided() is Decision.Permit)
        fails<VrmException>("state-clock-went-back") {
            met.person.decide(met.vendor, request("dpv:CustomerCare"), NOW.minusSeconds(10 * 86_400))
        }
        val stranger = met.person.decide("did:web:stranger.example", request("dpv:CustomerCare"), NOW) as Decision.Deny
        assertEquals(listOf(DenyReason.NoAgreement), stranger.reasons)
    }
}
