import Foundation

/// Whole Unix seconds. A date that no number of seconds says becomes one that the library refuses.
func wholeSeconds(_ date: Date) -> Int64 {
    Int64(exactly: date.timeIntervalSince1970.rounded(.down)) ?? .max
}
