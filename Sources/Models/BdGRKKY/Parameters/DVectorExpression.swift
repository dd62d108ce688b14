import BogoliubovDeGennes
import Numerics

/// A d-vector text that could not be read.
package struct DVectorSyntaxError: Error, Equatable {
    package let reason: String
}

extension DVector {
    /// Reads sums and products of e_x, e_y, e_z, p_x, p_y, numbers and i, with brackets: `(e_x + i*e_y) * (p_x + i*p_y)`.
    ///
    /// Every term must hold exactly one e and one p.
    package init(parsing text: String) throws(DVectorSyntaxError) {
        var parser = ExpressionParser(text)
        let polynomial = try parser.parse()
        var x = [Complex<Double>](repeating: .zero, count: 3)
        var y = x
        for (term, coefficient) in polynomial.terms where coefficient != .zero {
            guard let vector = term.vector, let momentum = term.momentum else {
                throw DVectorSyntaxError(reason: "the term \(term) is not a vector (e_x, e_y, e_z) times a momentum (p_x, p_y)")
            }
            if momentum == 0 { x[vector] = coefficient } else { y[vector] = coefficient }
        }
        self.init(x: x, y: y)
    }
}

/// A polynomial of first degree in e and in p.
private struct Polynomial {
    struct Term: Hashable, CustomStringConvertible {
        var vector: Int?
        var momentum: Int?

        var description: String {
            let factors = [vector.map { "e_" + ["x", "y", "z"][$0] }, momentum.map { "p_" + ["x", "y"][$0] }]
            let text = factors.compactMap { $0 }.joined(separator: "*")
            return text.isEmpty ? "without e and p" : text
        }
    }

    var terms: [Term: Complex<Double>]

    static func number(_ value: Complex<Double>) -> Polynomial { Polynomial(terms: [Term(): value]) }

    static func + (a: Polynomial, b: Polynomial) -> Polynomial {
        Polynomial(terms: a.terms.merging(b.terms) { $0 + $1 })
    }

    static func product(_ a: Polynomial, _ b: Polynomial) throws(DVectorSyntaxError) -> Polynomial {
        var terms: [Term: Complex<Double>] = [:]
        for (termA, valueA) in a.terms {
            for (termB, valueB) in b.terms {
                if termA.vector != nil && termB.vector != nil {
                    throw DVectorSyntaxError(reason: "a product holds two vectors e; one is allowed")
                }
                if termA.momentum != nil && termB.momentum != nil {
                    throw DVectorSyntaxError(
                        reason: "a product holds two momenta p; one is allowed, since pairing reaches nearest neighbours only")
                }
                let term = Term(vector: termA.vector ?? termB.vector, momentum: termA.momentum ?? termB.momentum)
                terms[term, default: .zero] += valueA * valueB
            }
        }
        return Polynomial(terms: terms)
    }
}

/// sum = ["-"] product { ("+" | "-") product }; product = factor { "*" factor | "/" factor };
/// factor = number | name | "(" sum ")" | "-" factor.
private struct ExpressionParser {
    private let characters: [Character]
    private var position = 0
    private var depth = 0

    init(_ text: String) { characters = text.filter { !$0.isWhitespace }.map { $0 } }

    mutating func parse() throws(DVectorSyntaxError) -> Polynomial {
        guard !characters.isEmpty else { throw DVectorSyntaxError(reason: "it is empty") }
        let result = try sum()
        guard position == characters.count else { throw unexpected() }
        return result
    }

    private var next: Character? { position < characters.count ? characters[position] : nil }

    private func unexpected() -> DVectorSyntaxError {
        guard let next else { return DVectorSyntaxError(reason: "it ends where a term is expected") }
        if next == "^" || next == "*" && position > 0 && characters[position - 1] == "*" {
            return DVectorSyntaxError(
                reason: "there are no powers: pairing reaches nearest neighbours only, so that every term has one p_x or p_y")
        }
        return DVectorSyntaxError(reason: "\"\(next)\" is not expected at character \(position + 1) (spaces not counted)")
    }

    private mutating func accept(_ character: Character) -> Bool {
        guard next == character else { return false }
        position += 1
        return true
    }

    private mutating func sum() throws(DVectorSyntaxError) -> Polynomial {
        var result = try product()
        while true {
            if accept("+") {
                result = try result + product()
            } else if accept("-") {
                result = try result + .product(.number(-1), product())
            } else {
                return result
            }
        }
    }

    private mutating func product() throws(DVectorSyntaxError) -> Polynomial {
        var result = try factor()
        while true {
            if accept("*") {
                result = try .product(result, factor())
            } else if accept("/") {
                let divisor = try factor()
                guard divisor.terms.keys.allSatisfy({ $0 == Polynomial.Term() }),
                    let value = divisor.terms[Polynomial.Term()], value != .zero
                else { throw DVectorSyntaxError(reason: "division is by non-zero numbers only") }
                result = try .product(result, .number(1 / value))
            } else {
                return result
            }
        }
    }

    private mutating func factor() throws(DVectorSyntaxError) -> Polynomial {
        depth += 1
        defer { depth -= 1 }
        guard depth < 100 else { throw DVectorSyntaxError(reason: "its brackets are nested more than 100 deep") }
        if accept("-") { return try .product(.number(-1), factor()) }
        if accept("(") {
            let inner = try sum()
            guard accept(")") else {
                throw next == nil ? DVectorSyntaxError(reason: "a closing bracket is missing") : unexpected()
            }
            return inner
        }
        let start = position
        if let first = next, first.isNumber || first == "." {
            while let c = next, c.isNumber || c == "." || c == "e" || isExponentSign(c) { position += 1 }
            // "2e_x" is the number 2 run into a name; refuse it rather than guess.
            if next == "j" || next == "i" {
                let number = String(characters[start..<position])
                throw DVectorSyntaxError(reason: "\"\(number)\(next ?? "i")\" is no number; the product is written \(number)*i")
            }
            guard let value = Double(String(characters[start..<position])), value.isFinite else {
                throw DVectorSyntaxError(reason: "\"\(String(characters[start..<position]))\" is not a number")
            }
            return .number(Complex(value))
        }
        while let c = next, c.isLetter || c == "_" { position += 1 }
        let name = String(characters[start..<position])
        switch name {
        case "": throw unexpected()
        case "i": return .number(.i)
        case "e_x", "e_y", "e_z":
            return Polynomial(terms: [.init(vector: ["e_x": 0, "e_y": 1, "e_z": 2][name]): 1])
        case "p_x", "p_y": return Polynomial(terms: [.init(momentum: name == "p_x" ? 0 : 1): 1])
        case "j": throw DVectorSyntaxError(reason: "the imaginary unit is written i, not j")
        case "jp_x", "jp_y", "je_x", "je_y", "je_z", "ip_x", "ip_y", "ie_x", "ie_y", "ie_z":
            throw DVectorSyntaxError(reason: "\"\(name)\" is no name; the product is written i*\(name.dropFirst())")
        default: throw DVectorSyntaxError(reason: "\"\(name)\" is not one of e_x, e_y, e_z, p_x, p_y, i")
        }
    }

    private func isExponentSign(_ character: Character) -> Bool {
        (character == "-" || character == "+") && position > 0 && characters[position - 1] == "e"
    }
}
