"""How results of `rashba-torque` are shown."""

from ..core.registry import Presentation, present

present(
    "rashba-torque",
    Presentation(
        leading=("K_over_sigma_xx", "K_J"),
        symbols={
            "theta": r"\theta",
            "energy": r"\varepsilon",
            "alpha": r"\alpha",
            "exchange": r"\Delta_{xc}",
            "mass": r"m/m_e",
            "density": "n",
            "K_over_sigma_xx": r"K/\sigma_{xx}",
            "K_J": "K_J",
            "tau": r"\tau",
            "nsigma": r"n\sigma",
            "nK": "nK",
        },
        words={"theta": "angle", "energy": "Fermi energy"},
    ),
)
