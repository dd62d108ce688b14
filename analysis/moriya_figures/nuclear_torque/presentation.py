"""How results of `nuclear-torque` are shown."""

from ..core.registry import Presentation, present

present(
    "nuclear-torque",
    Presentation(
        leading=("g_field", "g_damp"),
        symbols={
            "gamma": r"\gamma",
            "spin": "I",
            "permeability": r"\mu_r\mu_0",
            "k_fermi": "k_F",
            "g_field": r"g_\mathrm{field}",
            "g_damp": r"g_\mathrm{damp}",
            "critical_accumulation": r"\mu_c",
            "critical_current": "j_c",
        },
    ),
)
