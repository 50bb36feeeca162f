package vrm

import org.junit.jupiter.api.Assertions.assertTrue

/** A person and a desk that have agreed on the base agreement, over what the desk declared. */
class Met(
    declared: Declaration = care(),
    store: Store = MapStore(),
    settings: Settings = settings("SD-BASE"),
) : AutoCloseable {
    val person = person(store, settings = settings)
    val desk = desk(declared = declared)
    val with: String
    val agreement: String
    val customer: String

    init {
        with = person.addVendor(desk.did(), nobody(), now = NOW).relationship
        taken(person.receive(desk.profile()!!, NOW))
        person.proffer(with, listOf("SD-BASE"), now = NOW)
        carry(person, desk)
        agreement = view { it.relationship(with) }.inForce.single()
        customer = desk.customers().single()
    }

    val vendor: String get() = view { it.relationship(with) }.vendor

    fun carry() = carry(person, desk)

    fun <R> view(ask: (View) -> R): R = person.view().use(ask)

    fun grant(data: String): String = view { it.grants(with) }.first { data in it.scope.data }.id

    fun stored(data: String, value: String): String = person.storeItem(item(data, value), now = NOW).item!!

    fun claim(right: Right, law: Law = Law.GDPR): Outcome = person.claim(with, Claim(right, law, ClaimScope.All), now = NOW)

    /** Nothing that is done in between writes a word of history. */
    fun unchanged(doing: () -> Unit) {
        val before = person.head()
        doing()
        if (person.head() != before) throw AssertionError("something was written")
    }

    override fun close() {
        person.close()
        desk.close()
    }
}

/** A clinic: health data waits for an explicit consent, one process is optional, and one stands on a law. */
fun clinic() = Met(
    Declaration(
        listOf(
            process(listOf("pd:EmailAddress", "pd:Prescription"), "dpv:CustomerCare", Basis.CONTRACT, Necessity.REQUIRED),
            process(listOf("pd:TelephoneNumber"), "dpv:CustomerCare", Basis.CONSENT, Necessity.OPTIONAL),
            process(listOf("pd:Name"), "dpv:LegalCompliance", Basis.LEGAL_DUTY, Necessity.REQUIRED),
        ),
    ),
)

fun process(data: List<String>, purpose: String, basis: Basis, necessity: Necessity) = DeclaredProcess(
    data = StatedWords.Known(data),
    purpose = StatedWords.Known(listOf(purpose)),
    operation = StatedWords.Known(listOf("dpv:Use")),
    recipient = StatedRecipients.Known(listOf("vendor")),
    keep = StatedKeep.Known(Keep(90u, Start.PURPOSE_END)),
    form = StatedForm.Known(DataForm.IDENTIFIED),
    places = StatedPlaces.Known(listOf("EU")),
    measures = StatedWords.Known(listOf()),
    basis = basis,
    necessity = necessity,
)

/** Customer care with an e-mail address, by contract. */
fun care() =
    Declaration(listOf(process(listOf("pd:EmailAddress"), "dpv:CustomerCare", Basis.CONTRACT, Necessity.REQUIRED)))

fun desk(vararg entries: String = arrayOf("SD-BASE"), seed: Long = 2, declared: Declaration = care()): Desk =
    Desk.create(MapStore(), SecretKeeper(), Counted(seed), null, "Shop $seed", settings(), NOW).also { desk ->
        for (entry in entries) desk.declare(entry, declared, now = NOW)
        desk.setSettings(settings(*entries), now = NOW)
        desk.publish(now = NOW)
    }

/** What customer care asks for. */
fun request(purpose: String, data: String = "pd:EmailAddress") =
    Request(data, purpose, "dpv:Use", "vendor", Keep(90u, Start.PURPOSE_END), places = listOf("EU"))

fun item(data: String, value: String) = NewItem(data, value, ItemSource.Person, TimeWindow())

/** Carries letters until there are none. */
fun carry(person: Person, desk: Desk) {
    while (true) {
        val (mine, theirs) = person.outbox(NOW) to desk.outbox(NOW)
        if (mine.isEmpty() && theirs.isEmpty()) return
        for (letter in mine) {
            taken(desk.receive(letter.bytes, NOW))
            person.sent(letter.id)
        }
        for ((customer, letter) in theirs) {
            taken(person.receive(letter.bytes, NOW))
            desk.sent(customer, letter.id)
        }
    }
}

/** What a test shows of what it opens and closes. It gives nothing, as JUnit passes over a test that gives something. */
fun <T : AutoCloseable> T.shows(test: (T) -> Unit) = use(test)

fun taken(reception: Reception) =
    assertTrue(reception is Reception.Received || reception is Reception.Replay, "$reception")

/** The id of what a command said. */
fun Outcome.saidId(): String = said.first().id!!

fun Failure.isOf(family: String) = assertTrue(name.startsWith("$family-"), name)
