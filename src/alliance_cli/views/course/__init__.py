"""Views of a client's course: the chart, the history on one screen, the tables and the ratings."""
