"""Papers: page content as plain data, then typeset to a tagged PDF. Next: app.bridge shows and prints it.

`pack` says what stands on the pages; the templates in resources/pages say where and how.
"""
