"""How results of `pearl-map` are shown."""

from ..core.registry import Presentation, present

present(
    "pearl-map",
    Presentation(leading=("current",), symbols={"distance": "r/r_0(0)", "temperature": "T/T_c", "current": "j"}),
)
