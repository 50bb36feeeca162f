package vrm

/** The native library that was found must be the one that the sources were written from. */
internal fun sameVersion(found: String, expected: String) {
    check(found == expected) {
        "the native library is of version $found, expected $expected, the one in the same jar: " +
            "look for another libvrm on the library path"
    }
}
