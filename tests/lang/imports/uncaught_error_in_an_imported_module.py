print("main starts")
import mods.failing
