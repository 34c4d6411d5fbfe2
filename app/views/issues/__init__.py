"""One issue in full: its sheet beside the board, the sheet that moves it, the one that decides a proposal."""
