"""What can be read in a figure, and whether it can."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text


def shown_texts(figure: Figure) -> list[Text]:
    """Return the labels of axes, insets, colour bars and legends, without those of ticks that are out of view."""
    texts = [text for legend in figure.legends for text in [legend.get_title(), *legend.get_texts()]]
    texts += [text for text in (figure._suptitle, figure._supxlabel) if text is not None]
    for panel in figure.axes:
        for axes in [panel, *panel.child_axes]:
            texts += _texts(axes)
    return [text for text in texts if text.get_visible() and text.get_text()]


def _texts(axes: Axes) -> list[Text]:
    legend = axes.get_legend()
    texts = [legend.get_title(), *legend.get_texts()] if legend else []
    for axis in (axes.xaxis, axes.yaxis):
        low, high = sorted(axis.get_view_interval())
        texts += [axis.label, axis.offsetText]
        texts += [tick.label1 for tick in axis.get_major_ticks() if low <= tick.get_loc() <= high]
        texts += [tick.label2 for tick in axis.get_major_ticks() if low <= tick.get_loc() <= high]
    return texts


def assert_legible(figure: Figure) -> None:
    """Check that no two texts touch and that none leaves the picture."""
    figure.canvas.draw()
    texts = shown_texts(figure)
    assert len(texts) > 3
    boxes = [text.get_window_extent() for text in texts]
    whole = figure.bbox.padded(2)
    for index, box in enumerate(boxes):
        inside = whole.x0 <= box.x0 and box.x1 <= whole.x1 and whole.y0 <= box.y0 and box.y1 <= whole.y1
        assert inside, f"{texts[index].get_text()!r} leaves the picture"
        for other in range(index + 1, len(boxes)):
            touching = box.overlaps(boxes[other])
            assert not touching, f"{texts[index].get_text()!r} touches {texts[other].get_text()!r}"
