import java.security.SecureRandom
import java.util.Arrays
import java.util.TreeMap
import vrm.*

/** A store in memory. An app's is a table of a database, and a commit is one transaction. */
class MemoryStore : Store {
    private val rows = TreeMap<ByteArray, ByteArray>(Arrays::compareUnsigned)

    override fun get(key: ByteArray): ByteArray? = synchronized(rows) { rows[key] }

    override fun scan(from: ByteArray, to: ByteArray, limit: UInt): List<StoredPair> = synchronized(rows) {
        val most = limit.coerceAtMost(Int.MAX_VALUE.toUInt()).toInt()
        val within = rows.tailMap(from).entries.asSequence().takeWhile { Arrays.compareUnsigned(it.key, to) < 0 }
        within.take(most).map { StoredPair(it.key, it.value) }.toList()
    }

    override fun commit(guard: StoreGuard, writes: List<StoreWrite>) = synchronized(rows) {
        if (!Arrays.equals(rows[guard.key], guard.expect)) throw StoreFailure.Conflict()
        for (write in writes) when (write) {
            is StoreWrite.Put -> rows[write.key] = write.value
            is StoreWrite.Delete -> rows.remove(write.key)
        }
    }
}

/** Wraps nothing, for a life that ends with the program. An app wraps with the key store of the device. */
object NoKeeper : KeyKeeper {
    override fun wrap(key: ByteArray) = key
    override fun unwrap(wrapped: ByteArray) = wrapped
}

object SystemRandomness : Randomness {
    private val random = SecureRandom()
    override fun bytes(count: UInt) = ByteArray(count.toInt()).also(random::nextBytes)
}
