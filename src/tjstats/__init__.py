from tjstats.values.figures import Figure
