"""Views of a client's course: the chart, the history in one window, the table and the ratings."""
