"""One file is one command or one group; a module here with an ``app`` becomes a command of its name."""

ORDER = (
    *("prep", "session", "reflect", "repair", "tailor", "history", "rate", "measure", "moments", "supervise"),
    *("client", "practice", "selfcare", "learn", "prompts", "export", "import", "config"),
    *("vault", "init", "backup", "restore", "demo"),
)
"""The order of the help page; a command not named here follows by its name."""
