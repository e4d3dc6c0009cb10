"""What the integrity sheet says of the seals: what they show, what not, and how anybody checks them."""

from recordkeeper.catalogue import gettext as _

NOT_SHOWN = (
    _("It does not show that the events occurred as written."),
    _("It does not show that the record is complete, or that it is the only one."),
    _("It does not show when entries were made, beyond the outside receipts listed on this sheet."),
    _(
        "The keeper holds the key: someone who rebuilt the whole record would show only against an "
        "outside receipt."
    ),
)

SEALS = (
    _("Each entry is sealed with SHA-256 and linked to the entry before it."),
    _("One changed, removed or re-ordered entry changes the head printed here."),
)

ERASED = (
    _("What an erased entry said was removed by the keeper (A9); its seal is kept, and so is the head."),
)

COMMANDS = (
    (_("Every file"), "sha256sum --quiet -c manifest-sha256.txt"),
    (_("The words and the chain"), "bash verify.sh"),
    (_("Every step, and a head kept outside"), "python3 -I verify.py data head.txt"),
    (
        _("A time stamp (E and count as below)"),
        "openssl ts -verify -data data/heads/COUNT.txt -in data/exhibits/E.tsr -CAfile tsa.pem",
    ),
)
CHECKED_IN = _(
    "In the folder of a bundle of this record, on any computer with a shell, openssl and Python, without the "
    "program that made it; VERIFY.txt there says more. An exhibit handed over by itself is compared by its "
    "SHA-256 below: sha256sum FILE."
)

RESTORED = _(
    "¶{serial}: restored on {date} from a copy{made} with {count} entries. Entries made after that copy in "
    "the record it was taken from, if any, are not here."
)
