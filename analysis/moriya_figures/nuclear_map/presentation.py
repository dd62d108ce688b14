"""How results of `nuclear-map` are shown."""

from ..core.registry import Presentation, present

present("nuclear-map", Presentation(leading=("magnetisation",), symbols={"magnetisation": "M", "accumulation": r"\mu"}))
