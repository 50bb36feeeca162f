package vrm

/** The answer as sentences, whatever it is. */
val Decision.sentences: List<Sentence>
    get() = when (this) {
        is Decision.Permit -> sentences
        is Decision.Deny -> sentences
        is Decision.Ask -> sentences
    }
