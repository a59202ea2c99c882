"""What a text claims about its own figures: each module finds one kind of claim in a passage and
checks it.
"""
