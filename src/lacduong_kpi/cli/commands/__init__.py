"""One command a module: parse, read, assess, render, write."""
