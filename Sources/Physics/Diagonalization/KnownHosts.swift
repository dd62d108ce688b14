import BogoliubovDeGennes
import Synchronization

/// Spectra of lattices without impurities, kept for the problems that follow: the points of a grid mostly share theirs, since the
/// impurities and the temperature are not part of it.
///
/// Rounding depends on where a matrix was diagonalised, so that those who do it otherwise keep what they find apart.
public final class KnownHosts: Sendable {
    struct Host: Hashable, Sendable {
        let superconductor: Superconductor
        /// Under which it is divided.
        let mirror: SitePermutation?
        let reductions: Set<ExactReduction>
    }

    /// The last used comes last.
    private let spectra = Mutex<[(host: Host, spectrum: HostSpectrum)]>([])
    /// How many levels are kept, 8 bytes each, twice; the last spectrum in any case.
    private let capacity: Int

    public init(capacity: Int = 1 << 21) { self.capacity = capacity }

    subscript(host: Host) -> HostSpectrum? {
        get {
            spectra.withLock { spectra in
                guard let place = spectra.firstIndex(where: { $0.host == host }) else { return nil }
                let found = spectra.remove(at: place)
                spectra.append(found)
                return found.spectrum
            }
        }
        set {
            spectra.withLock { spectra in
                spectra.removeAll { $0.host == host }
                guard let newValue else { return }
                spectra.append((host, newValue))
                var levels = spectra.reduce(0) { $0 + $1.spectrum.whole.magnitudes.count }
                while levels > capacity && spectra.count > 1 {
                    levels -= spectra.removeFirst().spectrum.whole.magnitudes.count
                }
            }
        }
    }
}
