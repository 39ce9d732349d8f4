"""Prisma's schema engine: starting it, talking to it, and its errors."""
