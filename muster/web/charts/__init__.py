"""Charts as SVG, drawn on the server from a description: no script, the same on page and paper.

`chart` is what is to be shown, `axes` where a day or a number stands, `drawing` the SVG.
"""
