"""`python -m t3gen`."""

from t3gen.cli import main

main()
