"""The words people read, in their language: one catalogue, looked for once.

English is the source. The standard library's own ``gettext.gettext`` looks for a catalogue at every
call, a hundred times before the first question; here it is looked for when the program starts.
"""

from gettext import NullTranslations, translation
from pathlib import Path

_FOLDER = Path(__file__).parent / "locale"

_catalogue = translation("recordkeeper", _FOLDER, fallback=True) if _FOLDER.is_dir() else NullTranslations()

gettext = _catalogue.gettext
ngettext = _catalogue.ngettext
