"""The quarter's papers: the sheet that shows, saves and prints them. Next: app.bridge.exchange_jobs sets them."""
