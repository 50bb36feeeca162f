import Foundation

extension VrmError: LocalizedError {
    /// What the error says: code, name, text, path, rule and remedy, whatever its kind.
    public var failure: Failure {
        switch self {
        case .Invalid(let failure), .TooLarge(let failure), .Untrusted(let failure), .Expired(let failure),
            .Replay(let failure), .WrongState(let failure), .Denied(let failure), .NotFound(let failure),
            .Conflict(let failure), .Reentrant(let failure), .Store(let failure), .Locked(let failure),
            .Handle(let failure), .Damaged(let failure), .RolledBack(let failure), .NewerVersion(let failure),
            .Unsupported(let failure), .Internal(let failure):
            return failure
        }
    }

    public var errorDescription: String? { failure.text }
}
