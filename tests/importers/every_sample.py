"""The exports made to order of every importer."""

from tests.importers import (
    apple_samples,
    csv_samples,
    google_chat_samples,
    google_voice_samples,
    mail_samples,
    meta_samples,
    signal_samples,
    sms_backup_samples,
    sms_ie_samples,
    telegram_samples,
    whatsapp_samples,
)
from tests.importers.any_importer import Sample

SAMPLES: list[Sample] = [
    *apple_samples.samples(),
    *csv_samples.samples(),
    *google_chat_samples.samples(),
    *google_voice_samples.samples(),
    *mail_samples.samples(),
    *meta_samples.samples(),
    *signal_samples.samples(),
    *sms_backup_samples.samples(),
    *sms_ie_samples.samples(),
    *telegram_samples.samples(),
    *whatsapp_samples.samples(),
]
