/// The constants of the model, in electronvolts, ångströms and kelvins.
public enum RashbaConstants {
    /// ħ²/2mₑ in eV Å² (CODATA 2018, as rounded in the project's reference values).
    public static let halfHBarSquaredOverElectronMass = 3.8099821161
    /// k_B in eV/K: exact in the SI of 2019, 1.380649e-23 J/K over 1.602176634e-19 J/eV.
    public static let boltzmann = 1.380649e-23 / 1.602176634e-19
}
