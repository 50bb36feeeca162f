package vrm

import java.nio.file.Files
import java.nio.file.Path
import java.util.TreeMap
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.boolean
import kotlinx.serialization.json.int
import kotlinx.serialization.json.jsonArray
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive
import kotlinx.serialization.json.long
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** The life in `bindings/scenario/life.json`: what each step tells and where every history stands is what the file says. */
class ScenarioTest {
    @Test
    fun `the life leads where it says`() {
        val path = System.getProperty("vrm.scenario") ?: throw AssertionError("vrm.scenario names no file")
        val scenario = Json.parseToJsonElement(Files.readString(Path.of(path))).jsonObject
        val steps = scenario.getValue("steps").jsonArray
        assertTrue(steps.isNotEmpty())
        ScenarioPlayer().use { player ->
            for ((number, step) in steps.withIndex()) {
                val of = step.jsonObject
                val expected = of.getValue("expect").jsonObject
                assertEquals(sorted(expected), sorted(player.play(of)), "step ${number + 1}, ${of["call"]}")
            }
            println(player.ends())
        }
    }

    private fun sorted(of: JsonElement): JsonElement =
        if (of is JsonObject) JsonObject(of.toSortedMap().mapValues { sorted(it.value) }) else of
}

private typealias Told = Map<String, String>

/** The same in every language: for tests, and for nothing else. */
private class Counting(private var state: Long) : Randomness {
    override fun bytes(count: UInt) = ByteArray(count.toInt()) {
        state = state * 6364136223846793005L + 1442695040888963407L
        (state ushr 56).toByte()
    }
}

private object ByteKeeper : KeyKeeper {
    override fun wrap(key: ByteArray) = ByteArray(key.size) { (key[it].toInt() xor 7).toByte() }

    override fun unwrap(wrapped: ByteArray) = wrap(wrapped)
}

private class Step(val player: ScenarioPlayer, val of: JsonObject) {
    val on = of["on"]?.jsonPrimitive?.content ?: ""
    val name = of["as"]?.jsonPrimitive?.content ?: ""
    val at: Instant = java.time.Instant.ofEpochSecond(of.getValue("at").jsonPrimitive.long)
    val command = of["command"]?.jsonPrimitive?.content
    val args = player.meant(of["args"] ?: JsonObject(mapOf())).jsonObject

    val person get() = player.people.getValue(on)
    val desk get() = player.desks.getValue(on)

    fun has(name: String) = name in args
    fun text(name: String) = args.getValue(name).jsonPrimitive.content
    fun bytes(name: String) = text(name).toByteArray()
    fun number(name: String) = args.getValue(name).jsonPrimitive.long
    fun texts(name: String) = args.getValue(name).texts()
    fun json(name: String) = args.getValue(name).toString().toByteArray()
    fun record(name: String) = args.getValue(name).jsonObject

    val with get() = text("relationship")
    val agreement get() = text("agreement")
    val customer get() = text("customer")

    fun <T> view(ask: (View) -> T): T = (if (on in player.desks) desk.customer(customer) else person.view()).use(ask)
}

private fun JsonElement.texts() = jsonArray.map { it.jsonPrimitive.content }

private fun JsonObject.text(name: String) = getValue(name).jsonPrimitive.content

private fun JsonObject.textOrNull(name: String) = get(name)?.jsonPrimitive?.content

private fun JsonObject.time(name: String) = get(name)?.let { java.time.Instant.ofEpochSecond(it.jsonPrimitive.long) }

private class ScenarioPlayer : AutoCloseable {
    val people = TreeMap<String, Person>()
    val desks = TreeMap<String, Desk>()
    val stores = mutableMapOf<String, MapStore>()
    private val told = mutableMapOf<String, Told>()
    private var heads = mapOf<String, String>()

    /** A text that is `$NAME/MEMBER` is what the step of that name told. */
    fun meant(of: JsonElement): JsonElement = when {
        of is JsonObject -> JsonObject(of.mapValues { meant(it.value) })
        of is JsonArray -> JsonArray(of.map(::meant))
        of is JsonPrimitive && of.isString && of.content.startsWith("$") -> {
            val (name, member) = of.content.drop(1).split("/", limit = 2)
            JsonPrimitive(told.getValue(name).getValue(member))
        }
        else -> of
    }

    fun play(of: JsonObject): JsonObject {
        val call = of.getValue("call").jsonPrimitive.content
        val act = CALLS[call] ?: throw AssertionError("no such call: $call")
        val step = Step(this, of)
        val shown = try {
            val done = act(step)
            if (step.name.isNotEmpty()) told[step.name] = done
            "told" to JsonObject(compared(done))
        } catch (error: VrmException) {
            val failure = error.failure
            if (of["fails"]?.jsonPrimitive?.content != failure.name) throw error
            val path = JsonPrimitive(failure.path ?: "")
            val parts = mapOf("name" to JsonPrimitive(failure.name), "remedy" to JsonPrimitive(kebab(failure.remedy)))
            "error" to JsonObject(parts + mapOf("code" to JsonPrimitive(failure.code.toInt()), "path" to path))
        }
        val now = allHeads()
        val moved = now.filter { heads[it.key] != it.value }.mapValues { JsonPrimitive(it.value) }
        val gone = heads.keys.filter { it !in now }.associateWith { JsonNull }
        heads = now
        return JsonObject(mapOf(shown, "heads" to JsonObject(moved + gone)))
    }

    private fun compared(told: Told) = told.filterKeys { it != "sealed" }.mapValues { (name, value) ->
        JsonPrimitive(if (name == "bytes") termsHashOf(value.toByteArray()) else value)
    }

    private fun allHeads() = TreeMap<String, String>().apply {
        people.forEach { (name, person) -> put(name, shown(person.head())) }
        for ((name, desk) in desks) {
            put(name, shown(desk.head("0".repeat(32))))
            desk.customers().forEach { put("$name/$it", shown(desk.head(it))) }
        }
    }

    private fun shown(head: Head) = "${head.p}:${head.hash}"

    fun ends() = "scenario: " + heads.toSortedMap().entries.joinToString(" ") { "${it.key}=${it.value}" }

    override fun close() {
        people.values.forEach(Person::close)
        desks.values.forEach(Desk::close)
    }
}

private fun kebab(of: Enum<*>) = of.name.lowercase().replace('_', '-')

private inline fun <reified T : Enum<T>> named(name: String) = enumValues<T>().single { kebab(it) == name }

private fun <T> joined(items: Iterable<T>, text: (T) -> Any? = { it }) = items.mapNotNull(text).joinToString(" ")

private fun told(outcome: Outcome) = mapOf(
    "log" to outcome.log,
    "relationship" to outcome.relationship,
    "kinds" to joined(outcome.kinds),
    "said" to joined(outcome.said) { it.kind },
    "letter" to (outcome.said.firstOrNull()?.letter ?: ""),
    "id" to (outcome.said.firstOrNull()?.id ?: ""),
    "item" to (outcome.item ?: ""),
)

private fun told(reception: Reception): Told = when (reception) {
    is Reception.Received -> told(reception.outcome) + ("reception" to "received")
    is Reception.Replay -> mapOf("reception" to "replay", "letters" to joined(reception.letters))
    is Reception.NeedsKeys -> mapOf("reception" to "needs-keys", "did" to reception.did)
    is Reception.Rejected -> mapOf("reception" to "rejected", "error" to reception.failure.name)
}

private fun told(decision: Decision): Told = mapOf(
    "decision" to when (decision) {
        is Decision.Permit -> "permit"
        is Decision.Deny -> "deny"
        is Decision.Ask -> "ask"
    },
)

private fun told(values: List<Disclosed>): Told =
    mapOf("data" to joined(values) { it.data }, "values" to joined(values) { it.value })

private fun told(sentences: List<Sentence>, lines: Int): Told =
    mapOf("bytes" to sentences.joinToString("\n") { "${it.english}\n${it.french}" }, "lines" to "$lines")

private fun text(bytes: ByteArray) = bytes.toString(Charsets.UTF_8)

private fun Step.settings(): Settings {
    val of = record("settings")
    return Settings(
        preferences = preferencesParse(of.getValue("preferences").toString().toByteArray()),
        language = of.text("language"),
        answerWithin = of.getValue("answer_within").jsonPrimitive.int.toUInt(),
        place = of.textOrNull("place"),
        child = of.getValue("child").jsonPrimitive.boolean,
    )
}

private fun Step.about(): About {
    val of = record("about")
    return About(of.textOrNull("name"), of.getValue("hosts").texts(), of.getValue("sectors").texts())
}

private fun Step.which(): WhichGrants {
    val of = record("which")
    return when (val kind = of.text("kind")) {
        "all" -> WhichGrants.All
        "these" -> WhichGrants.These(of.getValue("grants").texts())
        else -> throw AssertionError(kind)
    }
}

private fun Step.announcement(): Announcement {
    val of = record("announcement")
    val market = of.getValue("market").jsonObject
    return Announcement(
        want = wantParse(of.getValue("want").toString().toByteArray()),
        terms = of.getValue("terms").texts(),
        market = when (val kind = market.text("kind")) {
            "anyone" -> Market.Anyone
            "sectors" -> Market.Sectors(market.getValue("sectors").texts())
            "vendors" -> Market.Vendors(market.getValue("vendors").texts())
            "agreed" -> Market.Agreed
            else -> throw AssertionError(kind)
        },
        until = of.time("until")!!,
        from = of.time("from"),
    )
}

private fun Step.newItem(): NewItem {
    val of = record("new")
    val source = of["source"]?.jsonObject
    val window = of["window"]?.jsonObject
    return NewItem(
        data = of.text("data"),
        content = of.getValue("content").toString(),
        source = if (source?.text("kind") == "issuer") ItemSource.Issuer(source.text("did")) else ItemSource.Person,
        window = TimeWindow(window?.time("from"), window?.time("until")),
    )
}

private fun Step.issuer(): Issuer {
    val of = record("issuer")
    val contact = of.getValue("contact").jsonObject
    val address = contact.getValue("address").jsonObject
    return Issuer(
        contact = Contact(
            office = contact.text("office"),
            address = PostalAddress(
                address.textOrNull("street"),
                address.textOrNull("locality"),
                address.textOrNull("region"),
                address.textOrNull("postal_code"),
                address.textOrNull("box_number"),
                address.textOrNull("country"),
            ),
            email = contact.text("email"),
            phone = contact.text("phone"),
            url = contact.textOrNull("url"),
        ),
        jurisdiction = of.getValue("jurisdiction").texts(),
        exercisedAt = of.text("exercised_at"),
        policy = of.text("policy"),
    )
}

private fun Step.claim(): Claim {
    val of = record("claim")
    val scope = of.getValue("scope").jsonObject
    return Claim(
        right = named(of.text("right")),
        law = named(of.text("law")),
        scope = when (val kind = scope.text("kind")) {
            "all" -> ClaimScope.All
            "data" -> ClaimScope.Data(scope.getValue("words").texts())
            "agreement" -> ClaimScope.Agreement(scope.text("id"))
            else -> throw AssertionError(kind)
        },
    )
}

private fun Step.answer(): RightsOutcome {
    val of = record("answer")
    return when (val kind = of.text("kind")) {
        "full" -> RightsOutcome.Full
        "part" -> RightsOutcome.Part(of.text("reason"))
        "refused" -> RightsOutcome.Refused(of.text("reason"))
        "needs-more" -> RightsOutcome.NeedsMore(of.text("reason"))
        "extended" -> RightsOutcome.Extended(of.text("reason"))
        else -> throw AssertionError(kind)
    }
}

private fun Step.incident(): Incident {
    val of = record("incident")
    return Incident(of.text("agreement"), of.time("at")!!, of.text("what"), of.getValue("data").texts())
}

private fun Step.copied() = args.getValue("data").jsonArray.map(JsonElement::jsonObject).map {
    Disclosed(it.text("data"), it.getValue("value").toString())
}

private fun Step.seated(make: (MapStore, Randomness) -> Person): Told {
    val store = MapStore()
    return make(store, Counting(number("seed"))).let {
        player.people[name] = it
        player.stores[name] = store
        mapOf("id" to it.id())
    }
}

private fun Step.carry(): Told {
    var count = 0
    val refused = mutableListOf<String>()
    val to = texts("desks").map(player.desks::getValue)
    fun heard(reception: Reception) {
        if (reception is Reception.Rejected) refused += reception.failure.name
    }
    do {
        val before = count
        for (letter in person.outbox(at)) {
            count++
            to.forEach { heard(it.receive(letter.bytes, at)) }
            person.sent(letter.id)
        }
        for (desk in to) {
            for ((customer, letter) in desk.outbox(at)) {
                count++
                heard(person.receive(letter.bytes, at))
                desk.sent(customer, letter.id)
            }
        }
    } while (count != before)
    return mapOf("letters" to "$count", "refused" to joined(refused))
}

private val CALLS: Map<String, Step.() -> Told> = mapOf(
    "person.create" to { seated { store, random -> Person.create(store, ByteKeeper, random, settings(), at) } },
    "person.open" to { seated { _, random -> Person.open(player.stores.getValue(text("store")), ByteKeeper, random, text("id")) } },
    "person.import" to { seated { store, random -> Person.import(bytes("bytes"), store, ByteKeeper, random) } },
    "person.free" to {
        player.people.remove(on)!!.close()
        mapOf()
    },
    "person.danger_export" to { mapOf("sealed" to text(person.dangerExport())) },
    "person.leads_through" to {
        person.leadsThrough(player.people.getValue(text("of")).head())
        mapOf()
    },
    "person.events_since" to {
        val events = person.eventsSince(number("position").toULong(), number("limit").toUInt())
        mapOf("bytes" to events.joinToString("") { text(it.text) }, "kinds" to joined(events) { it.kind })
    },
    "person.set_settings" to { told(person.setSettings(settings(), command, at)) },
    "person.set_terms" to { told(person.setTerms(if (has("terms")) termsParse(bytes("terms")) else null, command, at)) },
    "person.load_roster" to {
        told(person.loadRoster(bytes("document"), bytes("statement"), text("authority"), command, at))
    },
    "person.add_vendor" to { told(person.addVendor(text("vendor"), about(), command, at)) },
    "person.describe_vendor" to { told(person.describeVendor(with, about(), command, at)) },
    "person.receive" to { told(person.receive(bytes("bytes"), at)) },
    "person.outbox" to {
        val letters = person.outbox(at)
        val letter = letters.first { it.to == text("to") }
        mapOf("letters" to joined(letters) { it.id }, "letter" to letter.id, "sealed" to text(letter.bytes))
    },
    "person.sent" to {
        person.sent(text("letter"))
        mapOf()
    },
    "person.proffer" to { told(person.proffer(with, texts("entries"), command, at)) },
    "person.accept" to { told(person.accept(with, command, at)) },
    "person.decide" to { told(person.decide(text("vendor"), requestParse(json("request")), at)) },
    "person.answer" to { told(person.answer(with, text("question"), named(text("reply")), command, at)) },
    "person.withdraw" to { told(person.withdraw(with, agreement, which(), command, at)) },
    "person.pause" to { told(person.pause(with, agreement, which(), command, at)) },
    "person.resume" to { told(person.resume(with, agreement, which(), command, at)) },
    "person.block" to { told(person.block(blockParse(json("block")), command, at)) },
    "person.unblock" to { told(person.unblock(text("id"), command, at)) },
    "person.record_use" to { told(person.recordUse(with, text("grant"), command, at)) },
    "person.rotate_keys" to { told(person.rotateKeys(with, command, at)) },
    "person.expire" to { told(person.expire(command, at)) },
    "person.announce" to { told(person.announce(announcement(), command, at)) },
    "person.withdraw_intention" to { told(person.withdrawIntention(text("intention"), command, at)) },
    "person.inbox" to { mapOf("offers" to joined(person.inbox(text("intention")).offers) { it.id }) },
    "person.inbox_rank" to {
        val ranking = person.inboxRank(text("intention"), listOf(), at, number("limit").toUInt())
        mapOf(
            "offers" to joined(ranking.offers) { it.id },
            "scores" to joined(ranking.offers) { it.score },
            "left_out" to joined(ranking.leftOut) { it.id },
            "best" to (ranking.offers.firstOrNull()?.id ?: ""),
        )
    },
    "person.choose" to { told(person.choose(text("intention"), text("offer"), command, at)) },
    "person.store_item" to { told(person.storeItem(newItem(), command, at)) },
    "person.replace_item" to { told(person.replaceItem(text("item"), newItem(), command, at)) },
    "person.remove_item" to { told(person.removeItem(text("item"), command, at)) },
    "person.item" to { person.item(text("item")).let { mapOf("data" to it.facts.data, "content" to it.content) } },
    "person.give" to { told(person.give(with, text("grant"), texts("items"), command, at)) },
    "person.disclosed" to { told(person.disclosed(with, text("disclosure"))) },
    "person.forget_data" to { told(person.forgetData(with, text("disclosure"), command, at)) },
    "person.forget_values" to {
        val places = args.getValue("places").jsonArray.map { it.jsonPrimitive.int.toUInt() }
        told(person.forgetValues(with, text("disclosure"), places, command, at))
    },
    "person.consent" to {
        told(person.consent(with, agreement, number("process").toUInt(), text("data"), command, at))
    },
    "person.claim" to { told(person.claim(with, claim(), command, at)) },
    "person.complete_claim" to {
        told(person.completeClaim(with, text("answer"), args.textOrNull("proof"), command, at))
    },
    "person.withdraw_claim" to { told(person.withdrawClaim(with, text("claim"), command, at)) },
    "person.escalate_claim" to { told(person.escalateClaim(with, text("claim"), command, at)) },
    "person.copy" to { told(person.copy(with, text("letter"))) },
    "person.report_incident" to { told(person.reportIncident(with, text("incident"), command, at)) },
    "person.close_incident" to { told(person.closeIncident(with, text("incident"), command, at)) },
    "person.bundle" to { mapOf("bytes" to text(person.bundle(with, agreement))) },
    "person.end" to { told(person.end(with, agreement, command, at)) },
    "person.terminate" to { told(person.terminate(with, command, at)) },
    "person.erase" to { told(person.erase(with, command, at)) },
    "person.close_life" to { told(person.closeLife(command, at)) },
    "desk.create" to {
        val store = MapStore()
        val did = args.textOrNull("did")
        val desk = Desk.create(store, ByteKeeper, Counting(number("seed")), did, text("name"), settings(), at)
        player.desks[name] = desk
        mapOf("did" to desk.did())
    },
    "desk.declare" to { told(desk.declare(text("entry"), declarationParse(json("declaration")), command, at)) },
    "desk.set_settings" to { told(desk.setSettings(settings(), command, at)) },
    "desk.publish" to { told(desk.publish(command, at)) },
    "desk.rotate_keys" to { told(desk.rotateKeys(command, at)) },
    "desk.profile" to { mapOf("bytes" to text(desk.profile()!!)) },
    "desk.customers" to {
        desk.customers().let { mapOf("customers" to joined(it), "last" to (it.lastOrNull() ?: "")) }
    },
    "desk.receive" to { told(desk.receive(bytes("bytes"), at)) },
    "desk.decide" to { told(desk.decide(customer, requestParse(json("request")), at)) },
    "desk.ask" to { told(desk.ask(customer, agreement, requestParse(json("request")), command, at)) },
    "desk.announce_keys" to { told(desk.announceKeys(customer, command, at)) },
    "desk.offer" to {
        val until = java.time.Instant.ofEpochSecond(number("until"))
        told(desk.offer(customer, quoteParse(json("quote")), text("entry"), until, command, at))
    },
    "desk.issue" to { told(desk.issue(customer, agreement, issuer(), command, at)) },
    "desk.answer_right" to { told(desk.answerRight(customer, text("claim"), answer(), command, at)) },
    "desk.give_copy" to { told(desk.giveCopy(customer, text("claim"), answer(), copied(), command, at)) },
    "desk.proof" to { mapOf("proof" to desk.proof(customer, text("letter"))) },
    "desk.disclosed" to { told(desk.disclosed(customer, text("disclosure"))) },
    "desk.notify_incident" to { told(desk.notifyIncident(customer, incident(), command, at)) },
    "desk.erase" to { told(desk.erase(customer, command, at)) },
    "view.relationship" to {
        val of = view { it.relationship(with) }
        mapOf(
            "vendor" to of.vendor,
            "state" to kebab(of.state),
            "negotiation" to (of.negotiation?.let { kebab(it.state) } ?: ""),
            "last" to (of.agreements.lastOrNull() ?: ""),
            "agreements" to joined(of.agreements),
            "in_force" to joined(of.inForce),
            "questions" to joined(of.questions),
            "waiting" to "${of.waiting.size}",
        )
    },
    "view.agreement" to {
        val of = view { it.agreement(with, agreement) }!!
        mapOf(
            "bytes" to text(of.agreement.person) + "\n" + text(of.agreement.vendor),
            "id" to of.agreement.id,
            "state" to kebab(of.state),
            "first" to kebab(of.first),
        )
    },
    "view.grants" to {
        val grants = view { it.grants(with) }
        mapOf(
            "grants" to joined(grants) { it.id },
            "statuses" to joined(grants) { kebab(it.status) },
            "first" to (grants.firstOrNull()?.id ?: ""),
        )
    },
    "view.question" to {
        val of = view { it.question(with, text("question")) }!!
        mapOf("reply" to (of.reply?.let(::kebab) ?: ""), "grant" to (of.grant ?: ""))
    },
    "view.tombstones" to { mapOf("ids" to joined(view(View::tombstones)) { it.id }) },
    "view.casts" to {
        val casts = view(View::casts)
        mapOf("casts" to joined(casts) { it.id }, "states" to joined(casts) { kebab(it.state) })
    },
    "view.items" to { mapOf("items" to joined(view(View::items)) { it.id }) },
    "view.givable" to {
        val givable = view { it.givable(with, at) }
        mapOf(
            "grant" to (givable.firstOrNull()?.grant ?: ""),
            "item" to (givable.firstOrNull()?.item ?: ""),
            "grants" to joined(givable) { it.grant },
        )
    },
    "view.disclosures" to {
        val given = view { it.disclosures(with) }
        mapOf("disclosures" to joined(given) { it.id }, "states" to joined(given) { kebab(it.state) })
    },
    "view.consents" to {
        val consents = view { it.consents(with) }
        mapOf(
            "bytes" to consents.mapNotNull { it.record?.json }.joinToString("\n"),
            "consents" to joined(consents) { it.id },
            "statuses" to joined(consents) { kebab(it.status) },
        )
    },
    "view.receipt" to {
        val of = view { it.receipt(with, text("receipt")) }!!
        mapOf("bytes" to of.record.json, "excess" to "${of.excess.size}", "refused" to "${of.refused}")
    },
    "view.rights" to {
        val rights = view { it.rights(with, at) }
        mapOf(
            "claims" to joined(rights) { it.id },
            "states" to joined(rights) { kebab(it.state) },
            "due" to joined(rights) { it.due },
        )
    },
    "view.incidents" to {
        val incidents = view { it.incidents(with) }
        mapOf("incidents" to joined(incidents) { it.id }, "states" to joined(incidents) { kebab(it.state) })
    },
    "view.exposure" to { view { it.exposure(at) }.lines.let { lines -> told(lines.flatMap { it.sentences }, lines.size) } },
    "view.agenda" to { view { it.agenda(at) }.lines.let { lines -> told(lines.map { it.sentence }, lines.size) } },
    "bundle.verify" to {
        val findings = bundleVerify(bytes("bytes"), at)
        mapOf("agreement" to (findings.agreement ?: ""), "labels" to joined(findings.statements) { kebab(it.label) })
    },
    "roster.entry_pin" to { entryPin(text("id")).let { mapOf("hash" to it.machine, "version" to it.name.version) } },
    "carry" to Step::carry,
)
