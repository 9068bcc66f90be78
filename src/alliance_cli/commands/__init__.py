"""One file is one command or one group; a module here with an ``app`` becomes a command of its name."""
