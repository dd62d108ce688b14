import Numerics

func dot(_ a: [Double], _ b: [Double]) -> Double { a[0] * b[0] + a[1] * b[1] + a[2] * b[2] }

func norm(_ a: [Double]) -> Double { dot(a, a).squareRoot() }

func unit(_ a: [Double]) -> [Double] {
    let length = norm(a)
    return a.map { $0 / length }
}

func cross(_ a: [Double], _ b: [Double]) -> [Double] {
    [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]
}

/// Between two unit vectors, in radians; exact near 0 and π, too.
func angle(_ a: [Double], _ b: [Double]) -> Double { Double.atan2(y: norm(cross(a, b)), x: dot(a, b)) }

/// A vector turned about an axis (O. Rodrigues).
func rotate(_ v: [Double], about axis: [Double], cosine: Double, sine: Double) -> [Double] {
    let (across, along) = (cross(axis, v), dot(axis, v) * (1 - cosine))
    return (0..<3).map { v[$0] * cosine + across[$0] * sine + axis[$0] * along }
}
