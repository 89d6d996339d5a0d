from . import inner_name
from .. import sibling, top_name
from ..sibling import sib as renamed
from .other import other

gathered = [inner_name, top_name, sibling.sib, renamed, other]
