"""Processes, threads and files the window watches."""
