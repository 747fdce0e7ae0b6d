"""The command line: arguments, streams, the error boundary, exit codes and files that are written.

Knows nothing of how anything is counted or drawn.
"""
