"""The file itself: opened, checked, migrated, copied, put back."""
