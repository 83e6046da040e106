"""What people ask for: keyword-only functions that print nothing; command line and web are two skins over them.

Import the one you need from its own module: together they would load every format and every grammar.
"""
