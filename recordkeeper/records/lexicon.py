"""The English words of `grammar`, each with what it means. Another language is another such list.

Left out on purpose: "m" (minutes or months), "midnight" (which day's?), "next" and "tonight" (read
differently by different people).
"""

MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}

WEEKDAYS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            ("monday", "mon"),
            ("tuesday", "tues", "tue"),
            ("wednesday", "wed"),
            ("thursday", "thurs", "thur", "thu"),
            ("friday", "fri"),
            ("saturday", "sat"),
            ("sunday", "sun"),
        )
    )
    for name in names
}
"""0 is Monday, as `datetime.date.weekday` counts."""

DAYS: dict[str, int] = {
    "the day before yesterday": -2,
    "day before yesterday": -2,
    "yesterday": -1,
    "today": 0,
    "tomorrow": 1,
    "the day after tomorrow": 2,
    "day after tomorrow": 2,
}
"""Counted from today."""

NUMBERS: dict[str, int] = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}

SECONDS = ("seconds", "second", "secs", "sec", "s")
MINUTES = ("minutes", "minute", "mins", "min")
HOURS = ("hours", "hour", "hrs", "hr", "h")
WHOLE_DAYS: dict[str, int] = {"days": 1, "day": 1, "weeks": 7, "week": 7}

UNKNOWN = ("unknown", "not known", "i don't know", "don't know", "dont know", "i do not know", "do not know")
UNTIL = ("to", "until", "till")
