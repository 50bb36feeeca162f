package crossing

import MemoryStore
import NoKeeper
import SystemRandomness
import vrm.*
import java.io.File
import java.time.Instant

/** The calls from Kotlin: a folder, then lines `OPERATION TIMES`, each answered by a line with nanoseconds. */
fun main(arguments: Array<String>) {
    fun file(name: String) = File(arguments.single(), name).readBytes()
    val now = Instant.ofEpochSecond(1772357400)
    val (vendor, bundle) = file("vendor").decodeToString() to file("bundle")
    val person = Person.import(file("export"), MemoryStore(), NoKeeper, SystemRandomness)
    val view = person.view()
    val asked = Request("pd:EmailAddress", "dpv:CustomerCare", "dpv:Use", "vendor")
    val operations = mapOf<String, () -> Any>(
        "dpv_version" to { dpvVersion() },
        "verdict" to { view.verdict(vendor, asked, now) },
        "decide" to { view.decide(vendor, asked, now) },
        "bundle_verify" to { bundleVerify(bundle, now) },
    )
    check(view.verdict(vendor, asked, now).effect == Effect.PERMIT)
    for (line in generateSequence(::readLine)) {
        val (name, times) = line.split(' ')
        val call = operations.getValue(name)
        val began = System.nanoTime()
        repeat(times.toInt()) { call() }
        println(System.nanoTime() - began)
    }
}
