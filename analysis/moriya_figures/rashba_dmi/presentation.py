"""How results of `rashba-dmi` are shown."""

from ..core.registry import Presentation, present

present(
    "rashba-dmi",
    Presentation(
        leading=("D", "Q"),
        symbols={"alpha": r"\alpha", "mu": r"\mu", "splitting": r"\Delta V", "temperature": "T", "mass": r"m/m_e"},
        words={"splitting": "exchange splitting", "mu": "chemical potential"},
    ),
)
