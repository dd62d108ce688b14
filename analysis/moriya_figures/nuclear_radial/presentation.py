"""How results of `nuclear-radial` are shown."""

from ..core.registry import Presentation, present

present(
    "nuclear-radial",
    Presentation(leading=("f_con1", "f_con2", "f_dip1", "f_dip2"), symbols={"distance": "k_F r"}, words={"distance": "distance"}),
)
