/// A way to write a job wrongly, with the sentence that the user gets.
struct BadJob {
    let text: String
    let sentence: String

    init(_ text: String, _ sentence: String) {
        self.text = text
        self.sentence = sentence
    }

    static let all = files + systems + axes + ranges + zips + vectorAxes + solvers

    /// Parts of many sentences.
    enum Phrase {
        static let allKeys = "lattice, \(axisKeys)"
        static let axisKeys = "hopping, mu, exchange, temperature, gap_s, gap_p, d_vector, p_phase, nu, delta, displacement"
        static let axisForms = "a list, { from, to, step } or { from, to, count }"
        static let vectorForms = "a list of vectors, or { x, y } with an axis each"
        static let zipForms = "a mapping of axes of equal length, or a list of such mappings"
    }
}
