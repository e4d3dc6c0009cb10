"""The exports made to order of every importer."""

from tests.importers import apple_samples, meta_samples, sms_backup_samples, telegram_samples
from tests.importers.any_importer import Sample

SAMPLES: list[Sample] = [
    *sms_backup_samples.samples(),
    *apple_samples.samples(),
    *meta_samples.samples(),
    *telegram_samples.samples(),
]
