"""Steps that commands share: from specs to a plan with its migration, and to the disk."""
