package vrm

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** A claim of a right, from the first letter to the answer, or to an authority. */
class RightsTest {
    private fun Met.stands(claim: String, at: Instant = NOW) = view { it.right(with, claim, at) }!!

    private fun Met.answer(claim: String, outcome: RightsOutcome) = desk.answerRight(customer, claim, outcome, now = NOW)

    @Test
    fun `what no law gives is not claimed, and what was not claimed is not answered`() = clinic().shows { met ->
        met.unchanged {
            fails<VrmException> { met.claim(Right.NO_SALE_OR_SHARING) }.isOf("rights")
            fails<VrmException> {
                met.person.claim(met.with, Claim(Right.ACCESS, Law.GDPR, ClaimScope.Data(listOf())), now = NOW)
            }.isOf("rights")
            fails<VrmException>("state-no-such-claim") { met.person.withdrawClaim(met.with, "1".repeat(64), now = NOW) }
            fails<VrmException>("state-no-such-claim") { met.person.escalateClaim(met.with, "1".repeat(64), now = NOW) }
        }
        fails<VrmException>("state-no-such-claim") { met.answer("1".repeat(64), RightsOutcome.Full) }
    }

    @Test
    fun `an erasure asks who it is, is proved, and deletes what was given`() = clinic().shows { met ->
        val mail = met.stored("pd:EmailAddress", "\"ana@example.org\"")
        val letter = met.person.give(met.with, met.grant("pd:EmailAddress"), listOf(mail), now = NOW).said.single().letter
        val claim = met.claim(Right.ERASURE).saidId()
        met.carry()
        assertEquals(RightsState.ACKNOWLEDGED, met.stands(claim).state)
        assertEquals("2026-04-01", met.stands(claim).due)
        assertEquals(RightsState.OVERDUE, met.stands(claim, Instant.parse("2026-04-02T00:00:00Z")).state)

        fails<VrmException> { met.answer(claim, RightsOutcome.Refused("")) }.isOf("rights")
        val more = met.answer(claim, RightsOutcome.NeedsMore("who are you?")).saidId()
        met.carry()
        assertEquals(more, met.stands(claim).needsMore)
        fails<VrmException> { met.person.completeClaim(met.with, more, "x".repeat(3_000), now = NOW) }
        met.person.completeClaim(met.with, more, "it is me", now = NOW)
        met.carry()
        val proof = met.stands(claim).additions.single().letter
        assertEquals("it is me", met.person.proof(met.with, proof))
        assertEquals("it is me", met.desk.proof(met.customer, proof))

        met.answer(claim, RightsOutcome.Full)
        met.carry()
        assertEquals(RightsState.FULFILLED, met.stands(claim).state)
        fails<VrmException>("vault-deleted") { met.desk.disclosed(met.customer, letter) }
        fails<VrmException>("chart-no-such-move") { met.person.withdrawClaim(met.with, claim, now = NOW) }
        fails<VrmException>("chart-no-such-move") { met.person.escalateClaim(met.with, claim, now = NOW) }
    }

    @Test
    fun `an access is answered with a copy, which either side forgets`() = clinic().shows { met ->
        val claim = met.claim(Right.ACCESS).saidId()
        met.carry()
        val data = listOf(Disclosed("pd:EmailAddress", "\"ana@example.org\""))
        fun give(data: List<Disclosed>) = met.desk.giveCopy(met.customer, claim, RightsOutcome.Full, data, now = NOW)
        fails<VrmException> { give(listOf()) }.isOf("vault")
        fails<VrmException> { give(listOf(Disclosed("pd:EmailAddress", "no JSON"))) }
        val letter = give(data).said.single().letter
        met.carry()
        assertEquals(RightsState.FULFILLED, met.stands(claim).state)
        assertEquals(data, met.person.copy(met.with, letter))
        assertEquals(data, met.desk.copy(met.customer, letter))
        fails<VrmException>("vault-no-such-disclosure") { met.person.copy(met.with, "1".repeat(32)) }
        met.person.forgetData(met.with, letter, now = NOW)
        fails<VrmException>("vault-deleted") { met.person.copy(met.with, letter) }
        assertTrue(!met.stands(claim).replies.single().kept)
    }

    @Test
    fun `a refusal is put to an authority, once`() = clinic().shows { met ->
        val claim = met.claim(Right.RECTIFICATION).saidId()
        met.carry()
        fails<VrmException>("chart-no-such-move") { met.person.escalateClaim(met.with, claim, now = NOW) }
        met.answer(claim, RightsOutcome.Refused("it is right as it is"))
        met.carry()
        met.person.escalateClaim(met.with, claim, now = NOW)
        assertEquals(RightsState.ESCALATED, met.stands(claim).state)
        fails<VrmException>("chart-no-such-move") { met.person.escalateClaim(met.with, claim, now = NOW) }
        assertTrue(met.person.outbox(NOW).isEmpty(), "the vendor is told nothing")
    }

    @Test
    fun `deadlines are counted by law and calendar`() {
        val calendar = RightsCalendar(listOf(Weekday.SATURDAY, Weekday.SUNDAY), listOf("2026-04-06"), Rolling.BY_LAW)
        val deadline = rightsDue(Law.GDPR, Right.ACCESS, "2026-03-05", calendar, 0u)
        assertEquals(listOf("2026-04-05", "2026-04-07", "2026-06-05"), listOf(deadline.due, deadline.rolled, deadline.extended))
        fails<VrmException> { rightsDue(Law.GDPR, Right.ACCESS, "2026-03-05", calendar, 1u) }.isOf("rights")
        fails<VrmException.Invalid>("time-no-such-date") { rightsDue(Law.GDPR, Right.ACCESS, "2026-02-30", calendar, 0u) }
        fails<VrmException> { rightsDue(Law.GDPR, Right.ACCESS, "2026-03-05", calendar.copy(weekend = Weekday.entries), 0u) }
        assertEquals(LawPeriod.Months(1u, 2u), lawPeriod(Law.GDPR, Right.ACCESS))
        assertEquals("eu-gdpr:A15", rightConcept(Right.ACCESS))
        assertTrue(lawPauses(Law.UK_GDPR) && !lawPauses(Law.GDPR) && lawExtends(Law.GDPR, Right.ACCESS))
    }
}
