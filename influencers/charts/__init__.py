"""What the charts are made of: geometry, labels that keep clear of each other, points that tell their value.

`geometry` and `labels` are pure; the rest writes inline SVG without script or style attributes. Text sits at
percentage coordinates and so never scales. Every text goes through `format_html`: hostile names stay text.
"""
