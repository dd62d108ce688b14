"""How results of `berry-dmi` are shown."""

from ..core.registry import Presentation, present

present(
    "berry-dmi",
    Presentation(
        leading=("D", "Q"),
        symbols={
            "soi_scale": r"\xi",
            "mu": r"\mu",
            "temperature": "T",
            "exchange_direction": r"\hat n",
            "aI": "a^{I}",
            "aII": "a^{II}",
        },
        words={"mu": "chemical potential", "soi_scale": "scale of the spin-orbit interaction"},
    ),
)
