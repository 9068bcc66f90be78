"""One file is one command or one group; a module here with an ``app`` becomes a command of its name."""

ORDER = (
    *("init", "prep", "session", "reflect", "repair", "history", "rate", "measure", "moments", "tailor"),
    *("supervise", "practice", "selfcare", "learn"),
    *("client", "sessions", "export", "import", "backup", "restore", "vault"),
    *("prompts", "config", "demo"),
)
"""The order of the help page; a command not named here follows by its name."""
