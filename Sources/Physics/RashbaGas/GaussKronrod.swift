/// The rule of 7 Gauss and 15 Kronrod points (Piessens et al., QUADPACK, 1983, routine QK15).
public enum GaussKronrod {
    /// Kronrod's positive nodes on [-1, 1] in descending order; those at odd indices are Gauss's.
    static let nodes = [
        0.991455371120812639206854697526329, 0.949107912342758524526189684047851,
        0.864864423359769072789712788640926, 0.741531185599394439863864773280788,
        0.586087235467691130294144691258130, 0.405845151377397166906606412076961,
        0.207784955007898467600689403773245,
    ]
    static let kronrodWeights = [
        0.022935322010529224963732008058970, 0.063092092629978553290700663189204,
        0.104790010322250183839876322541518, 0.140653259715525918745189590510238,
        0.169004726639267902826583426598550, 0.190350578064785409913256402421014,
        0.204432940075298892414161999234649,
    ]
    static let kronrodWeightAtCentre = 0.209482141084727828012999174891714
    static let gaussWeights = [
        0.129484966168869693270611432679082, 0.279705391489276667901467771423780,
        0.381830050505118944950369775488975,
    ]
    static let gaussWeightAtCentre = 0.417959183673469387755102040816327

    /// The integral of two functions by Kronrod's rule, and its distance from Gauss's as the error of each.
    public static func integrate(
        from lower: Double, to upper: Double, _ integrand: (Double) -> SIMD2<Double>
    ) -> (value: SIMD2<Double>, error: SIMD2<Double>) {
        let centre = (lower + upper) / 2
        let halfWidth = (upper - lower) / 2
        let atCentre = integrand(centre)
        var kronrod = kronrodWeightAtCentre * atCentre
        var gauss = gaussWeightAtCentre * atCentre
        for index in nodes.indices {
            let shift = halfWidth * nodes[index]
            let pair = integrand(centre - shift) + integrand(centre + shift)
            kronrod += kronrodWeights[index] * pair
            if index % 2 == 1 { gauss += gaussWeights[index / 2] * pair }
        }
        let difference = halfWidth * (kronrod - gauss)
        return (halfWidth * kronrod, SIMD2(abs(difference.x), abs(difference.y)))
    }
}
