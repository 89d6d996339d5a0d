import mods.plain

mods.plain.nope
