package vrm

import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** From a want that is announced to an offer that is chosen. */
class MarketTest {
    private val until = NOW.plusSeconds(7 * 86_400)

    private fun euros(minor: Long) = Money(minor, "EUR")

    /** A chair for at most 300 euros that carries 110 kg; the cheaper and the sooner the better. */
    private val wanted = Want(
        WantKind.BUY,
        MarketItem("Office chair"),
        "EUR",
        budget = Budget(euros(30_000), BudgetBasis.ALL, tax = true, delivery = true),
        requires = listOf(Requirement("carries", PropertyTest.AtLeast(Measure("110")))),
        prefers = listOf(
            Wish("delivery", 40u, Taste.Between("1", "21", null)),
            Wish("price", 60u, Taste.Between("100", "300", null)),
        ),
    )

    private fun chair(minor: Long, days: UInt) = Quote(
        MarketItem("Office chair"),
        Price(euros(minor), euros(0), euros(0)),
        delivery = Delivery.Within(days),
        properties = listOf(QuotedProperty("carries", PropertyValue.Number(Measure("120")))),
    )

    private fun announcement(terms: List<String> = listOf("SD-BASE")) = Announcement(wanted, terms, Market.Anyone, until)

    /** The intention, and the letter that goes out for it. */
    private fun announced(person: Person): Pair<String, ByteArray> {
        val intention = person.announce(announcement(), now = NOW).relationship
        val letter = person.outbox(NOW).single()
        person.sent(letter.id)
        return intention to letter.bytes
    }

    private fun offered(desk: Desk, person: Person, cast: ByteArray, quote: Quote, entry: String): String {
        val customer = (desk.receive(cast, NOW) as Reception.Received).outcome.log
        val offer = desk.offer(customer, quote, entry, until, now = NOW).saidId()
        for (of in desk.outbox(NOW)) {
            taken(person.receive(of.letter.bytes, NOW))
            desk.sent(of.customer, of.letter.id)
        }
        return offer
    }

    @Test
    fun `what cannot be announced is refused, and changes nothing`() = person(settings = settings("SD-BASE")).shows { person ->
        val head = person.head()
        fails<VrmException>("roster-no-entry") { person.announce(announcement(listOf("NO-SUCH")), now = NOW) }
        fails<VrmException.Invalid>("form-out-of-order") { person.announce(announcement().copy(until = NOW), now = NOW) }
        fails<VrmException>("state-nobody-meant") { person.announce(announcement().copy(market = Market.Agreed), now = NOW) }
        val odd = announcement().copy(want = wanted.copy(currency = "euros"))
        assertEquals("/currency", fails<VrmException.Invalid> { person.announce(odd, now = NOW) }.path)
        val nothing = "7".repeat(32)
        fails<VrmException.NotFound>("state-no-such-intention") { person.inbox(nothing) }
        fails<VrmException.NotFound>("state-no-such-intention") { person.choose(nothing, "1".repeat(64), now = NOW) }
        assertEquals(head, person.head())
    }

    @Test
    fun `the best offer comes first, the one left out says why, and the chosen one is an agreement`() =
        person(settings = settings("SD-BASE")).shows { person ->
            desk("SD-BASE").use { near ->
                desk("SD-BASE", "SD-BASE-A", seed = 3).use { far ->
                    val (intention, cast) = announced(person)
                    val cheap = offered(near, person, cast, chair(15_000, 2u), "SD-BASE")
                    val dear = offered(far, person, cast, chair(31_000, 2u), "SD-BASE-A")

                    val inbox = person.inbox(intention)
                    assertEquals(wanted, inbox.want)
                    assertEquals(setOf(cheap, dear), inbox.offers.map(HeldOffer::id).toSet())
                    val ranking = person.inboxRank(intention, listOf(), NOW, 9u)
                    assertEquals(listOf(cheap), ranking.offers.map(Ranked::id))
                    assertTrue(ranking.offers.single().sentences.all { it.english.isNotEmpty() && it.french.isNotEmpty() })
                    val why = ranking.leftOut.single().also { assertEquals(dear, it.id) }.why
                    assertTrue(why.any { it is Why.Budget && it.cost == euros(31_000) } && why.any { it is Why.Terms }, "$why")

                    val command = "0".repeat(31) + "9"
                    val chosen = person.choose(intention, cheap, command, NOW)
                    assertEquals(chosen, person.choose(intention, cheap, command, NOW))
                    fails<VrmException.WrongState> { person.choose(intention, dear, now = NOW) }
                    carry(person, near)
                    person.view().use { view ->
                        val done = view.intention(intention).single()
                        assertEquals(IntentionState.FULFILLED, done.state)
                        assertEquals(1, view.relationship(done.chosen!!.relationship).inForce.size)
                    }
                    assertTrue(far.customers().none { customer -> far.letters(customer, NOW).isNotEmpty() })
                }
            }
        }

    @Test
    fun `offers are ranked without a life too`() {
        val all = listOf(chair(15_000, 2u), chair(31_000, 1u), chair(20_000, 9u)).mapIndexed { number, quote ->
            Candidate("${number + 1}".repeat(64), quote, NOW, until)
        }
        val ranking = rank(wanted, all, listOf(), NOW, 9u)
        assertEquals(listOf("1".repeat(64), "3".repeat(64)), ranking.offers.map(Ranked::id))
        assertEquals(2uL to 1uL, ranking.fitting to ranking.left)
        val relaxed = ranking.relaxed.single { it.what is Hard.Budget }
        assertEquals(Limit.Budget(euros(31_000)), relaxed.steps.first().first)
        val rate = Rate("USD", "EUR", "0", "the bank")
        fails<VrmException.Invalid>("intention-rate-not-positive") { rank(wanted, all, listOf(rate), NOW, 9u) }
    }

    @Test
    fun `what is taken back takes no offers`() = person(settings = settings("SD-BASE")).shows { person ->
        desk().use { desk ->
            val (intention, cast) = announced(person)
            person.withdrawIntention(intention, now = NOW)
            fails<VrmException.WrongState> { person.withdrawIntention(intention, now = NOW) }
            val customer = (desk.receive(cast, NOW) as Reception.Received).outcome.log
            desk.offer(customer, chair(1, 1u), "SD-BASE", until, now = NOW)
            val late = person.receive(desk.outbox(NOW).single().letter.bytes, NOW)
            assertTrue(late is Reception.Rejected, "$late")
            assertNull(person.view().use { it.intention(intention).single().chosen })
        }
    }

    @Test
    fun `a want and a quote are their JSON, whatever the order of their lists`() {
        for (json in listOf("", "{", "{}", "[]", "\uFEFF{}", """{"kind":"lend"}""")) {
            fails<VrmException> { wantParse(json.toByteArray()) }
            fails<VrmException> { quoteParse(json.toByteArray()) }
        }
        val turned = wanted.copy(prefers = wanted.prefers.reversed())
        assertEquals(wantToJson(wanted), wantToJson(turned))
        assertEquals(wanted, wantParse(wantToJson(turned).toByteArray()))
        val quote = chair(15_000, 2u)
        assertEquals(quote, quoteParse(quoteToJson(quote).toByteArray()))
        assertEquals(euros(15_000), quoteTotal(quote))
    }
}
