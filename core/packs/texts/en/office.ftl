# What the library of an office says (crate tidu-library).
library-none = This is no library file. Choose a library file (JSON) that this program saved.
library-later = This library file was saved by a later version of the program. This one cannot read it and has not changed it. Open it with the later program.
library-damaged = The library file is damaged or incomplete near line { $line }; nothing of it was taken in. Use another backup.
library-too-large = The file is too large: a library holds at most { $most } enterprises. Split it into several.
conflict = “{ $name }” has been changed in another window, and your change was not written; both are kept. Compare them, then change it again.
conflict-gone = This enterprise has been deleted in another window, and your change was not written; it is kept. If need be, add the enterprise again.
firm-name = Enterprise
firm-code = Unified social credit code
firm-street = Street or town
firm-officer = Officer in charge
firm-note = Notes
firm-visits = Visits
firm-day = Day of the answers
firm-procedure = Procedure for { $standard }
firm-not-sure = Not sure
