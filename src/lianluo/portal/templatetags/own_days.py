"""Days as a letter writes them, on a deputy's own pages."""

from django import template

from lianluo.foundation import clock
from lianluo.portal.progress import day_words

register = template.Library()


@register.filter
def own_day(day) -> str:
    """ "11月24日"; with its year where that is another one than today's."""
    return day_words(day, clock.today())
