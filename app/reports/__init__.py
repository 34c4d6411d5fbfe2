"""Papers: page content as plain data, then typeset to a tagged PDF. Next: app.bridge shows and prints it.

`plan_page` says what stands on the page; the templates in resources/pages say where and how.
"""
