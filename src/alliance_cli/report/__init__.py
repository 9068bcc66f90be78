"""Writes what leaves the program: exports, JSON documents and pages."""
