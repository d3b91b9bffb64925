"""The charts as template tags: what they draw is in `influencers.charts`.

Shares are 0 to 1, and so are percentiles.
"""

from django import template

from influencers.charts import audience, bars, course, frontier, mix, neighbours, turning

register = template.Library()

register.simple_tag(mix.spend_field)
register.simple_tag(mix.mix_lines)
register.simple_tag(mix.mix_scale)
register.simple_tag(mix.mix_numbers)
register.simple_tag(bars.bar)
register.simple_tag(bars.histogram)
register.simple_tag(bars.interval)
register.simple_tag(bars.interval_axis)
register.simple_tag(bars.percentile)
register.simple_tag(bars.percentile_axis)
register.simple_tag(turning.turning)
register.simple_tag(audience.audience_numbers)
register.inclusion_tag("charts/_counted_once.html")(bars.counted_once)
register.inclusion_tag("charts/_course.html")(course.course)
register.inclusion_tag("charts/_frontier.html")(frontier.frontier)
register.inclusion_tag("charts/_neighbours.html")(neighbours.neighbours)
