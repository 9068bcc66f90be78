"""Files and documents that leave the program: exports, JSON documents and pages."""
