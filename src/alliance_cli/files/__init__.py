"""The file system: looking at paths a person gave, reading files, and writing them complete or not at all."""
