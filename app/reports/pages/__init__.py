"""The pages of a pack, a file each: facts in, content in words out. app.reports.pack has the list of them."""
