"""The search of large catalogues: an Arrow file with a column for each thing that one may ask.

`columns` says what is in it and reads it from the database, `files` keeps and opens it, `building` makes it
anew in the background, `part` filters it, `answering` counts, and `merging` puts profiles that changed since
into their places. docs/search.md tells the whole story.
"""
