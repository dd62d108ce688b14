/// The candidates most like a misspelt word, if any are so alike that they may have been meant.
func nearest(to word: String, among candidates: [String]) -> [String] {
    let length = word.count
    guard length <= 40 else { return [] }
    // Two words of three letters that share only one are not alike.
    let limit = length <= 3 ? 1 : max(2, length / 3)
    let scored = candidates.map { (distance: editDistance(word.lowercased(), $0.lowercased()), word: $0) }
    guard let least = scored.map(\.distance).min(), least <= limit else { return [] }
    return scored.filter { $0.distance == least }.map(\.word)
}

/// How many letters must be inserted, deleted or replaced to turn one text into the other.
func editDistance(_ first: String, _ second: String) -> Int {
    let second = Array(second)
    var previous = Array(0...second.count)
    for (row, letter) in first.enumerated() {
        var current = [row + 1]
        for column in second.indices {
            let replaced = previous[column] + (letter == second[column] ? 0 : 1)
            current.append(min(replaced, previous[column + 1] + 1, current[column] + 1))
        }
        previous = current
    }
    return previous[second.count]
}

/// The end of a sentence about an unknown word: a suggestion where there is one.
func suggestion(for word: String, among candidates: [String]) -> String {
    let meant = nearest(to: word, among: candidates).map { "\"\($0)\"" }
    return meant.isEmpty ? "" : "; did you mean \(meant.joined(separator: " or "))?"
}
