"""Help inside: the guide beside what it is about, the glossary, and the tour."""
