"""The rules, one file each, in a folder per family. Adding a file is adding a rule."""
