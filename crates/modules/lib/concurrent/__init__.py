"""The package of what runs at the same time; see `concurrent.futures`."""
