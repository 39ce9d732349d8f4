"""Use cases of `t3gen migrate`."""
