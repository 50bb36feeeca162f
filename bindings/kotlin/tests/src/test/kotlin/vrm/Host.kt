package vrm

import java.util.Arrays
import java.util.Random
import java.util.TreeMap
import javax.crypto.AEADBadTagException
import javax.crypto.Cipher
import javax.crypto.spec.GCMParameterSpec
import javax.crypto.spec.SecretKeySpec

/** What an app brings, written in Kotlin: a store, a keeper of keys, a source of randomness. */
open class MapStore : Store {
    private val rows = TreeMap<ByteArray, ByteArray>(Arrays::compareUnsigned)

    @Synchronized
    override fun get(key: ByteArray): ByteArray? = rows[key]

    @Synchronized
    override fun scan(from: ByteArray, to: ByteArray, limit: UInt): List<StoredPair> {
        if (Arrays.compareUnsigned(from, to) >= 0) return listOf()
        val most = limit.coerceAtMost(Int.MAX_VALUE.toUInt()).toInt()
        return rows.subMap(from, to).entries.asSequence().take(most).map { StoredPair(it.key, it.value) }.toList()
    }

    @Synchronized
    override fun commit(guard: StoreGuard, writes: List<StoreWrite>) {
        if (!Arrays.equals(rows[guard.key], guard.expect)) throw StoreFailure.Conflict()
        for (write in writes) {
            when (write) {
                is StoreWrite.Put -> rows[write.key] = write.value
                is StoreWrite.Delete -> rows.remove(write.key)
            }
        }
    }

    /** As if it had been there before. */
    @Synchronized
    fun put(key: ByteArray, value: ByteArray) {
        rows[key] = value
    }

    /** Everything that is kept, to be compared. */
    @Synchronized
    fun contents(): List<Pair<List<Byte>, List<Byte>>> = rows.map { (key, value) -> key.toList() to value.toList() }
}

/** Wraps under a key that stays in it, as the key store of a device does. */
class SecretKeeper(secret: ByteArray = ByteArray(32) { 7 }) : KeyKeeper {
    private val key = SecretKeySpec(secret, "AES")

    override fun wrap(key: ByteArray): ByteArray = cipher(Cipher.ENCRYPT_MODE).doFinal(key)

    override fun unwrap(wrapped: ByteArray): ByteArray = try {
        cipher(Cipher.DECRYPT_MODE).doFinal(wrapped)
    } catch (error: AEADBadTagException) {
        throw KeeperFailure.Locked()
    }

    // One key is wrapped once, so that one nonce is no second use of it.
    private fun cipher(mode: Int) =
        Cipher.getInstance("AES/GCM/NoPadding").apply { init(mode, key, GCMParameterSpec(128, ByteArray(12))) }
}

/** The same in every run: for tests, and for nothing else. An app takes `SecureRandom`. */
class Counted(seed: Long = 1) : Randomness {
    private val random = Random(seed)

    override fun bytes(count: UInt): ByteArray = ByteArray(count.toInt()).also(random::nextBytes)
}

val NOW: Instant = Instant.parse("2026-03-01T09:30:00Z")
const val VENDOR = "did:web:shop.example"

/** Settings that ask the person for everything, or let the agent say yes to these entries. */
fun settings(vararg accept: String): Settings {
    val line = Preference(When.Always, Talk.ANYONE, accept.toList(), Who.AGENT)
    return Settings(Preferences(if (accept.isEmpty()) listOf() else listOf(line)), "en")
}

fun person(
    store: Store = MapStore(),
    keeper: KeyKeeper = SecretKeeper(),
    random: Randomness = Counted(),
    settings: Settings = settings(),
): Person = Person.create(store, keeper, random, settings, NOW)

fun nobody() = About()

/** The error that a call gives, of this kind and with this name. */
inline fun <reified E : VrmException> fails(name: String? = null, call: () -> Any?): Failure {
    val error = try {
        call()
        throw AssertionError("it did not fail, expected ${name ?: E::class}")
    } catch (error: VrmException) {
        error
    }
    if (error !is E || name != null && error.failure.name != name) throw AssertionError("expected $name", error)
    return error.failure
}
