"""Figures that come in: the import sheet. Next: app.bridge.exchange_jobs reads, compares and stores them."""
