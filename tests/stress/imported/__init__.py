"""What mix.py imports, again and again."""

from imported.deeper import answer
