import CELPA

/// Eigenvalues of distributed matrices by ELPA (elpa.mpcdf.mpg.de), where this program was built with it.
public enum ELPA {
    /// Whether this program was built with ELPA. Where not, what computes throws `ELPAError.unavailable`.
    public static var isAvailable: Bool { moriya_elpa_api_version() != 0 }

    /// Of ELPA's interface, which begins with year and month: 20221109 for ELPA 2022.11. Nil without ELPA.
    public static var version: String? { isAvailable ? "\(moriya_elpa_api_version())" : nil }

    /// ELPA wants this once per process, before all else: its return code.
    static let initialization: Int32 = moriya_elpa_init()
}
