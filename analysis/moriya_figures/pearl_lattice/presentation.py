"""How results of `pearl-lattice` are shown."""

from ..core.registry import Presentation, present

present(
    "pearl-lattice",
    Presentation(
        leading=("energy_ferromagnet", "energy_antiferromagnet", "phase"),
        symbols={
            "angle": r"\theta",
            "spacing": "d/r_0(0)",
            "temperature": "T/T_c",
            "theta_c": r"\theta_c",
            "energy_ferromagnet": r"E_\mathrm{FM}",
            "energy_antiferromagnet": r"E_\mathrm{AFM}",
        },
    ),
)
