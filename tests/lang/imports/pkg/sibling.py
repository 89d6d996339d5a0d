from . import top_name

sib = "sibling saw " + top_name
