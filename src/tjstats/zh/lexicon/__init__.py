"""The words that the reader knows, and nothing else: each class of words in one table, by what it
says.
"""
