/// Kahan's sum, whose error does not grow with the number of terms.
public func compensatedSum(_ terms: some Sequence<Double>) -> Double {
    var sum = 0.0
    var lost = 0.0
    for term in terms {
        let corrected = term - lost
        let next = sum + corrected
        lost = (next - sum) - corrected
        sum = next
    }
    return sum
}
