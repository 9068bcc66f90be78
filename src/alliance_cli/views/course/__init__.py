"""A client's course on the screen: the chart, what fits into one window, the table and the ratings."""
