import java.time.Instant
import vrm.*

/** The app carries letters, by whatever way it has, until there are none. */
fun carry(person: Person, desk: Desk, now: Instant) {
    do {
        val mine = person.outbox(now).onEach { receptionAccepted(desk.receive(it.bytes, now)); person.sent(it.id) }
        val theirs = desk.outbox(now).onEach {
            receptionAccepted(person.receive(it.letter.bytes, now))
            desk.sent(it.customer, it.letter.id)
        }
    } while (mine.isNotEmpty() || theirs.isNotEmpty())
}

fun main() {
    val now = Instant.now()
    // A shop, which would be elsewhere, says what it does under the base agreement, and publishes its page.
    val asks = Settings(Preferences(listOf()), language = "en")
    val desk = Desk.create(MemoryStore(), NoKeeper, SystemRandomness, null, "Shop", asks, now)
    val care = """{"processes": [{"data": ["pd:EmailAddress"], "purpose": ["dpv:CustomerCare"], "operation": ["dpv:Use"],
        "recipient": ["vendor"], "basis": "contract"}]}"""
    desk.declare("SD-BASE", declarationParse(care.toByteArray()), now = now)
    // Both let their agents say yes to it, with anyone.
    val agrees = asks.copy(preferences = Preferences(listOf(Preference(When.Always, Talk.ANYONE, listOf("SD-BASE"), Who.AGENT))))
    desk.setSettings(agrees, now = now)
    desk.publish(now = now)
    // The person adds the shop, takes its page, and proffers the agreement: signed by both, one id on both sides.
    val person = Person.create(MemoryStore(), NoKeeper, SystemRandomness, agrees, now)
    val with = person.addVendor(desk.did(), About(name = "The shop"), now = now).relationship
    receptionAccepted(person.receive(desk.profile()!!, now))
    person.proffer(with, listOf("SD-BASE"), now = now)
    carry(person, desk, now)
    val agreement = person.view().use { it.relationship(with) }.inForce.single()
    println("agreed: $agreement")
    // May the shop do it? Then it is taken back, which counts at once here, and from receipt there.
    fun may(purpose: String) = person.decide(desk.did(), Request("pd:EmailAddress", purpose, "dpv:Use", "vendor"), now)
    for (purpose in listOf("dpv:CustomerCare", "dpv:Advertising")) println("$purpose: ${may(purpose).javaClass.simpleName}")
    person.withdraw(with, agreement, WhichGrants.All, now = now)
    carry(person, desk, now)
    may("dpv:CustomerCare").sentences.forEach { println(it.english) }
    listOf(desk, person).forEach(AutoCloseable::close)
}
