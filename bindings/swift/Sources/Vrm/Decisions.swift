extension Decision {
    /// The answer as sentences, whatever it is.
    public var sentences: [Sentence] {
        switch self {
        case .permit(_, _, _, _, let sentences), .deny(_, _, _, _, let sentences), .ask(_, _, let sentences):
            return sentences
        }
    }
}
