"""One reader for each kind of file: scripts, instruments, cards, answers, settings, exports."""
