"""How results of `pearl-pair` are shown."""

from ..core.registry import Presentation, present

present(
    "pearl-pair",
    Presentation(
        leading=("J_parallel", "J_perpendicular"),
        symbols={
            "distance": "r/r_0(0)",
            "temperature": "T/T_c",
            "J_parallel": r"J_\parallel",
            "J_perpendicular": r"J_\perp",
            "superfluid_weight": "D/D_0",
            "gap": r"\Delta/\Delta_0",
        },
    ),
)
