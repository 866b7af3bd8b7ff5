"""Copies for somebody: who may see what, and the one function that leaves things out."""
