package vrm

/** What the error says: code, name, text, path, rule and remedy, whatever its kind. */
val VrmException.failure: Failure
    get() = when (this) {
        is VrmException.Invalid -> failure
        is VrmException.TooLarge -> failure
        is VrmException.Untrusted -> failure
        is VrmException.Expired -> failure
        is VrmException.Replay -> failure
        is VrmException.WrongState -> failure
        is VrmException.Denied -> failure
        is VrmException.NotFound -> failure
        is VrmException.Conflict -> failure
        is VrmException.Reentrant -> failure
        is VrmException.Store -> failure
        is VrmException.Locked -> failure
        is VrmException.Handle -> failure
        is VrmException.Damaged -> failure
        is VrmException.RolledBack -> failure
        is VrmException.NewerVersion -> failure
        is VrmException.Unsupported -> failure
        is VrmException.Internal -> failure
    }

/** The text with a question mark for each half of a pair, of which no bytes can be made. */
internal fun String.unicode(): String = toByteArray(Charsets.UTF_8).toString(Charsets.UTF_8)
