"""The words people read, in their language: one catalogue, looked for once.

English is the source. The standard library's own ``gettext.gettext`` looks for a catalogue at every
call, a hundred times before the first question; here it is looked for when the program starts.
"""

from gettext import translation
from pathlib import Path

_catalogue = translation("recordkeeper", Path(__file__).parent / "locale", fallback=True)

gettext = _catalogue.gettext
ngettext = _catalogue.ngettext
