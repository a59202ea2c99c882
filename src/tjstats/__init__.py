from tjstats.values.figures import Figure
from tjstats.records.indicators import Indicator
