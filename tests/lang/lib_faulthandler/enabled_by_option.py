# options: -X faulthandler
import faulthandler

print(faulthandler.is_enabled(), faulthandler.disable(), faulthandler.is_enabled())
